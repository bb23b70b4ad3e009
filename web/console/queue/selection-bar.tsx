/** What is selected, and the decisions on all of it: one key or button, and for what refuses or removes a second one with the reason. */

import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Action } from '../api.js'
import { formatNumber, words } from '../i18n.js'
import { useShortcuts } from '../keys.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Key } from '../parts/small.js'
import { decideMany, isSending } from './batch.js'
import { REASONS, type Reason } from './decide.js'
import { ACTIONS, ASKS_WHY, DECISION_KEYS } from './decision-keys.js'
import { ReasonButtons } from './reason-buttons.js'
import { clearSelection, isNextEverything, matchingCount, selection, selectMore } from './selection.js'
import { isEverything, selectedIds } from './store.js'

/** The action that waits for its reason. */
const asking = signal<Action | null>(null)

export function SelectionBar() {
  return selectedIds.value.size === 0 ? null : <Bar />
}

/** What the service allows on every row that is selected. */
function allowedNow(): Action[] {
  const chosen = selection.peek()
  return ACTIONS.filter((action) => chosen.every(({ comment }) => comment.peek().allowedActions.includes(action)))
}

function begin(action: Action): void {
  if (!allowedNow().includes(action)) return
  if (ASKS_WHY.has(action)) asking.value = action
  else void decideMany(action === 'markSpam' ? { action, reason: 'spam' } : { action })
}

function choose(reason?: Reason): boolean {
  const action = asking.peek()
  if (action === null) return false
  asking.value = null
  void decideMany(reason === undefined ? { action } : { action, reason })
  return true
}

function Bar() {
  const says = words(QUEUE)
  const common = words(COMMON)
  useEffect(
    () => () => {
      asking.value = null
    },
    [],
  )
  useShortcuts({
    ...Object.fromEntries(
      ACTIONS.map((action) => [DECISION_KEYS[action], () => (asking.peek() === action ? choose() : begin(action))]),
    ),
    ...Object.fromEntries(REASONS.map((reason, index) => [String(index + 1), () => choose(reason)])),
    Escape: () => {
      if (asking.peek() === null) clearSelection()
      else asking.value = null
    },
  })
  const count = selection.value.length
  const matching = matchingCount.value === null ? null : formatNumber(matchingCount.value)
  const title = isEverything.value ? says.everythingSelected(matching) : says.selected(count)
  if (asking.value !== null) return <ReasonChoice action={asking.value} title={title} />
  return (
    <fieldset class="selection" aria-label={title}>
      <p class="selection-count">
        <strong>{title}</strong>
        <button type="button" class="link-button" onClick={selectMore}>
          {isNextEverything.value ? says.selectEverything(matching) : says.selectShown} <Key>A</Key>
        </button>
        <button type="button" class="link-button" onClick={clearSelection}>
          {says.clearSelection} <Key>Esc</Key>
        </button>
      </p>
      <p class="selection-actions">
        {allowedNow().map((action) => (
          <button
            key={action}
            type="button"
            class="button button-small button-quiet"
            disabled={isSending.value}
            onClick={() => begin(action)}
          >
            {common.actions[action]} <Key>{DECISION_KEYS[action]}</Key>
          </button>
        ))}
      </p>
    </fieldset>
  )
}

function ReasonChoice({ action, title }: { action: Action; title: string }) {
  const says = words(QUEUE)
  const question = says.chooseReason(words(COMMON).actions[action])
  return (
    <fieldset class="selection" aria-label={question}>
      <p class="selection-count">
        <strong>{question}</strong> {title}
      </p>
      <p class="selection-actions">
        <ReasonButtons action={action} onChosen={choose} />
        <button
          type="button"
          class="link-button"
          onClick={() => {
            asking.value = null
          }}
        >
          {words(COMMON).cancel} <Key>Esc</Key>
        </button>
      </p>
    </fieldset>
  )
}
