/** Every word that the pages say, in English and French. A message missing in one language does not compile. */

import type { ReportReason } from '../../domain/report.js'
import type { PluralForms } from './format.js'
import { type Html, html } from './html.js'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** A name comes as markup, already isolated, because some languages put it in the middle of the sentence. */
type WithName = (name: Html) => Html

export interface Messages {
  comments: PluralForms
  replies: PluralForms
  moreReplies: PluralForms
  noComments: string
  beFirst: string
  closed: string
  closedDetail: string
  sortLabel: string
  sorts: Record<'oldest' | 'newest' | 'top', string>
  nextPage: string
  wholeConversation: string
  moderator: string
  pinned: string
  edited: string
  justNow: string
  deleted: string
  permalink: string
  reply: string
  replyTo: WithName
  replyHeading: WithName
  repliesTo: WithName
  inReplyTo: WithName
  cancelReply: string
  voteFor: string
  voteAgainst: string
  report: string
  reportOf: WithName
  reportHeading: string
  reportReason: string
  reportReasons: Record<ReportReason, string>
  reportText: string
  reportSend: string
  cancelReport: string
  reported: string
  write: string
  formHeading: string
  submit: string
  submitReply: string
  body: string
  name: string
  email: string
  url: string
  required: string
  optional: string
  emailNote: string
  urlNote: string
  honeypot: string
  moderationNote: string
  markdownSummary: string
  markdown: { emphasis: string; strong: string; link: string; quote: string; list: string; code: string }
  markdownSample: { emphasis: string; strong: string; link: string; quote: string; list: string; code: string }
  submitted: string
  submittedDetail: string
  errorSummary: PluralForms
  embedTitle: (title: string) => string
  embedUntitled: string
  /** Title of a comment among those of other pages. */
  nameOnPage: (name: string, title: string) => string
  backToPage: string
  back: string
  errorStatus: (status: number) => string
  poweredBy: string
}

const en: Messages = {
  comments: { one: '# comment', other: '# comments' },
  replies: { one: '# reply', other: '# replies' },
  moreReplies: { one: 'Show # more reply', other: 'Show # more replies' },
  noComments: 'No comments yet',
  beFirst: 'The floor is yours: begin the conversation.',
  closed: 'This conversation is closed.',
  closedDetail: 'It can still be read, but takes no more comments.',
  sortLabel: 'Order of the comments',
  sorts: { oldest: 'Oldest', newest: 'Newest', top: 'Most voted' },
  nextPage: 'More comments',
  wholeConversation: 'Back to the whole conversation',
  moderator: 'Moderator',
  pinned: 'Pinned',
  edited: 'edited',
  justNow: 'just now',
  deleted: 'This comment has been deleted.',
  permalink: 'Link to this comment',
  reply: 'Reply',
  replyTo: (name) => html` to ${name}`,
  replyHeading: (name) => html`Reply to ${name}`,
  repliesTo: (name) => html`Replies to ${name}`,
  inReplyTo: (name) => html`in reply to ${name}`,
  cancelReply: 'Cancel the reply',
  voteFor: 'I like this comment',
  voteAgainst: 'I do not like this comment',
  report: 'Report',
  reportOf: (name) => html` the comment by ${name}`,
  reportHeading: 'Report this comment',
  reportReason: 'What is wrong with it?',
  reportReasons: {
    spam: 'Advertising',
    harassment: 'Harassment',
    hate: 'Hatred of a group',
    illegal: 'It breaks the law',
    'personal-data': 'It gives away personal data',
    'off-topic': 'It has nothing to do with the article',
    other: 'Something else',
  },
  reportText: 'Details',
  reportSend: 'Send the report',
  cancelReport: 'Cancel the report',
  reported: 'Thank you, a moderator will look at it.',
  write: 'Post a comment',
  formHeading: 'Post a comment',
  submit: 'Post comment',
  submitReply: 'Post reply',
  body: 'Comment',
  name: 'Name',
  email: 'E-mail address',
  url: 'Website',
  required: 'required',
  optional: 'optional',
  emailNote:
    'Your e-mail address will not be shown: it is turned into a fingerprint the moment it arrives and is never kept.',
  urlNote: 'Your name will link to it.',
  honeypot: 'Leave this field empty',
  moderationNote: 'Comments appear once they have been checked.',
  markdownSummary: 'Formatting',
  markdown: {
    emphasis: 'Emphasis',
    strong: 'Strong emphasis',
    link: 'Link',
    quote: 'Quotation',
    list: 'List',
    code: 'Code',
  },
  markdownSample: {
    emphasis: '*a word*',
    strong: '**a word**',
    link: '[a text](https://example.org)',
    quote: '> what somebody said',
    list: '- one point',
    code: '`a command`',
  },
  submitted: 'Thank you, your comment has arrived.',
  submittedDetail: 'It is being checked and will appear here once it has been approved.',
  errorSummary: {
    one: 'One thing to put right before your comment can be sent',
    other: '# things to put right before your comment can be sent',
  },
  embedTitle: (title) => `Comments on “${title}”`,
  embedUntitled: 'Comments',
  nameOnPage: (name, title) => `${name} on “${title}”`,
  backToPage: 'Back to the article',
  back: 'Go back',
  errorStatus: (status) => `Error ${status}`,
  poweredBy: 'Comments by Causerie',
}

const fr: Messages = {
  comments: { one: '# commentaire', many: '# de commentaires', other: '# commentaires' },
  replies: { one: '# réponse', many: '# de réponses', other: '# réponses' },
  moreReplies: { one: 'Afficher # autre réponse', other: 'Afficher # autres réponses' },
  noComments: 'Aucun commentaire pour l’instant',
  beFirst: 'La parole est à vous\u00a0: ouvrez la conversation.',
  closed: 'Cette conversation est close.',
  closedDetail: 'On peut encore la lire, mais plus y répondre.',
  sortLabel: 'Ordre des commentaires',
  sorts: { oldest: 'Plus anciens', newest: 'Plus récents', top: 'Mieux notés' },
  nextPage: 'Commentaires suivants',
  wholeConversation: 'Revenir à toute la conversation',
  moderator: 'Modération',
  pinned: 'Épinglé',
  edited: 'modifié',
  justNow: 'à l’instant',
  deleted: 'Ce commentaire a été supprimé.',
  permalink: 'Lien vers ce commentaire',
  reply: 'Répondre',
  replyTo: (name) => html` à ${name}`,
  replyHeading: (name) => html`Répondre à ${name}`,
  repliesTo: (name) => html`Réponses à ${name}`,
  inReplyTo: (name) => html`en réponse à ${name}`,
  cancelReply: 'Annuler la réponse',
  voteFor: 'J’aime ce commentaire',
  voteAgainst: 'Je n’aime pas ce commentaire',
  report: 'Signaler',
  reportOf: (name) => html` le commentaire de ${name}`,
  reportHeading: 'Signaler ce commentaire',
  reportReason: 'Que lui reprochez-vous\u00a0?',
  reportReasons: {
    spam: 'Publicité',
    harassment: 'Harcèlement',
    hate: 'Haine envers un groupe',
    illegal: 'Contraire à la loi',
    'personal-data': 'Divulgation de données personnelles',
    'off-topic': 'Sans rapport avec l’article',
    other: 'Autre chose',
  },
  reportText: 'Précisions',
  reportSend: 'Envoyer le signalement',
  cancelReport: 'Annuler le signalement',
  reported: 'Merci, un modérateur va l’examiner.',
  write: 'Poster un commentaire',
  formHeading: 'Poster un commentaire',
  submit: 'Poster le commentaire',
  submitReply: 'Poster la réponse',
  body: 'Commentaire',
  name: 'Nom',
  email: 'Adresse e-mail',
  url: 'Site web',
  required: 'obligatoire',
  optional: 'facultatif',
  emailNote:
    "Votre adresse e-mail n'apparaîtra pas : elle est transformée en empreinte dès son arrivée et n'est jamais conservée.",
  urlNote: 'Votre nom y mènera par un lien.',
  honeypot: 'Laissez ce champ vide',
  moderationNote: 'Les commentaires paraissent une fois vérifiés.',
  markdownSummary: 'Mise en forme',
  markdown: {
    emphasis: 'Italique',
    strong: 'Gras',
    link: 'Lien',
    quote: 'Citation',
    list: 'Liste',
    code: 'Code',
  },
  markdownSample: {
    emphasis: '*un mot*',
    strong: '**un mot**',
    link: '[un texte](https://example.org)',
    quote: '> ce que quelqu’un a dit',
    list: '- un point',
    code: '`une commande`',
  },
  submitted: 'Merci, votre commentaire nous est parvenu.',
  submittedDetail: 'Il est en cours de vérification et paraîtra ici dès qu’il aura été approuvé.',
  errorSummary: {
    one: 'Un point à corriger avant l’envoi de votre commentaire',
    other: '# points à corriger avant l’envoi de votre commentaire',
  },
  embedTitle: (title) => `Commentaires sur «\u00a0${title}\u00a0»`,
  embedUntitled: 'Commentaires',
  nameOnPage: (name, title) => `${name}, sur «\u00a0${title}\u00a0»`,
  backToPage: 'Revenir à l’article',
  back: 'Revenir',
  errorStatus: (status) => `Erreur ${status}`,
  poweredBy: 'Commentaires\u00a0: Causerie',
}

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, fr }

/** The language of what a site shows to nobody in particular. */
export function siteLanguage(site: { language: string }): Language {
  return LANGUAGES.find((known) => known === site.language) ?? 'en'
}

const ACCEPT_LANGUAGE_LENGTH_MAX = 1_000

/** The language that the reader's browser likes best, of those we speak. */
export function pickLanguage(acceptLanguage: string | undefined, fallback: Language): Language {
  const wishes = (acceptLanguage ?? '').slice(0, ACCEPT_LANGUAGE_LENGTH_MAX).split(',').map(parseWish)
  // Sorting is stable, so among equals the one named first wins.
  const [best] = wishes.filter((wish) => wish.weight > 0).sort((a, b) => b.weight - a.weight)
  return best?.language ?? fallback
}

function parseWish(wish: string): { language: Language | undefined; weight: number } {
  const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
  const [primary] = tag.trim().split('-')
  const language = LANGUAGES.find((known) => known === primary)
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
  const weight = quality === undefined ? 1 : Number(quality)
  return { language, weight: language === undefined || Number.isNaN(weight) ? 0 : weight }
}
