/** What the receipt page says, in English and French. */

import type { Language } from './messages.js'

export interface ReceiptWords {
  title: string
  intro: string
  noScript: string
  missing: string
  unknown: string
  failed: string
  loading: string
  statuses: Record<'pending' | 'held' | 'approved' | 'rejected' | 'spam' | 'deleted', string>
  /** By the codes of `Receipt.decision.reason`; what is not here needs no words. */
  reasons: Record<string, string>
  byRules: string
  byPerson: string
  yourComment: string
  sentAt: string
  openThread: string
  edit: string
  editNote: string
  editUntil: string
  save: string
  saved: string
  withdraw: string
  withdrawNote: string
  withdrawn: string
  appeal: string
  appealNote: string
  appealLabel: string
  appealSend: string
  appealSent: string
  appealStates: Record<'open' | 'upheld' | 'overturned' | 'moot', string>
  notify: string
  notifyNote: string
  notifyComment: string
  notifyThread: string
  notifyIsOn: string
  notifyStop: string
  notified: string
  notifyStopped: string
  notifyBlocked: string
  data: string
  dataNote: string
  dataGet: string
  erase: string
  eraseNote: string
  eraseComment: string
  eraseAuthor: string
  erased: string
  keep: string
}

const en: ReceiptWords = {
  title: 'Your comment',
  intro: 'This page shows what became of a comment to whoever holds its receipt.',
  noScript:
    'This page needs JavaScript: the receipt stands behind the # of the address, which browsers send to nobody, so only a script in your browser can read it. Without one, send the receipt yourself: GET /v1/receipt with the header Authorization: Bearer and the part behind the #.',
  missing: 'There is no receipt in this address. Open this page with the link that stands below your comment.',
  unknown: 'This receipt belongs to no comment. It may have been erased.',
  failed: 'That did not work. Please try again in a moment.',
  loading: 'One moment …',
  statuses: {
    pending: 'Your comment is being checked.',
    held: 'A moderator will look at your comment.',
    approved: 'Your comment is visible to all.',
    rejected: 'Your comment was not approved.',
    spam: 'Your comment was not approved.',
    deleted: 'Your comment has been deleted.',
  },
  reasons: {
    spam: 'It was taken for advertising.',
    doubtful: 'The automatic check was not sure whether it is advertising.',
    conduct: 'The automatic check was not sure whether its tone is within the rules.',
    'site-rule': 'It touches a rule of this site.',
    newcomer: 'It is the first of its author here, and this site looks at those.',
    raid: 'Very many comments arrived here at once.',
    'all-held': 'This site looks at every comment before it appears.',
    'checker-unavailable': 'A check could not be made, so a person makes it.',
    banned: 'Comments of yours are not taken here at the moment. You may object.',
    withdrawn: 'You have withdrawn it.',
  },
  byRules: 'Decided automatically.',
  byPerson: 'Decided by a person.',
  yourComment: 'What you wrote',
  sentAt: 'Sent',
  openThread: 'See it in its conversation',
  edit: 'Change the text',
  editNote: 'The new text is checked again and unseen until then.',
  editUntil: 'Possible until',
  save: 'Save the new text',
  saved: 'The new text has arrived and is being checked.',
  withdraw: 'Withdraw the comment',
  withdrawNote:
    'Its text and your name are erased for good. Where others replied, a note stays that something was there.',
  withdrawn: 'Your comment has been withdrawn.',
  appeal: 'Object to the decision',
  appealNote: 'Another person than the first will look at it. It costs nothing.',
  appealLabel: 'Why the decision is wrong',
  appealSend: 'Send the objection',
  appealSent: 'Your objection has arrived. Its outcome will stand here.',
  appealStates: {
    open: 'You have objected to the decision; nobody has looked at it yet.',
    upheld: 'You have objected. The decision stands.',
    overturned: 'You have objected, and rightly: the comment was approved.',
    moot: 'Your objection has come to nothing, for the comment was withdrawn.',
  },
  notify: 'Be told of replies',
  notifyNote:
    'A notice on this device when somebody answers, through your browser’s own push service. No address is needed, and one click here ends it.',
  notifyComment: 'Of replies to my comment',
  notifyThread: 'Of all that is new in this conversation',
  notifyIsOn: 'You are told on this device.',
  notifyStop: 'Tell me no more',
  notified: 'From now on you are told on this device.',
  notifyStopped: 'You are told no more.',
  notifyBlocked: 'Your browser allows no notices from here. Allow them in its settings and try again.',
  data: 'Take my data',
  dataNote: 'Everything that is kept about your comments here, as a file.',
  dataGet: 'Download the file',
  erase: 'Erase me',
  eraseNote:
    'Erases what is kept: this comment alone, or also your others that can be told to be yours. An e-mail address cannot be erased, for none was kept.',
  eraseComment: 'Erase this comment',
  eraseAuthor: 'Erase all of mine',
  erased: 'It is erased.',
  keep: 'Keep this page’s address: it is the only way back here.',
}

const fr: ReceiptWords = {
  title: 'Votre commentaire',
  intro: 'Cette page dit ce qu’un commentaire est devenu à qui en détient le reçu.',
  noScript:
    'Cette page a besoin de JavaScript\u00a0: le reçu se trouve derrière le # de l’adresse, que les navigateurs n’envoient à personne\u202f; seul un script de votre navigateur peut le lire. À défaut, envoyez le reçu vous-même\u00a0: GET /v1/receipt avec l’en-tête Authorization: Bearer suivi de ce qui est derrière le #.',
  missing: 'Cette adresse ne contient pas de reçu. Ouvrez cette page par le lien placé sous votre commentaire.',
  unknown: 'Ce reçu ne correspond à aucun commentaire. Peut-être a-t-il été effacé.',
  failed: 'Cela n’a pas abouti. Réessayez dans un instant.',
  loading: 'Un instant…',
  statuses: {
    pending: 'Votre commentaire est en cours de vérification.',
    held: 'Un modérateur va lire votre commentaire.',
    approved: 'Votre commentaire est visible par tous.',
    rejected: 'Votre commentaire n’a pas été approuvé.',
    spam: 'Votre commentaire n’a pas été approuvé.',
    deleted: 'Votre commentaire a été supprimé.',
  },
  reasons: {
    spam: 'Il a été pris pour de la publicité.',
    doubtful: 'La vérification automatique n’a pas su dire s’il s’agissait de publicité.',
    conduct: 'La vérification automatique n’a pas su dire si son ton respecte les règles.',
    'site-rule': 'Il touche à une règle de ce site.',
    newcomer: 'C’est le premier de son auteur ici, et ce site les lit tous.',
    raid: 'De très nombreux commentaires sont arrivés ici en même temps.',
    'all-held': 'Ce site lit chaque commentaire avant de le publier.',
    'checker-unavailable': 'Une vérification n’a pas pu se faire\u00a0: une personne s’en charge.',
    banned: 'Vos commentaires ne sont pas acceptés ici en ce moment. Vous pouvez contester.',
    withdrawn: 'Vous l’avez retiré.',
  },
  byRules: 'Décision automatique.',
  byPerson: 'Décision prise par une personne.',
  yourComment: 'Ce que vous avez écrit',
  sentAt: 'Envoyé',
  openThread: 'Le voir dans sa conversation',
  edit: 'Modifier le texte',
  editNote: 'Le nouveau texte est vérifié à son tour, et ne paraît pas avant.',
  editUntil: 'Possible jusqu’au',
  save: 'Enregistrer le nouveau texte',
  saved: 'Le nouveau texte nous est parvenu\u202f; il est en cours de vérification.',
  withdraw: 'Retirer le commentaire',
  withdrawNote:
    'Son texte et votre nom sont effacés pour toujours. Là où d’autres ont répondu, une mention reste à sa place.',
  withdrawn: 'Votre commentaire a été retiré.',
  appeal: 'Contester la décision',
  appealNote: 'Une autre personne que la première examinera la décision. C’est gratuit.',
  appealLabel: 'Pourquoi la décision est erronée',
  appealSend: 'Envoyer la contestation',
  appealSent: 'Votre contestation nous est parvenue. Son issue paraîtra ici.',
  appealStates: {
    open: 'Vous avez contesté la décision\u202f; personne ne l’a encore examinée.',
    upheld: 'Vous avez contesté la décision. Elle est maintenue.',
    overturned: 'Vous avez contesté la décision, à raison\u00a0: le commentaire a été approuvé.',
    moot: 'Votre contestation est sans objet, car le commentaire a été retiré.',
  },
  notify: 'Être prévenu des réponses',
  notifyNote:
    'Une notification sur cet appareil quand quelqu’un répond, par le service de votre navigateur. Aucune adresse n’est demandée, et un clic ici y met fin.',
  notifyComment: 'Des réponses à mon commentaire',
  notifyThread: 'De tout ce qui paraît dans cette conversation',
  notifyIsOn: 'Vous êtes prévenu sur cet appareil.',
  notifyStop: 'Ne plus me prévenir',
  notified: 'Vous serez désormais prévenu sur cet appareil.',
  notifyStopped: 'Vous ne serez plus prévenu.',
  notifyBlocked:
    'Votre navigateur n’admet pas de notifications d’ici. Autorisez-les dans ses réglages, puis réessayez.',
  data: 'Emporter mes données',
  dataNote: 'Tout ce qui est conservé ici au sujet de vos commentaires, dans un fichier.',
  dataGet: 'Télécharger le fichier',
  erase: 'M’effacer',
  eraseNote:
    'Efface ce qui est conservé\u00a0: ce commentaire seul, ou aussi vos autres commentaires, s’il est établi qu’ils sont de vous. Une adresse e-mail ne peut pas être effacée, car aucune n’a été conservée.',
  eraseComment: 'Effacer ce commentaire',
  eraseAuthor: 'Effacer tout ce qui est de moi',
  erased: 'C’est effacé.',
  keep: 'Conservez l’adresse de cette page\u00a0: c’est le seul chemin pour y revenir.',
}

export const RECEIPT_WORDS: Readonly<Record<Language, ReceiptWords>> = { en, fr }
