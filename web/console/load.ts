/** What a page asks the service for: asked again when its question changes, with one place for failures. */

import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { explainFailure } from './notices.js'

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
