/** Words of the moderators and their invitations. */

const en = {
  lead: 'Who may come in, and what they may do there.',
  invite: 'Invite somebody',
  name: 'Name',
  login: 'Login name',
  role: 'Role',
  sites: 'Sites',
  sitesNote: 'None chosen: all sites.',
  seen: 'Seen last',
  invited: 'The link',
  invitedLead: 'Give it to the person yourself, on a way you trust. It works once.',
  change: 'Change',
  changeTitle: (name: string) => `What ${name} may do`,
  end: 'End the account',
  endQuestion: 'They are logged out at once. End the account?',
  ended: 'Ended',
  open: 'Open invitations',
  expires: 'Good until',
  withdraw: 'Withdraw',
  roles: {
    viewer: 'reads everything, decides nothing',
    moderator: 'decides on comments, bans, edits the blocked terms',
    admin: 'does everything, people and settings included',
  },
}

const fr: typeof en = {
  lead: 'Qui peut entrer, et ce que chacun peut y faire.',
  invite: 'Inviter quelqu’un',
  name: 'Nom',
  login: 'Identifiant',
  role: 'Rôle',
  sites: 'Sites',
  sitesNote: 'Aucun choisi\u00a0: tous les sites.',
  seen: 'Vu en dernier',
  invited: 'Le lien',
  invitedLead: 'Remettez-le vous-même à la personne, par un moyen sûr. Il sert une seule fois.',
  change: 'Changer',
  changeTitle: (name) => `Ce que ${name} peut faire`,
  end: 'Fermer le compte',
  endQuestion: 'La personne est déconnectée aussitôt. Fermer le compte\u00a0?',
  ended: 'Fermé',
  open: 'Invitations ouvertes',
  expires: 'Valable jusqu’au',
  withdraw: 'Retirer',
  roles: {
    viewer: 'lit tout, ne décide rien',
    moderator: 'décide des commentaires, bannit, modifie les termes bloqués',
    admin: 'fait tout, comptes et réglages compris',
  },
}

export const MODERATORS = { en, fr }
