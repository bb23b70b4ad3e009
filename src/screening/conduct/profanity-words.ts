/**
 * English and French profanity, written for this check. It must name the words to find them. Folded: no case, no accents.
 * Severity: 1 rude, 2 coarse or a plain insult, 3 gross, 4 a slur against a group of people or a wish of harm.
 */

export type Severity = 1 | 2 | 3 | 4
export type ProfanityLanguage = 'en' | 'fr'

export interface ProfanityEntry {
  severity: Severity
  /** A word of both languages insults in both. */
  languages: readonly ProfanityLanguage[]
  /** Says something about a person; other words are oaths, which insult only in set phrases. */
  isInsult: boolean
  /** Also an innocent word: counts only when plainly aimed at somebody. */
  isAmbiguous: boolean
}

interface WordList extends Omit<ProfanityEntry, 'languages'> {
  language: ProfanityLanguage
  words: string
}

const insult = { isInsult: true, isAmbiguous: false }
const oath = { isInsult: false, isAmbiguous: false }
const ambiguous = { isInsult: true, isAmbiguous: true }

/** Regular plurals and feminines are added; verbs are written out. */
const LISTS: readonly WordList[] = [
  {
    language: 'en',
    severity: 1,
    ...oath,
    words: 'damn damned goddamn dammit crap crappy bloody bollocks arse piss pissed bugger',
  },
  {
    language: 'en',
    severity: 1,
    ...ambiguous,
    words: 'stupid dumb fool clown liar loser pathetic lame coward ignorant clueless',
  },
  {
    language: 'en',
    severity: 2,
    ...oath,
    words: 'shit shitty shitting bullshit horseshit batshit shite crapload wtf',
  },
  {
    language: 'en',
    severity: 2,
    ...insult,
    words:
      'idiot moron imbecile dumbass jackass smartass dipshit shithead dickhead twat wanker tosser prat scumbag douche douchebag halfwit nitwit asshat arsehole',
  },
  {
    language: 'en',
    severity: 2,
    ...ambiguous,
    words: 'ass dick cock prick pussy scum trash garbage pig rat retard bastard nutjob bellend knob cretin',
  },
  {
    language: 'en',
    severity: 3,
    ...oath,
    words: 'fuck fucks fucked fucking fuckin fking fuk fck fvck fucken clusterfuck blowjob jizz',
  },
  {
    language: 'en',
    severity: 3,
    ...insult,
    words:
      'fucker motherfucker motherfucking mofo asshole cunt bitch biatch bitchy whore slut slutty skank cocksucker fuckface fuckwit fucktard shitbag cumslut thot pedo',
  },
  {
    language: 'en',
    severity: 4,
    ...insult,
    words:
      'nigger nigga niggers faggot faggy kike wetback raghead towelhead paki gook shemale trannie tranny golliwog beaner sandnigger subhuman',
  },
  { language: 'en', severity: 4, ...ambiguous, words: 'fag dyke chink spic coon vermin parasite cockroach' },
  {
    language: 'fr',
    severity: 1,
    ...oath,
    words: 'crotte bordel chiotte chier chiant chiante chieur chieuse gueule emmerder emmerde cul',
  },
  {
    language: 'fr',
    severity: 1,
    ...ambiguous,
    words:
      'nul nulle bete stupide ridicule menteur menteuse clown bouffon bouffonne minable lache ignorant incapable pitoyable',
  },
  {
    language: 'fr',
    severity: 2,
    ...oath,
    words: 'merde merdique merdeux putain ptn foutre foutaise couille couilles branler',
  },
  {
    language: 'fr',
    severity: 2,
    ...insult,
    words:
      'idiot idiote imbecile debile cretin cretine abruti abrutie couillon connasse conasse conard connard connarde conards ducon gogol mongol trouduc bouseux pouffiasse poufiasse petasse blaireau',
  },
  {
    language: 'fr',
    severity: 2,
    ...ambiguous,
    words:
      'con cons conne connes gland andouille tare taree ordure dechet vermine porc porcasse truie chienne folle malade batard branleur branleuse grognasse morue raclure',
  },
  {
    language: 'fr',
    severity: 3,
    ...insult,
    words:
      'encule enculee enculer enculeur salope salopard salaud pute putes fdp ntm enfoire enfoiree batarde suceuse pouffe garce tepu',
  },
  {
    language: 'fr',
    severity: 4,
    ...insult,
    words:
      'bougnoule bougnoul bicot youpin youpine negro negresse tarlouze tafiole bamboula crouille niakoue chinetoque gouinasse sidaique',
  },
  {
    language: 'fr',
    severity: 4,
    ...ambiguous,
    words: 'pd pede tapette negre gouine travelo bride parasite cafard raton',
  },
]

/** The word itself need not be whole: nothing innocent begins like this, except what `EXCEPTIONS` names. */
export const PROFANE_BEGINNINGS: readonly string[] = [
  'fuck',
  'motherfuck',
  'encul',
  'connard',
  'bullshit',
  'asshole',
  'nigger',
  'faggot',
]

/** Innocent words that a plural, a beginning or an undone disguise would make profane. */
export const EXCEPTIONS: ReadonlySet<string> = new Set(
  (
    'scunthorpe essex sussex wessex middlesex connaissance connaissances connaitre connect connecticut assassin assess ' +
    'class classic bass passage salopette salopettes bitche cockpit cockney cocktail peacock hancock hitchcock dickens ' +
    'dickinson penistone lightwater clitheroe cumming cumulus cumin cumbria document concon analyse therapist shiitake ' +
    'shitake matsushita pussycat niquel unique technique dominique pique pedestre pedagogie concours ' +
    'conseil conserve content conte confiture reputation dispute depute computer imputer'
  ).split(' '),
)

/** Aimed at somebody by their very wording: words in order, with a severity. */
export const PHRASES: readonly (readonly [phrase: string, severity: Severity])[] = [
  ['fuck you', 3],
  ['fuck u', 3],
  ['fuck off', 3],
  ['fuck yourself', 3],
  ['screw you', 2],
  ['go to hell', 2],
  ['piece of shit', 3],
  ['full of shit', 2],
  ['eat shit', 3],
  ['suck my dick', 3],
  ['suck my cock', 3],
  ['son of a bitch', 3],
  ['shut up', 1],
  ['shut the fuck up', 3],
  ['stfu', 2],
  ['kill yourself', 4],
  ['kill urself', 4],
  ['kys', 4],
  ['hope you die', 4],
  ['i will kill you', 4],
  ['ta gueule', 3],
  ['vos gueules', 3],
  ['ferme la', 1],
  ['ferme ta gueule', 3],
  ['va te faire foutre', 3],
  ['va te faire enculer', 3],
  ['va te faire', 2],
  ['allez vous faire foutre', 3],
  ['nique ta mere', 3],
  ['nique ta race', 4],
  ['nique sa mere', 3],
  ['ntm', 3],
  ['fils de pute', 3],
  ['fils de chien', 3],
  ['va chier', 2],
  ['va crever', 4],
  ['suicide toi', 4],
  ['je vais te tuer', 4],
  ['je vais te buter', 4],
  ['casse toi pauvre con', 3],
  ['merde a toi', 2],
  ['tu es une merde', 3],
  ['t es une merde', 3],
  ['sous merde', 3],
]

/** Shorter words are written out with their forms: adding letters to them makes other words. */
const INFLECTED_LETTERS = 4

/** Every spelling with what is known of it. */
export const PROFANITIES: ReadonlyMap<string, ProfanityEntry> = makeProfanities()

function makeProfanities(): Map<string, ProfanityEntry> {
  const entries = new Map<string, ProfanityEntry>()
  for (const { words, language, ...entry } of LISTS) {
    for (const form of words.split(' ').flatMap((word) => [word, ...formsOf(word)])) {
      const languages = new Set([...(entries.get(form)?.languages ?? []), language])
      if (!EXCEPTIONS.has(form)) entries.set(form, { ...entry, languages: [...languages] })
    }
  }
  return entries
}

function formsOf(word: string): string[] {
  if (word.length < INFLECTED_LETTERS || word.endsWith('s')) return []
  return word.endsWith('e') || word.endsWith('y') ? [`${word}s`] : [`${word}s`, `${word}es`]
}
