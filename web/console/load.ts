/** What a page asks the service for: asked again when its question changes, with one place for failures. */

import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { explainFailure, notifyFailure } from './notices.js'

export type Loaded<Value> =
  | { state: 'loading'; value: Value | undefined }
  | { state: 'ready'; value: Value }
  | { state: 'failed'; value: Value | undefined; problem: string }

export interface Loader<Value> {
  loaded: Signal<Loaded<Value>>
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void
  /** Puts a newer value in its place, such as the answer to a change. */
  replace: (value: Value) => void
}

/** Loads by `load` and loads again whenever `question` is another one. */
export function useLoad<Value>(question: string, load: (signal: AbortSignal) => Promise<Value>): Loader<Value> {
  const loaded = useSignal<Loaded<Value>>({ state: 'loading', value: undefined })
  const turn = useSignal(0)
  useEffect(() => {
    const controller = new AbortController()
    const { value } = loaded.peek()
    if (loaded.peek().state !== 'ready') loaded.value = { state: 'loading', value }
    load(controller.signal).then(
      (answer) => {
        if (!controller.signal.aborted) loaded.value = { state: 'ready', value: answer }
      },
      (error: unknown) => {
        if (!controller.signal.aborted) loaded.value = { state: 'failed', value, problem: explainFailure(error) }
      },
    )
    return () => controller.abort()
  }, [question, turn.value])
  return {
    loaded,
    reload: () => {
      turn.value += 1
    },
    replace: (value) => {
      loaded.value = { state: 'ready', value }
    },
  }
}

/** What was loaded of a list that comes in pages. */
export interface Pages<Item> {
  items: readonly Item[]
  nextCursor: string | null
}

export interface PageLoader<Item> extends Loader<Pages<Item>> {
  /** Puts the next page below what is shown. */
  loadMore: () => Promise<void>
}

/** The same as `useLoad`, for a list: `load` asks for the page that a cursor leads to, without one for the first. */
export function usePages<Item>(
  question: string,
  load: (page: { cursor?: string }, signal: AbortSignal) => Promise<Pages<Item>>,
): PageLoader<Item> {
  const loader = useLoad(question, (signal) => load({}, signal))
  const current = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    current.current = controller
    return () => controller.abort()
  }, [question])
  const loadMore = async (): Promise<void> => {
    const cursor = loader.loaded.peek().value?.nextCursor ?? null
    if (cursor === null) return
    const { signal } = current.current
    try {
      const next = await load({ cursor }, signal)
      const shown = loader.loaded.peek().value
      // Asked for twice, or loaded anew meanwhile: it does not follow what is shown.
      if (shown === undefined || shown.nextCursor !== cursor || signal.aborted) return
      loader.replace({ items: [...shown.items, ...next.items], nextCursor: next.nextCursor })
    } catch (error) {
      if (!signal.aborted) notifyFailure(error)
    }
  }
  return { ...loader, loadMore }
}
