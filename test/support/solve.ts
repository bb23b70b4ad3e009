/** Does the work that a form's challenge asks for, as a client would from openapi.yaml. */

import { createHash } from 'node:crypto'

export function solve({ salt, difficulty, from = 0 }: { salt: string; difficulty: number; from?: number }): string {
  for (let number = from; ; number += 1) {
    const proof = `${salt}.${number}`
    const bits = BigInt(`0x${createHash('sha256').update(proof).digest('hex')}`)
    if (bits >> BigInt(256 - difficulty) === 0n) return proof
  }
}
