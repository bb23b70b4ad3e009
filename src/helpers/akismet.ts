/** Akismet's service (https://akismet.com/developers/), asked in the form that keeps the key out of addresses. */

import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'
import type { Breaker } from './breaker.js'
import type { Helper, Question } from './helper.js'
import { askOutside, type OutsideAnswer, OutsideError } from './outside-request.js'

export interface AkismetConfig {
  key: Redacted
  url: string
  onFailure: Helper['onFailure']
  isPrivateAllowed: boolean
}

export interface Akismet extends Helper {
  /** Tells that a person decided otherwise, with the parameters of the check. Throws OutsideError. */
  tell: (what: 'spam' | 'ham', parameters: string, verdict: Verdict) => Promise<void>
  /** Asks again, as an answer had asked for. Throws OutsideError. */
  recheck: (parameters: string) => Promise<Verdict>
}

type Verdict = 'true' | 'false'

/** Akismet says nothing of how sure it is; `discard` is its word for certain. */
const SPAM_SCORE = 0.9
const BLATANT_SCORE = 0.98
/** The sender's address is not kept, so it cannot be sent; Akismet wants one. */
const NO_ADDRESS = '127.0.0.1'
const AGENT = 'Causerie/0.1 | Akismet-client/1.0'
const THANKS = /^Thanks for making the web a better place\.?$/

export function createAkismet(config: AkismetConfig, breaker: Breaker): Akismet {
  const post = async (path: string, parameters: string) => {
    const answer = await askOutside({
      url: new URL(path, config.url),
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'user-agent': AGENT,
      },
      body: `api_key=${encodeURIComponent(config.key.reveal())}&${parameters}`,
      timeoutMs: LIMITS.helpers.akismetMs,
      isPrivateAllowed: config.isPrivateAllowed,
    })
    return { headers: answer.headers, word: answer.body.trim() }
  }
  const ask = async (parameters: string): Promise<{ headers: OutsideAnswer['headers']; word: Verdict }> => {
    const { headers, word } = await post('/1.1/comment-check', parameters)
    if (word === 'true' || word === 'false') return { headers, word }
    // A wrong key answers 200 and `invalid`; a captive portal answers with a page. Neither is a verdict.
    throw new OutsideError(
      word === 'invalid' || headers['x-akismet-debug-help'] !== undefined ? 'config-error' : 'answer',
    )
  }

  return {
    name: 'akismet',
    version: '1',
    onFailure: config.onFailure,
    check: async (question) => {
      const parameters = parametersOf(question)
      const { headers, word } = await breaker.run(() => ask(parameters))
      const isBlatant = word === 'true' && headers['x-akismet-pro-tip'] === 'discard'
      const recheck = headers['x-akismet-recheck-after']
      const guid = headers['x-akismet-guid']
      return {
        outcome: isBlatant ? 'blatant' : word === 'true' ? 'spam' : 'ham',
        finding:
          word === 'false'
            ? null
            : {
                score: isBlatant ? BLATANT_SCORE : SPAM_SCORE,
                note: isBlatant ? 'Akismet: certainly spam' : 'Akismet: spam',
                details: { blatant: isBlatant },
              },
        sent: {
          parameters,
          verdict: word,
          guid: typeof guid === 'string' && /^[\w-]{1,100}$/.test(guid) ? guid : null,
          recheckAfterS:
            word === 'false' && typeof recheck === 'string' && /^\d{1,5}$/.test(recheck) ? Number(recheck) : null,
        },
      }
    },
    tell: async (what, parameters, verdict) => {
      const { word } = await breaker.run(() =>
        post(`/1.1/submit-${what}`, `${parameters}&comment_check_response=${verdict}&reporter=moderator`),
      )
      if (!THANKS.test(word)) throw new OutsideError(word === 'invalid' ? 'config-error' : 'answer')
    },
    recheck: async (parameters) => (await breaker.run(() => ask(`${parameters}&recheck_reason=recheck`))).word,
  }
}

function parametersOf(question: Question): string {
  const { siteUrl, threadUrl, authorName, authorUrl, authorAlias, body, isReply, submittedAt, language } = question
  return new URLSearchParams({
    blog: siteUrl,
    user_ip: NO_ADDRESS,
    user_agent: '',
    referrer: '',
    ...(threadUrl === null ? {} : { permalink: threadUrl }),
    comment_type: isReply ? 'reply' : 'comment',
    comment_author: authorName,
    ...(authorAlias === null ? {} : { comment_author_email: `${authorAlias}@hash.invalid` }),
    ...(authorUrl === null ? {} : { comment_author_url: authorUrl }),
    comment_content: body,
    comment_date_gmt: submittedAt.toISOString(),
    blog_lang: language,
    blog_charset: 'UTF-8',
  }).toString()
}
