/** Words of the moderators, their invitations and sessions. */

import { inEnglish, inFrench } from './counting.js'

const en = {
  lead: 'Who may come in, and what they may do there.',
  invite: 'Invite somebody',
  inviteNote: 'Makes a link that lets one person in. You hand it over yourself: this service sends no mail.',
  name: 'Name',
  nameNote: 'Whom the link is for. They may change it when they come in.',
  seen: 'Seen last',
  notHere: 'not logged in',
  you: 'you',
  passkeys: inEnglish('passkey', 'passkeys'),
  withCodes: 'password with codes',
  unfinished: 'No second factor yet',
  invited: 'The link',
  invitedLead: 'Give it to the person yourself, on a way you trust. It works once, and is shown this once.',
  invitedUntil: (name: string, moment: string) => `For ${name}, good until ${moment}.`,
  change: 'Change',
  changeTitle: (name: string) => `What ${name} may do`,
  changeNote: 'It counts at once, on every page they have open.',
  invitationsEndWithout: inEnglish(
    'open invitation that they made ends if they are no longer an administrator of all sites.',
    'open invitations that they made end if they are no longer an administrator of all sites.',
  ),
  changed: (name: string) => `Saved what ${name} may do.`,
  logOut: 'Log out everywhere',
  logOutQuestion: 'The account stays, all of its sessions end.',
  loggedOut: (name: string) => `${name} is logged out everywhere.`,
  end: 'End the account',
  endQuestion: 'They are logged out at once and cannot come back without a new invitation. What they decided stays.',
  invitationsEnd: inEnglish(
    'open invitation that they made ends with it.',
    'open invitations that they made end with it.',
  ),
  keysStay: inEnglish(
    'API key that they made stays live: revoke it if they may still know it.',
    'API keys that they made stay live: revoke those that they may still know.',
  ),
  ended: (name: string) => `The account of ${name} has ended.`,
  open: 'Open invitations',
  none: 'No invitation is open.',
  until: (moment: string) => `good until ${moment}`,
  withdraw: 'Withdraw',
  withdrawQuestion: 'The link will open nothing any more.',
  withdrawn: 'Withdrawn.',
  sessions: 'Who is logged in',
  sessionsNote: 'Each browser in which somebody is logged in, without any address.',
}

const fr: typeof en = {
  lead: 'Qui peut entrer, et ce que chacun peut y faire.',
  invite: 'Inviter quelqu’un',
  inviteNote:
    'Crée un lien qui laisse entrer une personne. C’est vous qui le remettez : ce service n’envoie pas de courriel.',
  name: 'Nom',
  nameNote: 'À qui le lien est destiné. La personne peut le changer en entrant.',
  seen: 'Vu en dernier',
  notHere: 'pas connecté',
  you: 'vous',
  passkeys: inFrench('clé d’accès', 'clés d’accès'),
  withCodes: 'mot de passe avec codes',
  unfinished: 'Pas encore de second facteur',
  invited: 'Le lien',
  invitedLead:
    'Remettez-le vous-même à la personne, par un moyen sûr. Il sert une seule fois, et n’est montré que cette fois.',
  invitedUntil: (name, moment) => `Pour ${name}, valable jusqu’au ${moment}.`,
  change: 'Changer',
  changeTitle: (name) => `Ce que ${name} peut faire`,
  changeNote: 'Cela vaut aussitôt, sur toutes les pages déjà ouvertes.',
  invitationsEndWithout: inFrench(
    'invitation ouverte que la personne a faite prend fin si elle n’administre plus tous les sites.',
    'invitations ouvertes que la personne a faites prennent fin si elle n’administre plus tous les sites.',
  ),
  changed: (name) => `Droits de ${name} enregistrés.`,
  logOut: 'Déconnecter partout',
  logOutQuestion: 'Le compte reste, toutes ses sessions prennent fin.',
  loggedOut: (name) => `${name} n’est plus connecté nulle part.`,
  end: 'Fermer le compte',
  endQuestion:
    'La personne est déconnectée aussitôt et ne revient pas sans nouvelle invitation. Ses décisions restent.',
  invitationsEnd: inFrench(
    'invitation ouverte qu’elle a faite prend fin avec le compte.',
    'invitations ouvertes qu’elle a faites prennent fin avec le compte.',
  ),
  keysStay: inFrench(
    'clé d’API qu’elle a créée reste active\u00a0: révoquez-la si la personne peut encore la connaître.',
    'clés d’API qu’elle a créées restent actives\u00a0: révoquez celles que la personne peut encore connaître.',
  ),
  ended: (name) => `Le compte de ${name} est fermé.`,
  open: 'Invitations ouvertes',
  none: 'Aucune invitation ouverte.',
  until: (moment) => `valable jusqu’au ${moment}`,
  withdraw: 'Retirer',
  withdrawQuestion: 'Le lien n’ouvrira plus rien.',
  withdrawn: 'Retirée.',
  sessions: 'Qui est connecté',
  sessionsNote: 'Chaque navigateur où quelqu’un est connecté, sans aucune adresse.',
}

export const MODERATORS = { en, fr }
