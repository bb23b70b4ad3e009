/** What a form goes through when it is sent: busy, then done, or the fields that were refused. */

import { type Signal, useSignal } from '@preact/signals'
import { ApiError } from '../../api-client.js'
import { explainFailure, notify } from '../notices.js'

export interface Submit {
  isBusy: Signal<boolean>
  /** A sentence for the whole form; null: nothing is wrong, or it is said beside the fields. */
  problem: Signal<string | null>
  /** What is wrong with a field, by its name in the API. */
  errors: Signal<Readonly<Record<string, string>>>
  /** Runs the request; says `done` when it went through. */
  send: (request: () => Promise<void>, done?: string) => Promise<void>
}

export function useSubmit(): Submit {
  const isBusy = useSignal(false)
  const problem = useSignal<string | null>(null)
  const errors = useSignal<Readonly<Record<string, string>>>({})
  return {
    isBusy,
    problem,
    errors,
    send: async (request, done) => {
      isBusy.value = true
      problem.value = null
      errors.value = {}
      try {
        await request()
        if (done !== undefined) notify('done', done)
      } catch (error) {
        const fields = error instanceof ApiError ? (error.problem?.errors ?? []) : []
        errors.value = Object.fromEntries(fields.map(({ field, detail }) => [field, detail]))
        problem.value = explainFailure(error)
        if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
      } finally {
        isBusy.value = false
      }
    },
  }
}
