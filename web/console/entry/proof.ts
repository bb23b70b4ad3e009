/** The question "is it still you?" that a dangerous act brings up, and who waits for its answer. */

import { signal } from '@preact/signals'

/** Set while the question is on the screen: answers it. */
export const pendingProof = signal<((isProved: boolean) => void) | null>(null)

/** Resolves to whether the person proved again who they are. Several acts at once share one question. */
export async function askForProof(): Promise<boolean> {
  return await new Promise((resolve) => {
    const former = pendingProof.peek()
    pendingProof.value = (isProved) => {
      pendingProof.value = null
      former?.(isProved)
      resolve(isProved)
    }
  })
}
