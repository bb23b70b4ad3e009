/** Passwords → scrypt hashes (RFC 7914) and back to yes or no, a few at a time: each one takes memory and a thread. */

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { checkPassword } from '../domain/moderator.js'
import { LIMITS } from '../limits.js'
import type { Redacted } from './redacted.js'

/** Too many passwords wait to be looked at; nothing was decided. */
export class PasswordsBusyError extends Error {
  override name = 'PasswordsBusyError'
}

export interface Passwords {
  /** A hash with its parameters, `scrypt$N$r$p$salt$hash`. Throws `invalid-request` for a password that is refused. */
  hash: (password: Redacted, login: string) => Promise<string>
  /** Whether the password made this hash. With null it takes as long, and says no: who has no account learns nothing. */
  isRight: (password: Redacted, hash: string | null) => Promise<boolean>
}

const KEY_BYTES = 32
const SALT_BYTES = 16
const HASH = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/
const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

interface Cost {
  cost: number
  blockSize: number
  parallel: number
}

export function createPasswords(): Passwords {
  const { cost, blockSize, parallel } = LIMITS.password
  const turn = createTurns(LIMITS.password.atOnce, LIMITS.password.waitingMax)
  const write = async (password: string, salt: Buffer): Promise<string> => {
    const key = await stretch(password, salt, { cost, blockSize, parallel })
    return `scrypt$${cost}$${blockSize}$${parallel}$${salt.toString('base64url')}$${key.toString('base64url')}`
  }
  // Nobody's: no password makes it, and looking at it costs what looking at a real one costs.
  const nobody = `scrypt$${cost}$${blockSize}$${parallel}$${randomBytes(SALT_BYTES).toString('base64url')}$${randomBytes(KEY_BYTES).toString('base64url')}`

  return {
    hash: async (password, login) => {
      const text = normalize(password)
      checkPassword(text, login)
      return await turn(() => write(text, randomBytes(SALT_BYTES)))
    },
    isRight: async (password, hash) => {
      const [, costText, blockText, parallelText, salt, expected] = HASH.exec(hash ?? nobody) ?? []
      if (salt === undefined || expected === undefined) throw new Error('a password hash is not one of ours')
      const parameters = { cost: Number(costText), blockSize: Number(blockText), parallel: Number(parallelText) }
      const key = await turn(() => stretch(normalize(password), Buffer.from(salt, 'base64url'), parameters))
      return timingSafeEqual(key, Buffer.from(expected, 'base64url')) && hash !== null
    },
  }
}

/** Two keyboards may write the same letter in two ways: NFKC makes one of them (NIST SP 800-63B, 3.1.1.2). */
function normalize(password: Redacted): string {
  return password.reveal().normalize('NFKC')
}

async function stretch(password: string, salt: Buffer, { cost, blockSize, parallel }: Cost): Promise<Buffer> {
  // Node refuses what needs more than `maxmem`; scrypt needs 128 · N · r bytes, and 128 · r · p beside it.
  const maxmem = 128 * blockSize * (cost + parallel + 2)
  return await derive(password, salt, KEY_BYTES, { N: cost, r: blockSize, p: parallel, maxmem })
}

/** Lets so many run at once and so many wait. */
function createTurns(atOnce: number, waitingMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new PasswordsBusyError('too many passwords wait to be looked at')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that nobody slips in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
