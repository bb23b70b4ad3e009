/** The properties of a text that the models name in their reasons; the keys are the model's own words. */

const SHAPE_NAMES = {
  'number of links': 'nombre de liens',
  'share of the text that is links': 'part du texte en liens',
  'HTML links': 'liens en HTML',
  'forum-code links': 'liens en code de forum',
  'length in words': 'longueur en mots',
  'share of capital letters': 'part de capitales',
  'words all in capitals': 'mots tout en capitales',
  'share of digits': 'part de chiffres',
  'exclamation marks': 'points d’exclamation',
  'question marks': 'points d’interrogation',
  'emoji and signs': 'émojis et signes',
  'amounts of money': 'sommes d’argent',
  'telephone numbers': 'numéros de téléphone',
  'handles and addresses': 'pseudonymes et adresses',
  hashtags: 'mots-dièse',
  alphabet: 'alphabet',
  'mixed alphabets': 'alphabets mêlés',
  'look-alike letters': 'lettres sosies',
  'invisible characters': 'caractères invisibles',
  'heaped marks': 'signes empilés',
  'digits as letters': 'chiffres en guise de lettres',
  'letters set apart': 'lettres espacées',
  'repeated letters': 'lettres répétées',
  'styled letters': 'lettres d’ornement',
  'line breaks': 'sauts de ligne',
  'program code': 'code de programme',
  'average length of a word': 'longueur moyenne des mots',
  'variety of words': 'variété des mots',
  'blank before punctuation': 'espace avant la ponctuation',
  'no blank after punctuation': 'pas d’espace après la ponctuation',
  'begins with a small letter': 'commence par une minuscule',
  'last character': 'dernier caractère',
  'place of the first link': 'place du premier lien',
  'length and links': 'longueur et liens',
  'website and links': 'site web et liens',
  'website and length': 'site web et longueur',
  'longest word': 'mot le plus long',
  'same word again and again': 'le même mot répété',
} as const

/** Beginnings of what a model names besides the properties. */
const STARTS = {
  'there is a link': 'il y a un lien',
  'somebody is addressed by @name': 'quelqu’un est interpellé par @nom',
  'there is HTML': 'il y a du HTML',
  'author\'s name "': 'nom de l’auteur "',
  'author’s website': 'site de l’auteur',
  "author's website": 'site de l’auteur',
  'link to': 'lien vers',
} as const

const STEPS = {
  'Chinese, Japanese or Korean': 'chinois, japonais ou coréen',
  'a letter or digit': 'une lettre ou un chiffre',
  'full stop': 'point',
  'no website given': 'sans site web',
  'website given': 'avec site web',
  'into the text': 'du texte',
  'or more': 'ou plus',
  under: 'moins de',
  over: 'plus de',
  letters: 'lettres',
  comma: 'virgule',
  none: 'aucun',
  few: 'peu',
  some: 'quelques-uns',
  many: 'beaucoup',
  Latin: 'latin',
  Cyrillic: 'cyrillique',
  Arabic: 'arabe',
  Greek: 'grec',
  words: 'mots',
  with: 'avec',
  links: 'liens',
  ' to ': ' à ',
} as const

type Same<Table> = Record<keyof Table, string>
const asNamed = <Table extends Record<string, string>>(table: Table): Same<Table> =>
  Object.fromEntries(Object.keys(table).map((key) => [key, key])) as Same<Table>

export const SHAPES: Record<
  'en' | 'fr',
  { names: Same<typeof SHAPE_NAMES>; starts: Same<typeof STARTS>; steps: Same<typeof STEPS> }
> = {
  en: { names: asNamed(SHAPE_NAMES), starts: asNamed(STARTS), steps: asNamed(STEPS) },
  fr: { names: SHAPE_NAMES, starts: STARTS, steps: STEPS },
}
