/** Does the work that a thread under attack asks of whoever writes there: nothing for one comment, much for thousands. */

import type { components } from 'causerie-api'

/** Each answer of the browser's own SHA-256 takes a while to come back: many are asked for together. */
const AT_ONCE = 500

/** A number behind the salt, such that the hash of both begins with enough zero bits. */
export async function solve({ salt, difficulty }: components['schemas']['Challenge']): Promise<string> {
  const encoder = new TextEncoder()
  for (let first = 0; ; first += AT_ONCE) {
    const proofs = Array.from({ length: AT_ONCE }, (_, index) => `${salt}.${first + index}`)
    const hashes = await Promise.all(proofs.map((proof) => crypto.subtle.digest('SHA-256', encoder.encode(proof))))
    const found = proofs[hashes.findIndex((hash) => Math.clz32(new DataView(hash).getUint32(0)) >= difficulty)]
    if (found) return found
  }
}
