/** Who decided, and why, in words. */

import type { Schemas } from '../api.js'
import { words } from '../i18n.js'
import { QUEUE } from '../messages/queue.js'

/** Who a decision is by, in words. */
export function sayDecider({ kind, name }: Schemas['Decision']['by']): string {
  const says = words(QUEUE)
  if (name !== null) return name
  return { policy: says.byPolicy, author: says.byAuthor, system: says.bySystem }[kind as string] ?? says.somebody
}

/** A reason as moderators know it: theirs, or the policy's; empty where a person needs none. */
export function sayReason({ action, reason }: { action: string; reason: string }, kind: string): string {
  // It has the rules' own word for finding nothing.
  if (kind === 'moderator' && action === 'approve') return ''
  const { reasons, heldBecause } = words(QUEUE)
  const known: Readonly<Record<string, string>> = { ...heldBecause, ...reasons }
  return known[reason] ?? reason
}
