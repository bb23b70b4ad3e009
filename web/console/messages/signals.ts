/** What the checks found, in words. */

import { inEnglish, inFrench } from './counting.js'

const enLinks = inEnglish('link to another site', 'links to other sites')
const frLinks = inFrench('lien vers un autre site', 'liens vers d’autres sites')
const enSpam = inEnglish('spam comment', 'spam comments')
const frSpam = inFrench('spam', 'spams')

const en = {
  quote: (text: string) => `“${text}”`,
  authorHistory: (approved: number, spam: number) =>
    `The author has ${inEnglish('approved comment', 'approved comments')(approved)} and ${enSpam(spam)} here`,
  blockedTerms: (count: number, terms: readonly string[]) =>
    `${inEnglish('blocked term', 'blocked terms')(count)} of the site: ${terms.join(', ')}`,
  shadowTerms: (count: number, terms: readonly string[]) =>
    `${inEnglish('term', 'terms')(count)} on trial: ${terms.join(', ')}`,
  contactLure: (addresses: number, phones: number, hasMessenger: boolean) =>
    `Asks to be contacted elsewhere: ${[
      addresses > 0 && inEnglish('e-mail address', 'e-mail addresses')(addresses),
      phones > 0 && inEnglish('telephone number', 'telephone numbers')(phones),
      hasMessenger && 'a messenger',
    ]
      .filter(Boolean)
      .join(', ')}`,
  disguises: (list: string) => `Disguised words: ${list}`,
  disguiseKinds: {
    homoglyphs: inEnglish('with look-alike letters', 'with look-alike letters'),
    invisible: inEnglish('with invisible characters', 'with invisible characters'),
    leet: inEnglish('with digits as letters', 'with digits as letters'),
    spaced: inEnglish('with letters set apart', 'with letters set apart'),
    styled: inEnglish('in ornamental letters', 'in ornamental letters'),
  },
  hasty: (seconds: string) => `Sent ${seconds} s after the form was shown`,
  tokens: {
    missing: 'Sent without the form’s token: not from our form, or by a program',
    expired: 'Sent from a form that was opened long ago',
    invalid: 'Sent with a forged form token',
  },
  honeypot: 'The field that only robots see was filled in',
  links: (count: number, signs: readonly string[]) =>
    count === 0 ? `Advertising: ${signs.join(', ')}` : `${enLinks(count)}: ${signs.join(', ')}`,
  linkSigns: {
    botMarkup: 'markup as robots write it',
    forumMarkup: 'forum code',
    manyLinks: 'many links',
    veryManyLinks: 'very many links',
    bareLinks: 'hardly a word around them',
    fewWords: 'few words around them',
    sameHost: 'all to the same place',
    shortener: 'shortened, so the target is hidden',
    cheapHost: 'to a domain ending often used for spam',
    trade: 'to what link advertising sells',
    invitation: 'invites to a site',
    praise: 'praise that fits anywhere',
    closingLabel: 'closes with a link like a signature',
    redirect: 'through somebody else’s redirector',
    linkInName: 'a web address as name',
    tradeInName: 'a trade as name',
    praiseWithSite: 'general praise together with a website',
  },
  postingRate: (byAuthor: number, byNetwork: number) =>
    `In ten minutes ${inEnglish('comment', 'comments')(byAuthor)} by the author, ${byNetwork} from the same network`,
  bans: {
    author: 'The author is banned here',
    address: 'The e-mail address is banned here',
    domain: 'The mail domain is banned here',
    network: 'The network is banned here',
  },
  raid: 'The thread is flooded with comments at the moment',
  repeatedBody: ({ same, near, threads, spam }: { same: number; near: number; threads: number; spam: number }) =>
    `${same > 0 ? `The same text ${inEnglish('time', 'times')(same)}` : `A similar text ${inEnglish('time', 'times')(near)}`} on ${inEnglish('other thread', 'other threads')(threads)}${spam > 0 ? `, ${spam} of them spam` : ''}`,
  spamModel: (score: string, reasons: readonly string[]) =>
    `Spam model ${score}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`,
  toxicityModel: (score: string, reasons: readonly string[]) =>
    `Toxicity model ${score}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`,
  impersonation: {
    same: 'The name looks the same as that of a staff member',
    office: 'The name claims an office of the site',
    near: 'The name differs by one letter from that of a staff member',
  },
  personalData: (list: string) => `Personal details: ${list}`,
  personalKinds: {
    emailAddresses: inEnglish('e-mail address', 'e-mail addresses'),
    phoneNumbers: inEnglish('telephone number', 'telephone numbers'),
    bankAccounts: inEnglish('bank account', 'bank accounts'),
    cards: inEnglish('card number', 'card numbers'),
    streetAddresses: inEnglish('postal address', 'postal addresses'),
    streets: inEnglish('street', 'streets'),
  },
  profanity: (count: number, isAimed: boolean, found: readonly string[]) =>
    `${inEnglish('rude word', 'rude words')(count)}${isAimed ? ', aimed at somebody' : ''}: ${found.join(', ')}`,
  shouting: (percent: number) => `${percent} % of the letters are capitals`,
}

const fr: typeof en = {
  quote: (text) => `«\u00a0${text}\u00a0»`,
  authorHistory: (approved, spam) =>
    `L’auteur a ici ${inFrench('commentaire approuvé', 'commentaires approuvés')(approved)} et ${frSpam(spam)}`,
  blockedTerms: (count, terms) =>
    `${inFrench('terme bloqué', 'termes bloqués')(count)} du site\u00a0: ${terms.join(', ')}`,
  shadowTerms: (count, terms) => `${inFrench('terme', 'termes')(count)} à l’essai\u00a0: ${terms.join(', ')}`,
  contactLure: (addresses, phones, hasMessenger) =>
    `Invite à prendre contact ailleurs\u00a0: ${[
      addresses > 0 && inFrench('adresse e-mail', 'adresses e-mail')(addresses),
      phones > 0 && inFrench('numéro de téléphone', 'numéros de téléphone')(phones),
      hasMessenger && 'une messagerie',
    ]
      .filter(Boolean)
      .join(', ')}`,
  disguises: (list) => `Mots déguisés\u00a0: ${list}`,
  disguiseKinds: {
    homoglyphs: inFrench('à lettres sosies', 'à lettres sosies'),
    invisible: inFrench('à caractères invisibles', 'à caractères invisibles'),
    leet: inFrench('à chiffres en guise de lettres', 'à chiffres en guise de lettres'),
    spaced: inFrench('à lettres espacées', 'à lettres espacées'),
    styled: inFrench('en lettres d’ornement', 'en lettres d’ornement'),
  },
  hasty: (seconds) => `Envoyé ${seconds}\u00a0s après l’affichage du formulaire`,
  tokens: {
    missing: 'Envoyé sans le jeton du formulaire\u00a0: d’ailleurs, ou par un programme',
    expired: 'Envoyé depuis un formulaire ouvert il y a longtemps',
    invalid: 'Envoyé avec un faux jeton de formulaire',
  },
  honeypot: 'Le champ que seuls les robots voient a été rempli',
  links: (count, signs) =>
    count === 0 ? `Publicité\u00a0: ${signs.join(', ')}` : `${frLinks(count)}\u00a0: ${signs.join(', ')}`,
  linkSigns: {
    botMarkup: 'balisage écrit comme par un robot',
    forumMarkup: 'code de forum',
    manyLinks: 'beaucoup de liens',
    veryManyLinks: 'énormément de liens',
    bareLinks: 'presque aucun mot autour',
    fewWords: 'peu de mots autour',
    sameHost: 'tous vers le même endroit',
    shortener: 'raccourci, donc de cible cachée',
    cheapHost: 'vers une extension prisée des spammeurs',
    trade: 'vers ce que vend la publicité par liens',
    invitation: 'invite à visiter un site',
    praise: 'compliments passe-partout',
    closingLabel: 'se termine par un lien en guise de signature',
    redirect: 'par le redirecteur de quelqu’un d’autre',
    linkInName: 'une adresse web comme nom',
    tradeInName: 'un commerce comme nom',
    praiseWithSite: 'compliments vagues avec un site web',
  },
  postingRate: (byAuthor, byNetwork) =>
    `En dix minutes, ${inFrench('commentaire', 'commentaires')(byAuthor)} de l’auteur, ${byNetwork} du même réseau`,
  bans: {
    author: 'L’auteur est banni d’ici',
    address: 'L’adresse e-mail est bannie d’ici',
    domain: 'Le domaine de messagerie est banni d’ici',
    network: 'Le réseau est banni d’ici',
  },
  raid: 'Le fil est submergé de commentaires en ce moment',
  repeatedBody: ({ same, near, threads, spam }) =>
    `${same > 0 ? `Le même texte ${inFrench('fois', 'fois')(same)}` : `Un texte semblable ${inFrench('fois', 'fois')(near)}`} sur ${inFrench('autre fil', 'autres fils')(threads)}${spam > 0 ? `, dont ${frSpam(spam)}` : ''}`,
  spamModel: (score, reasons) => `Modèle de spam ${score}${reasons.length > 0 ? `\u00a0: ${reasons.join(', ')}` : ''}`,
  toxicityModel: (score, reasons) =>
    `Modèle de toxicité ${score}${reasons.length > 0 ? `\u00a0: ${reasons.join(', ')}` : ''}`,
  impersonation: {
    same: 'Le nom ressemble en tout point à celui d’un membre de l’équipe',
    office: 'Le nom prétend à une fonction sur le site',
    near: 'Le nom diffère d’une lettre de celui d’un membre de l’équipe',
  },
  personalData: (list) => `Données personnelles\u00a0: ${list}`,
  personalKinds: {
    emailAddresses: inFrench('adresse e-mail', 'adresses e-mail'),
    phoneNumbers: inFrench('numéro de téléphone', 'numéros de téléphone'),
    bankAccounts: inFrench('compte bancaire', 'comptes bancaires'),
    cards: inFrench('numéro de carte', 'numéros de carte'),
    streetAddresses: inFrench('adresse postale', 'adresses postales'),
    streets: inFrench('rue', 'rues'),
  },
  profanity: (count, isAimed, found) =>
    `${inFrench('mot grossier', 'mots grossiers')(count)}${isAimed ? ', visant quelqu’un' : ''}\u00a0: ${found.join(', ')}`,
  shouting: (percent) => `${percent}\u00a0% des lettres sont des capitales`,
}

export const SIGNALS = { en, fr }
