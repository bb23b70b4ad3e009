/** Short messages at the edge of the screen: what was done, what went wrong. */

import { signal } from '@preact/signals'
import { ApiError } from '../api-client.js'
import { words } from './i18n.js'
import { COMMON } from './messages/common.js'

export interface Notice {
  id: number
  kind: 'done' | 'problem'
  text: string
}

const SHOWN_MS = { done: 4_000, problem: 10_000 }
let lastId = 0

export const notices = signal<readonly Notice[]>([])

export function notify(kind: Notice['kind'], text: string): void {
  const id = ++lastId
  notices.value = [...notices.value.slice(-3), { id, kind, text }]
  setTimeout(() => dismiss(id), SHOWN_MS[kind])
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id)
}

/** A failure as a sentence: the service's own words where it has any, which are in English. */
export function explainFailure(error: unknown): string {
  const common = words(COMMON)
  if (error instanceof ApiError) {
    const fields = error.problem?.errors?.map(({ field, detail }) => `${field} ${detail}`).join('; ')
    return fields || error.problem?.detail || error.problem?.title || common.failed
  }
  return error instanceof TypeError ? common.offline : common.failed
}

/** Shows a failure; anything that is no answer of the service and no broken connection is a bug and travels on. */
export function notifyFailure(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return
  notify('problem', explainFailure(error))
  if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
}
