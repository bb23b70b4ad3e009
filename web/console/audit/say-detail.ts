/** What an act was about, in words; ids and names of fields are left to the API. */

import type { Schemas } from '../api.js'
import { sayReason } from '../comment/say.js'
import { words } from '../i18n.js'
import { AUDIT } from '../messages/audit.js'
import { AUTHORS } from '../messages/authors.js'
import { BATCHES } from '../messages/batches.js'
import { COMMON } from '../messages/common.js'
import { JOBS } from '../messages/jobs.js'
import { SITES } from '../messages/sites.js'

export type Act = Schemas['AuditAct']

/** "Moderator, demo", "Rejected, spam", "250 comments"; empty when there is nothing that a person would read. */
export function sayDetail({ detail }: Pick<Act, 'detail'>): string {
  if (detail === null) return ''
  const { action, reason } = detail
  const said = Object.entries(detail).map(([name, value]) => (name === 'reason' ? '' : sayPart(name, value)))
  // Keys decide as people do.
  const why = typeof reason === 'string' ? sayReason({ action: String(action), reason }, 'moderator') : ''
  return [...said, why].filter(Boolean).join(', ')
}

function sayPart(name: string, value: unknown): string {
  const says = words(AUDIT)
  const { done, roles, allSites } = words(COMMON)
  if (name === 'sites') return Array.isArray(value) ? value.join(', ') : allSites
  if (typeof value === 'number') return says.counts[name as keyof typeof says.counts]?.(value) ?? ''
  const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    action: done,
    role: roles,
    kind: words(AUTHORS).kinds,
    effect: done,
    state: words(BATCHES).states,
    queue: words(JOBS).queues,
    mode: Object.fromEntries(Object.entries(words(SITES).modes).map(([mode, [title]]) => [mode, title])),
    outcome: says.outcomes,
    label: says.labels,
    because: says.verbs,
  }
  const word = known[name]?.[String(value)]
  return typeof word === 'string' ? word : ''
}
