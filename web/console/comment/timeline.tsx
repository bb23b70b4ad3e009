/** Decisions in the order they are given: what became of a comment, who said so, why, when. */

import type { ComponentChildren } from 'preact'
import type { Schemas } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { StatusTag } from '../parts/small.js'
import { sayDecider, sayReason } from './say.js'

type Decision = Schemas['Decision']

export interface TimelineProps<Shown extends Decision> {
  decisions: readonly Shown[]
  /** What stands around the sentence of a decision. */
  wrap: (sentence: string, decision: Shown) => ComponentChildren
  /** What stands below it. */
  explain?: (decision: Shown) => ComponentChildren
}

export function Timeline<Shown extends Decision>({ decisions, wrap, explain }: TimelineProps<Shown>) {
  const { done } = words(COMMON)
  return (
    <ol class="timeline">
      {decisions.map((decision) => (
        <li key={decision.id}>
          <StatusTag status={decision.to} />
          <p>
            {wrap(words(QUEUE).lastDecision(done[decision.action], sayDecider(decision.by)), decision)}{' '}
            {sayReason(decision, decision.by.kind)}
            {decision.note !== null && <q class="timeline-note">{decision.note}</q>}
            {explain?.(decision)}
          </p>
          <time dateTime={decision.decidedAt}>{formatMoment(decision.decidedAt)}</time>
        </li>
      ))}
    </ol>
  )
}
