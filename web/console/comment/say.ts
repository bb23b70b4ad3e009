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

/** A reason as moderators know it: theirs, or the policy's. */
export function sayReason(reason: string): string {
  const { reasons, heldBecause } = words(QUEUE)
  const known: Readonly<Record<string, string>> = { ...heldBecause, ...reasons }
  return known[reason] ?? reason
}
