/** The decision: one key or button, and for what refuses or removes, a second one with the reason. */

import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Action } from '../api.js'
import { words } from '../i18n.js'
import { type Shortcuts, useShortcuts } from '../keys.js'
import { AUTHORS } from '../messages/authors.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { REPLIES } from '../messages/replies.js'
import { Field, Key, StatusTag } from '../parts/small.js'
import { type SavedReply, savedRepliesOf } from '../replies/saved-replies.js'
import { REASONS, type Reason } from './decide.js'
import {
  ACTIONS,
  asking,
  cancelReason,
  createDecider,
  DECISION_KEYS,
  isChoosingText,
  mayBan,
  noteText,
  wantsBan,
} from './decision-keys.js'
import type { Outcome } from './outcome.js'
import { ReasonButtons } from './reason-buttons.js'
import { hasSelection } from './selection.js'
import { current, type Item, moveToWaiting } from './store.js'

export interface DecisionBarProps {
  item: Item
  /** On a page of one comment: what follows a decision. In the queue the next comment does. */
  onDecided?: () => void
  /** False where several stand on one page: a key would mean any of them. */
  hasKeys?: boolean
}

export function DecisionBar({ item, onDecided, hasKeys = true }: DecisionBarProps) {
  const says = words(QUEUE)
  const decider = useMemo(
    () => (onDecided === undefined ? createDecider(() => current.peek()) : createDecider(() => item, onDecided)),
    [onDecided === undefined ? null : item],
  )
  useShortcuts(hasKeys ? (onDecided === undefined ? whileNothingIsSelected(decider.shortcuts) : decider.shortcuts) : {})
  const outcome = item.outcome.value
  if (outcome !== null) return <Decided outcome={outcome} hasNext={onDecided === undefined} />
  if (asking.value?.id === item.id) {
    const { choose, insert } = decider
    return <ReasonBar item={item} action={asking.value.action} onChosen={choose} onInsert={insert} hasKeys={hasKeys} />
  }
  const shown = ACTIONS.filter((action) => item.comment.value.allowedActions.includes(action))
  return (
    <fieldset class="decide" aria-label={says.decide}>
      {shown.length === 0 && <p class="quiet">{says.noneAllowed}</p>}
      {shown.map((action) => (
        <button key={action} type="button" class={`button decide-${action}`} onClick={() => decider.begin(action)}>
          {words(COMMON).actions[action]} {hasKeys && <Key>{DECISION_KEYS[action]}</Key>}
        </button>
      ))}
    </fieldset>
  )
}

/** With rows selected, the same keys are for all of them. */
function whileNothingIsSelected(shortcuts: Shortcuts): Shortcuts {
  return Object.fromEntries(Object.entries(shortcuts).map(([key, act]) => [key, () => !hasSelection() && act()]))
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

interface ReasonBarProps {
  item: Item
  action: Action
  onChosen: (reason?: Reason) => unknown
  onInsert: (reply: SavedReply) => unknown
  hasKeys: boolean
}

function ReasonBar({ item, action, onChosen, onInsert, hasKeys }: ReasonBarProps) {
  const says = words(QUEUE)
  const question = says.chooseReason(words(COMMON).actions[action])
  return (
    <fieldset class="decide decide-reasons" aria-label={question}>
      <p class="decide-question">{question}</p>
      {noteText.value !== null && <Note />}
      {isChoosingText.value && <SavedTexts site={item.comment.value.site} onInsert={onInsert} hasKeys={hasKeys} />}
      <div class="decide-choices">
        <ReasonButtons
          action={action}
          onChosen={onChosen}
          hasKeys={hasKeys}
          hasDigits={hasKeys && !isChoosingText.value}
        />
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
            {says.addNote} {hasKeys && <Key>n</Key>}
          </button>
        )}
        <button
          type="button"
          class="link-button"
          aria-expanded={isChoosingText.value}
          onClick={() => {
            isChoosingText.value = !isChoosingText.peek()
          }}
        >
          {words(REPLIES).chooseKey} {hasKeys && <Key>t</Key>}
        </button>
        {mayBan(item) && (
          <label class="check">
            <input
              type="checkbox"
              checked={wantsBan.value}
              onChange={(event) => {
                wantsBan.value = event.currentTarget.checked
              }}
            />
            <span>
              {words(AUTHORS).andBan} {hasKeys && <Key>b</Key>}
            </span>
          </label>
        )}
        <button type="button" class="link-button" onClick={cancelReason}>
          {words(COMMON).cancel} {hasKeys && <Key>Esc</Key>}
        </button>
      </p>
    </fieldset>
  )
}

interface SavedTextsProps {
  site: string
  onInsert: (reply: SavedReply) => unknown
  hasKeys: boolean
}

function SavedTexts({ site, onInsert, hasKeys }: SavedTextsProps) {
  const says = words(REPLIES)
  const saved = savedRepliesOf(site).value
  if (saved.length === 0) return <p class="quiet">{says.noneHere}</p>
  return (
    <fieldset class="decide-choices" aria-label={says.choose}>
      {saved.map((reply, index) => (
        <button
          key={reply.id}
          type="button"
          class="button button-small button-quiet"
          title={reply.body}
          onClick={() => onInsert(reply)}
        >
          {hasKeys && index < REASONS.length && <Key>{String(index + 1)}</Key>} {reply.title}
        </button>
      ))}
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
          value={noteText.value ?? ''}
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
