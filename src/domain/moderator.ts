/** Who decides: roles, login names, and which passwords are refused. */

import type { Branded } from './branded.js'
import type { SiteId } from './comment.js'
import { invalidField } from './errors.js'

export type ModeratorId = Branded<string, 'ModeratorId'>

export const MODERATOR_ROLES = ['admin', 'moderator', 'viewer'] as const
/** What a person or a key may do; each includes what the next one may. */
export type ModeratorRole = (typeof MODERATOR_ROLES)[number]

const RANK: Record<ModeratorRole, number> = { viewer: 1, moderator: 2, admin: 3 }

/** Whether a role is for what another one is for. */
export function includesRole(own: ModeratorRole, needed: ModeratorRole): boolean {
  return RANK[own] >= RANK[needed]
}

/** Whether somebody is in charge of everything, people and keys included. */
export function isInCharge({ role, siteIds }: { role: ModeratorRole; siteIds: readonly SiteId[] | null }): boolean {
  return role === 'admin' && siteIds === null
}

export const LOGIN_LENGTH = { min: 3, max: 40 } as const
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const

// No @: an address does not get in by mistake.
const LOGIN = /^[a-z0-9][a-z0-9._-]{2,39}$/
const DISTINCT_MIN = 5
/** What people take when twelve characters are asked for; compared without case, spaces, and what stands at the end. */
const COMMON = new Set([
  'abcdefghijkl',
  'abcdefghijklmnopqrstuvwxyz',
  'administrator',
  'adminadminadmin',
  'azertyuiop',
  'azertyuiopqs',
  'bonjourbonjour',
  'causerie',
  'causeriecauserie',
  'changeme',
  'changemenow',
  'changeme-please',
  'correcthorsebatterystaple',
  'iloveyouiloveyou',
  'jetaimejetaime',
  'letmeinletmein',
  'loulouloulou',
  'moderator',
  'moderateur',
  'modérateur',
  'motdepasse',
  'motdepassemotdepasse',
  'monmotdepasse',
  'mypassword',
  'p@ssw0rd',
  'p@ssword',
  'passw0rd',
  'password',
  'passwordpassword',
  'qwertyqwerty',
  'qwertyuiop',
  'qwertyuiopas',
  'qwertyuiopasdfghjkl',
  'secretsecret',
  'soleilsoleil',
  'superadministrator',
  'thisismypassword',
  'welcomewelcome',
])

/** A login name as it is stored, or null for what cannot be one: an address, say, typed by mistake. */
export function readLogin(text: string): string | null {
  const login = text.trim().toLowerCase()
  return LOGIN.test(login) ? login : null
}

/** A login name, in lower case. Throws `invalid-request` naming `login`. */
export function parseLogin(text: string): string {
  const login = readLogin(text)
  if (login === null) {
    const { min, max } = LOGIN_LENGTH
    throw invalidField('login', `must be ${min} to ${max} characters of a-z, 0-9, dot, dash and underscore: no address`)
  }
  return login
}

/** Throws `invalid-request` naming `password`, never its value, for one that would be guessed soon. */
export function checkPassword(password: string, login: string): void {
  const { min, max } = PASSWORD_LENGTH
  const { length } = [...password]
  if (length < min) throw invalidField('password', `must be at least ${min} characters long`)
  if (length > max) throw invalidField('password', `is longer than ${max} characters`)
  const plain = password.toLowerCase().replaceAll(/\s/g, '')
  if (plain.includes(login)) throw invalidField('password', 'must not hold the login name')
  const isRow = /^(?:\d+|(.{1,3})\1+)$/.test(plain)
  if (isRow || new Set(plain).size < DISTINCT_MIN || COMMON.has(plain) || COMMON.has(plain.replace(/[\d\W_]+$/, '')))
    throw invalidField('password', 'is one of those that are tried first: choose another')
}
