/** Words of saved replies and of answers to readers. */

const en = {
  lead: 'Texts you need again and again: for the note of a decision (t, then its number), or for an answer to readers.',
  add: 'New text',
  change: 'Change',
  none: 'No texts yet',
  noneText: 'What you have written three times is worth keeping.',
  title: 'Title',
  body: 'Text',
  bodyNote: 'In the language of the site.',
  reason: 'Goes with the reason',
  anyReason: 'any',
  removeQuestion: 'Remove this text?',
  answer: 'Answer as a moderator',
  answerNote: 'For all to see, at once, marked as the site’s own word.',
  name: 'Name readers see',
  send: 'Publish the answer',
  sent: 'Published.',
  insert: 'Insert a saved text',
  choose: 'Saved texts',
  chooseKey: 'Choose a saved text',
  noneHere: 'No texts are saved for this site.',
}

const fr: typeof en = {
  lead: 'Des textes dont vous avez besoin souvent\u00a0: pour la note d’une décision (t, puis son numéro), ou pour répondre aux lecteurs.',
  add: 'Nouveau texte',
  change: 'Modifier',
  none: 'Pas encore de textes',
  noneText: 'Ce que vous avez écrit trois fois mérite d’être gardé.',
  title: 'Titre',
  body: 'Texte',
  bodyNote: 'Dans la langue du site.',
  reason: 'Va avec la raison',
  anyReason: 'n’importe laquelle',
  removeQuestion: 'Retirer ce texte\u00a0?',
  answer: 'Répondre en tant que modérateur',
  answerNote: 'Visible par tous, aussitôt, et signalé comme la parole du site.',
  name: 'Nom que voient les lecteurs',
  send: 'Publier la réponse',
  sent: 'Publié.',
  insert: 'Insérer un texte enregistré',
  choose: 'Textes enregistrés',
  chooseKey: 'Choisir un texte enregistré',
  noneHere: 'Aucun texte n’est enregistré pour ce site.',
}

export const REPLIES = { en, fr }
