/** Who decided, why, and by which policy, in words. */

import type { Schemas } from '../api.js'
import { words } from '../i18n.js'
import { COMMENT } from '../messages/comment.js'
import { QUEUE } from '../messages/queue.js'
import { SITES } from '../messages/sites.js'
import { sayThresholds } from '../sites/say-thresholds.js'

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

/** The policy that a decision followed. */
export function sayPolicy(policy: NonNullable<Schemas['ExplainedDecision']['policy']>): string {
  const [mode] = words(SITES).modes[policy.mode]
  const { spam, conduct } = sayThresholds(policy)
  return [words(COMMENT).policyThen(mode ?? policy.mode), spam, conduct]
    .filter((sentence) => sentence !== null)
    .join(' ')
}
