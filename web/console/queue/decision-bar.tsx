/** The decision: one key or button, and for what refuses or removes, a second one with the reason. */

import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Action } from '../api.js'
import { words } from '../i18n.js'
import { useShortcuts } from '../keys.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Field, Key, StatusTag } from '../parts/small.js'
import { REASONS, type Reason } from './decide.js'
import { ACTIONS, asking, cancelReason, createDecider, DECISION_KEYS, noteText } from './decision-keys.js'
import type { Outcome } from './outcome.js'
import { current, type Item, moveToWaiting } from './store.js'

export interface DecisionBarProps {
  item: Item
  /** On a page of one comment: what follows a decision. In the queue the next comment does. */
  onDecided?: () => void
}

export function DecisionBar({ item, onDecided }: DecisionBarProps) {
  const says = words(QUEUE)
  const decider = useMemo(
    () => (onDecided === undefined ? createDecider(() => current.peek()) : createDecider(() => item, onDecided)),
    [onDecided === undefined ? null : item],
  )
  useShortcuts(decider.shortcuts)
  const outcome = item.outcome.value
  if (outcome !== null) return <Decided outcome={outcome} hasNext={onDecided === undefined} />
  if (asking.value?.id === item.id) return <ReasonBar action={asking.value.action} onChosen={decider.choose} />
  const shown = ACTIONS.filter((action) => item.comment.value.allowedActions.includes(action))
  return (
    <fieldset class="decide" aria-label={says.decide}>
      {shown.length === 0 && <p class="quiet">{says.noneAllowed}</p>}
      {shown.map((action) => (
        <button key={action} type="button" class={`button decide-${action}`} onClick={() => decider.begin(action)}>
          {words(COMMON).actions[action]} <Key>{DECISION_KEYS[action]}</Key>
        </button>
      ))}
    </fieldset>
  )
}

function Decided({ outcome, hasNext }: { outcome: Outcome; hasNext: boolean }) {
  const says = words(QUEUE)
  const { done, statuses } = words(COMMON)
  const { status, by, action } = outcome
  return (
    <div class="decide">
      <p class="decide-done">
        <StatusTag status={status} />
        <span>
          {by !== null ? says.otherDecided(statuses[status], by) : action !== null && says.youDecided(done[action])}
        </span>
        {hasNext && (
          <button type="button" class="button button-small" onClick={moveToWaiting}>
            {says.next} <Key>j</Key>
          </button>
        )}
      </p>
    </div>
  )
}

function ReasonBar({ action, onChosen }: { action: Action; onChosen: (reason?: Reason) => unknown }) {
  const says = words(QUEUE)
  const first = useRef<HTMLButtonElement>(null)
  const question = says.chooseReason(words(COMMON).actions[action])
  useEffect(() => first.current?.focus(), [])
  return (
    <fieldset class="decide decide-reasons" aria-label={question}>
      <p class="decide-question">{question}</p>
      {noteText.value !== null && <Note />}
      <div class="decide-choices">
        {REASONS.map((reason, index) => (
          <button
            key={reason}
            ref={index === 0 ? first : null}
            type="button"
            class="button button-small button-quiet"
            onClick={() => onChosen(reason)}
          >
            <Key>{String(index + 1)}</Key> {says.reasons[reason]}
          </button>
        ))}
        <button type="button" class="button button-small button-quiet" onClick={() => onChosen()}>
          <Key>{DECISION_KEYS[action]}</Key> {says.withoutReason}
        </button>
      </div>
      <p class="decide-extra">
        {noteText.value === null && (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              noteText.value = ''
            }}
          >
            {says.addNote} <Key>n</Key>
          </button>
        )}
        <button type="button" class="link-button" onClick={cancelReason}>
          {words(COMMON).cancel} <Key>Esc</Key>
        </button>
      </p>
    </fieldset>
  )
}

function Note() {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Field label={words(QUEUE).note} isOptional>
      {(control) => (
        <textarea
          {...control}
          ref={field}
          class="input"
          maxLength={2000}
          rows={2}
          onInput={(event) => {
            noteText.value = event.currentTarget.value
          }}
          onKeyDown={(event) => {
            // Out of the field, so that the digits choose the reason again.
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      )}
    </Field>
  )
}
