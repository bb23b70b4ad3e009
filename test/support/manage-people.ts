/** Moderators and invitations as whoever is in charge sees them. */

import type { Answer, Client } from './client.js'

export interface ManagedModerator {
  id: string
  name: string
  login: string
  role: string
  sites: string[] | null
  passkeys: number
  hasPassword: boolean
  hasCodes: boolean
  invitations: number
  apiKeys: number
  lastSeenAt: string | null
}
export interface Created {
  id: string
  link: string
  expiresAt: string
}

export function managePeople(admin: Client) {
  const list = async () => (await admin<{ moderators: ManagedModerator[] }>('/v1/admin/moderators')).body.moderators
  return {
    list,
    find: async (login: string) => (await list()).find((moderator) => moderator.login === login),
    /** The ids of open invitations. */
    listOpen: async () =>
      (await admin<{ invitations: Created[] }>('/v1/admin/invitations')).body.invitations.map(({ id }) => id),
  }
}

/** What somebody shows who followed the link of an invitation. */
export function bearerOf(link: string): { authorization: string } {
  return { authorization: `Bearer ${link.split('#invite=')[1]}` }
}

export function statusesOf(answers: readonly Answer<unknown>[]): number[] {
  return answers.map(({ status }) => status).sort()
}
