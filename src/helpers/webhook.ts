/** A check of the operator's own: a signed POST, answered with a score. */

import { createHmac } from 'node:crypto'
import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'
import type { Breaker } from './breaker.js'
import type { Helper, Question } from './helper.js'
import { askOutside, OutsideError } from './outside-request.js'

export interface WebhookCheckConfig {
  url: string
  secret: Redacted
  onFailure: Helper['onFailure']
  isPrivateAllowed: boolean
}

const NOTE_LENGTH = 200
/** Neither control characters nor an address come into a note. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here.
const UNFIT_IN_NOTE = /[\u0000-\u001f\u007f-\u009f@]/

/** Signs time, dot and body with HMAC-SHA-256, so that an old request cannot be sent again as a new one. */
export function signBody(secret: Redacted, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret.reveal()).update(`${timestamp}.${body}`).digest('hex')}`
}

export function createWebhookCheck(config: WebhookCheckConfig, breaker: Breaker, now: () => number): Helper {
  return {
    name: 'webhook',
    version: '1',
    onFailure: config.onFailure,
    check: async (question) => {
      const body = bodyOf(question)
      const timestamp = String(Math.floor(now() / 1_000))
      const answer = await breaker.run(() =>
        askOutside({
          url: new URL(config.url),
          headers: {
            'content-type': 'application/json',
            'causerie-timestamp': timestamp,
            'causerie-signature': signBody(config.secret, timestamp, body),
          },
          body,
          timeoutMs: LIMITS.helpers.webhookMs,
          isPrivateAllowed: config.isPrivateAllowed,
        }).then(({ body: text }) => readAnswer(text)),
      )
      const { score, note } = answer
      return {
        outcome: score >= question.policy.thresholds.hold ? 'spam' : 'ham',
        finding:
          score === 0
            ? null
            : { score, note: note === null ? 'the site’s own check' : `the site’s own check: ${note}` },
      }
    },
  }
}

function bodyOf({
  commentId,
  siteId,
  slug,
  threadUrl,
  body,
  authorName,
  authorUrl,
  isReply,
  submittedAt,
}: Question): string {
  return JSON.stringify({
    comment: {
      id: commentId,
      site: siteId,
      slug,
      url: threadUrl,
      body,
      author: { name: authorName, url: authorUrl },
      isReply,
      submittedAt: submittedAt.toISOString(),
    },
  })
}

function readAnswer(text: string): { score: number; note: string | null } {
  try {
    const { score, note = null } = JSON.parse(text) as { score?: unknown; note?: unknown }
    const isScore = typeof score === 'number' && score >= 0 && score <= 1
    const isNote = note === null || (typeof note === 'string' && note.length <= NOTE_LENGTH && note.isWellFormed())
    if (isScore && isNote) return { score, note: note === null || UNFIT_IN_NOTE.test(note) ? null : note }
  } catch {
    // Told below, with everything else that is no answer.
  }
  throw new OutsideError('answer')
}
