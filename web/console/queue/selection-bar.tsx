/** Decisions on many rows at once. */

import { useSignal } from '@preact/signals'
import { type Action, api } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { notify, notifyFailure } from '../notices.js'
import { clearSelection, items, selectAllShown, selectedIds } from './store.js'

export function SelectionBar() {
  const says = words(QUEUE)
  const common = words(COMMON)
  const isBusy = useSignal(false)
  const chosen = items.value.filter(({ id }) => selectedIds.value.has(id))
  if (chosen.length === 0) return null
  // What the service allows on every one of them.
  const allowed = (chosen[0]?.comment.value.allowedActions ?? []).filter((action) =>
    chosen.every(({ comment }) => comment.value.allowedActions.includes(action)),
  )
  const decideAll = async (action: Action): Promise<void> => {
    isBusy.value = true
    try {
      const { outcomes } = await api('post', '/v1/admin/decisions', {
        json: { action, ids: chosen.map(({ id }) => id) },
      })
      for (const { id, status } of outcomes) {
        const item = chosen.find((each) => each.id === id)
        if (item !== undefined && status !== null)
          item.outcome.value = { action, status, by: null, state: 'done', undo: null }
      }
      const done = outcomes.filter(({ outcome }) => outcome === 'decided').length
      const left = outcomes.length - done
      notify('done', `${says.bulkDone(done, outcomes.length)}${left > 0 ? ` ${says.bulkLeft(left)}` : ''}`)
      clearSelection()
    } catch (error) {
      notifyFailure(error)
    } finally {
      isBusy.value = false
    }
  }
  return (
    <fieldset class="selection" aria-label={says.selected(chosen.length)}>
      <p class="selection-count">
        <strong>{says.selected(chosen.length)}</strong>
        <button type="button" class="link-button" onClick={selectAllShown}>
          {says.selectShown}
        </button>
        <button type="button" class="link-button" onClick={clearSelection}>
          {says.clearSelection}
        </button>
      </p>
      <p class="selection-actions">
        {allowed.map((action) => (
          <button
            key={action}
            type="button"
            class="button button-small button-quiet"
            disabled={isBusy.value}
            onClick={() => void decideAll(action)}
          >
            {common.actions[action]}
          </button>
        ))}
      </p>
    </fieldset>
  )
}
