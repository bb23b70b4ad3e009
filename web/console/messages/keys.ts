/** Words of the API keys. */

const en = {
  lead: 'For programs: a key speaks for whoever holds it, with a role and on named sites.',
  add: 'Make a key',
  name: 'Name',
  nameNote: 'Who uses it. Shown beside its decisions.',
  expires: 'Last day',
  expiresNote: 'Without one the key is good until somebody revokes it.',
  until: (day: string) => `until ${day}`,
  madeBy: 'Made by',
  makerGone: 'Somebody who is gone',
  lastUsed: 'Last used',
  revoke: 'Revoke',
  revokeQuestion: 'Whatever uses it stops at once. Revoke?',
  revoked: 'Revoked',
  expired: 'Ended',
  live: 'Live',
  state: 'State',
  madeTitle: 'The new key',
  madeLead: 'Copy it now: it is shown this once and kept nowhere.',
  noKeys: 'No keys yet.',
}

const fr: typeof en = {
  lead: 'Pour les programmes\u00a0: une clé parle au nom de qui la détient, avec un rôle et sur des sites précis.',
  add: 'Créer une clé',
  name: 'Nom',
  nameNote: 'Qui s’en sert. Affiché à côté de ses décisions.',
  expires: 'Dernier jour',
  expiresNote: 'Sans date, la clé vaut jusqu’à ce que quelqu’un la révoque.',
  until: (day) => `jusqu’au ${day}`,
  madeBy: 'Créée par',
  makerGone: 'Une personne partie',
  lastUsed: 'Dernier usage',
  revoke: 'Révoquer',
  revokeQuestion: 'Ce qui s’en sert s’arrête aussitôt. Révoquer\u00a0?',
  revoked: 'Révoquée',
  expired: 'Finie',
  live: 'Active',
  state: 'État',
  madeTitle: 'La nouvelle clé',
  madeLead: 'Copiez-la maintenant\u00a0: elle n’est montrée que cette fois et n’est conservée nulle part.',
  noKeys: 'Pas encore de clés.',
}

export const KEYS = { en, fr }
