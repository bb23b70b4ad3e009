/** The rows that a decision on many is about: chosen one by one, all that are shown, or everything that matches the filters. */

import { computed } from '@preact/signals'
import { filters } from './filters.js'
import { counts, currentId, hasMore, type Item, isEverything, items, selectedIds } from './store.js'

/** What one request may name. */
const NAMED_MAX = 500

/** The row from which a range begins. */
let anchor: string | null = null

export const selection = computed(() => items.value.filter(({ id }) => selectedIds.value.has(id)))

export function hasSelection(): boolean {
  return selectedIds.peek().size > 0
}

export function toggleSelected(id: string): void {
  const next = new Set(selectedIds.peek())
  if (!next.delete(id)) next.add(id)
  anchor = id
  choose(next)
}

/** Selects from the row that was selected last to the one looked at. */
export function selectRange(): void {
  const list = items.peek()
  const to = list.findIndex(({ id }) => id === currentId.peek())
  const from = list.findIndex(({ id }) => id === anchor)
  if (to < 0) return
  const range = from < 0 ? list.slice(to, to + 1) : list.slice(Math.min(from, to), Math.max(from, to) + 1)
  choose(new Set([...selectedIds.peek(), ...waiting(range)]))
}

/** Whether all that is shown is selected, and more than that matches. */
export const isNextEverything = computed(() => {
  const shown = waiting(items.value)
  const isAllShown = shown.slice(0, NAMED_MAX).every((id) => selectedIds.value.has(id))
  return isAllShown && !isEverything.value && (hasMore() || shown.length > NAMED_MAX)
})

/** All rows on the screen that wait for a decision; asked again, everything that matches. */
export function selectMore(): void {
  const isNext = isNextEverything.peek()
  choose(new Set(waiting(items.peek())))
  isEverything.value = isNext
}

export function clearSelection(): void {
  anchor = null
  choose(new Set())
}

function choose(ids: ReadonlySet<string>): void {
  isEverything.value = false
  selectedIds.value = ids.size > NAMED_MAX ? new Set([...ids].slice(0, NAMED_MAX)) : ids
}

function waiting(list: readonly Item[]): string[] {
  return list.flatMap(({ id, outcome }) => (outcome.peek() === null ? [id] : []))
}

/** Counts of the list end here. */
const COUNTED_TO = 10_000

/** How many comments match the filters, where that is known without asking; null: it is not. */
export const matchingCount = computed(() => {
  const { status, text, slug, author } = filters.value
  if (!hasMore()) return items.value.filter(({ outcome }) => outcome.value === null).length
  const count = counts.value[status] ?? COUNTED_TO
  return text === '' && slug === '' && author === '' && count < COUNTED_TO ? count : null
})
