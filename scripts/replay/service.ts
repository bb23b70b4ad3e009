/** The service as a stranger sees it: sends, and waits as long as it is told to. */

import { setTimeout as pause } from 'node:timers/promises'

/** The service cannot be reached, or fails in a way that waiting does not mend. */
export class ServiceError extends Error {
  override name = 'ServiceError'
}

export interface Answer {
  status: number
  body: Record<string, unknown>
}

export interface RequestOptions {
  json?: unknown
  headers?: Record<string, string>
}

export type Send = (target: string, options?: RequestOptions) => Promise<Answer>

const TRIES = 20
const REQUEST_MS = 30_000
const DEFAULT_WAIT_S = 1
/** A window of the limits is a minute; whoever asks for more than this is not asked again. */
const WAIT_MAX_S = 120

/** Makes the sending function. 429 and 503 are asked again after Retry-After; other answers are the caller's. */
export function createSend(origin: string, onWait: (seconds: number, status: number) => void): Send {
  return async (target, { json, headers = {} } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await reach(origin, target, {
        method: json === undefined ? 'GET' : 'POST',
        headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      })
      const { status, retryAfter, body } = response
      const isLater = status === 429 || status === 503
      if (!isLater && status < 500) return { status, body }
      if (!isLater || attempt === TRIES) throw new ServiceError(`${origin} answers ${status} to ${target}`)
      const seconds = Math.min(WAIT_MAX_S, retryAfter ?? DEFAULT_WAIT_S)
      onWait(seconds, status)
      await pause(seconds * 1000)
    }
  }
}

async function reach(origin: string, target: string, init: RequestInit) {
  try {
    const response = await fetch(`${origin}${target}`, { ...init, signal: AbortSignal.timeout(REQUEST_MS) })
    const text = await response.text()
    const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
    return {
      status: response.status,
      retryAfter: Number.isFinite(wait) && wait >= 0 ? wait : undefined,
      body: (isJson && text !== '' ? JSON.parse(text) : {}) as Record<string, unknown>,
    }
  } catch (error) {
    throw new ServiceError(`cannot reach ${origin} (${reasonOf(error)}): is the service running there?`)
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.message : 'unknown error'
}
