/** Asks the outside helpers about a comment, all at once, each within its own time. One that fails delays and never judges. */

import { countHelperCall, replaceAkismetCheck } from '../../db/queries/helpers.js'
import type { Deps } from '../deps.js'
import type { Comment } from '../domain/comment.js'
import type { Site } from '../domain/site.js'
import type { Helper, HelperAnswer, Question } from '../helpers/helper.js'
import { OutsideError } from '../helpers/outside-request.js'
import { LIMITS } from '../limits.js'
import type { Facts, Signal } from '../screening/check.js'

type HelperDeps = Pick<Deps, 'db' | 'clock' | 'helpers' | 'seals' | 'log'>

/** What they found, as signals beside those of the checks. */
export async function askHelpers(deps: HelperDeps, site: Site, comment: Comment, facts: Facts): Promise<Signal[]> {
  const { all } = deps.helpers
  if (all.length === 0) return []
  const question = toQuestion(deps, site, comment, facts)
  const found = await Promise.all(all.map((helper) => askOne(deps, helper, comment, question)))
  return found
    .flatMap((signal) => signal ?? [])
    .map((signal) => (site.policy.shadow.includes(signal.check) ? { ...signal, shadow: true } : signal))
}

async function askOne(
  deps: HelperDeps,
  helper: Helper,
  comment: Comment,
  question: Question,
): Promise<Signal | undefined> {
  const { name, version } = helper
  const origin = { check: name, version, kind: 'circumstance' as const }
  let answer: HelperAnswer
  try {
    answer = await helper.check(question)
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    await tell(deps, name, error)
    const note = `${name} could not be asked (${error.code})`
    return { ...origin, score: 0, note, ...(helper.onFailure === 'hold' ? { holds: 'checker-unavailable' } : {}) }
  }
  await countHelperCall(deps.db, { helper: name, outcome: answer.outcome, now: deps.clock() })
  if (answer.sent !== undefined) await keepSent(deps, comment, answer.sent)
  return answer.finding === null ? undefined : { ...origin, ...answer.finding }
}

/** Counts a failure; a wrong key is the operator's to mend, and said louder. */
async function tell(deps: HelperDeps, checker: string, error: OutsideError): Promise<void> {
  const { code } = error
  if (code === 'config-error') deps.log.error({ checker, code }, 'an outside helper refuses our key or settings')
  else if (code !== 'circuit-open') deps.log.warn({ checker, code }, 'an outside helper did not help')
  await countHelperCall(deps.db, { helper: checker, outcome: code, now: deps.clock() })
}

async function keepSent(deps: HelperDeps, comment: Comment, sent: NonNullable<HelperAnswer['sent']>): Promise<void> {
  const now = deps.clock().getTime()
  const { parameters, verdict, guid, recheckAfterS } = sent
  await replaceAkismetCheck(deps.db, {
    commentId: comment.id,
    revision: comment.revision,
    sealed: deps.seals.seal(parameters, comment.id),
    verdict,
    guid,
    recheckAt: recheckAfterS === null ? null : new Date(now + recheckAfterS * 1_000),
    expiresAt: new Date(now + LIMITS.helpers.sealedMs),
  })
}

function toQuestion(deps: HelperDeps, site: Site, comment: Comment, { thread, author }: Facts): Question {
  const { id, authorId, authorName, authorUrl, body, parentId, submittedAt } = comment
  return {
    commentId: id,
    siteId: site.id,
    siteUrl: site.origins.find((origin) => !origin.includes('*')) ?? `https://${site.id}.invalid`,
    language: site.language,
    slug: thread.slug,
    threadUrl: thread.url,
    body,
    authorName,
    authorUrl,
    authorAlias: author.hasEmail ? deps.seals.aliasOf(authorId) : null,
    isReply: parentId !== null,
    submittedAt,
    policy: site.policy,
  }
}
