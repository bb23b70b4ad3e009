/** A visitor comments: the comment is stored unseen and committed before anything else happens. The row is its own outbox. */

import { createHash } from 'node:crypto'
import { explainRefusal, type NewSubmission } from '../../db/queries/submissions.js'
import type { FormEvidence } from '../../db/schema.js'
import type { Deps } from '../deps.js'
import {
  type AuthorId,
  COMMENT_LIMITS,
  type CommentId,
  parseBody,
  parseName,
  parseSlug,
  parseTitle,
  parseWebUrl,
  type ThreadId,
} from '../domain/comment.js'
import { DomainError, invalidField } from '../domain/errors.js'
import { threadsBegunAfter } from '../domain/policy.js'
import { isOriginAllowed, type Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'
import type { EmailHashes } from '../privacy/hash-email.js'

export interface Submission {
  site: Site
  slug: string
  authorName: string
  /** The address is a hash by now; null when none was given. */
  email: EmailHashes | null
  authorUrl: string | undefined
  body: string
  parentId: string | undefined
  pageUrl: string | undefined
  pageTitle: string | undefined
  form: FormEvidence
  /** The sender's network address; only a keyed hash of its prefix goes further than this function. */
  networkAddress: string
  idempotencyKey: string | undefined
  /** The challenge whose proof came along; null: none was asked for. */
  challengeId: string | null
}

export interface Accepted {
  id: CommentId
  receipt: string
  editableUntil: Date
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Checks, stores and commits a comment; the answer is true for ever once given.
 * Throws `invalid-request` with the field's name, `parent-not-found`, `thread-closed`, `reply-too-deep`, `idempotency-mismatch`.
 */
export async function submitComment(
  deps: Pick<
    Deps,
    'db' | 'clock' | 'newId' | 'newRandomId' | 'takeIn' | 'nudgeRelay' | 'receipts' | 'hashNetwork' | 'hashClientKey'
  >,
  submission: Submission,
): Promise<Accepted> {
  const row = toRow(deps, submission)

  for (let attempt = 0; attempt < LIMITS.submit.unresolvedRetries; attempt += 1) {
    if (await deps.takeIn(row)) {
      deps.nudgeRelay()
      return { id: row.commentId, receipt: deps.receipts.issue(row.commentId), editableUntil: row.editableUntil }
    }
    const refusal = await explainRefusal(deps.db, row)
    if (refusal.kind === 'repeated') {
      if (!refusal.fingerprint.equals(row.fingerprint)) {
        throw submission.challengeId === null
          ? new DomainError('idempotency-mismatch', 'this Idempotency-Key was used for another comment')
          : new DomainError('proof-required', 'this proof was used for another comment: ask for a new challenge')
      }
      const { commentId, editableUntil } = refusal
      return { id: commentId, receipt: deps.receipts.issue(commentId), editableUntil }
    }
    if (refusal.kind === 'parent-not-found') {
      throw new DomainError('parent-not-found', 'the comment to reply to is not in this thread', {
        fields: [{ field: 'parentId', detail: 'is not an approved comment of this thread' }],
      })
    }
    if (refusal.kind === 'reply-too-deep') {
      throw new DomainError('reply-too-deep', `replies go ${COMMENT_LIMITS.depth} levels deep at most`, {
        fields: [{ field: 'parentId', detail: 'is nested too deep to reply to' }],
      })
    }
    if (refusal.kind === 'thread-closed') throw new DomainError('thread-closed', 'this thread takes no more comments')
  }
  throw new Error('a submit kept losing races for its thread or author')
}

function toRow(
  deps: Pick<Deps, 'clock' | 'newId' | 'newRandomId' | 'hashNetwork' | 'hashClientKey'>,
  submission: Submission,
): NewSubmission {
  const { site, email } = submission
  const { policy } = site
  const now = deps.clock()
  if (policy.requireEmail && email === null) throw invalidField('author.email', 'is required on this site')
  const parentId =
    submission.parentId === undefined || submission.parentId === '' ? null : submission.parentId.toLowerCase()
  if (parentId !== null && !UUID.test(parentId)) throw invalidField('parentId', 'is not the id of a comment')

  const pageUrl = parseWebUrl('page.url', submission.pageUrl, COMMENT_LIMITS.pageUrlLength)
  const pageTitle = parseTitle(submission.pageTitle)
  const isForeignPage = pageUrl !== null && !isOriginAllowed(site, new URL(pageUrl).origin)
  const networkHash = deps.hashNetwork.forSite(site, submission.networkAddress, now)
  const content = {
    slug: parseSlug(submission.slug),
    parentId: parentId as CommentId | null,
    authorName: parseName(submission.authorName),
    authorUrl: parseWebUrl('author.url', submission.authorUrl, COMMENT_LIMITS.urlLength),
    body: parseBody(submission.body),
  }
  const { idempotencyKey, challengeId } = submission
  const { keepMs, sameCommentMs, secretLength } = LIMITS.idempotency
  const isKeyed = idempotencyKey !== undefined || challengeId !== null
  // A sender with a key may change networks and still gets the receipt: an address binds it, or else the key alone, when it
  // is too long to be guessed by somebody who copies the published text. A wrong guess makes a comment of its own.
  const isSecret = challengeId !== null || (idempotencyKey?.length ?? 0) >= secretLength
  const sender = email?.emailHash ?? (isSecret ? null : networkHash)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([site.id, content, sender?.toString('hex') ?? null]))
    .digest()

  return {
    ...content,
    // Without a key the same comment sent twice within a minute is one: a double click, a reload.
    key: keyOf(deps, submission, fingerprint),
    fingerprint,
    keepUntil: new Date(now.getTime() + (isKeyed ? keepMs : sameCommentMs)),
    commentId: deps.newId() as CommentId,
    siteId: site.id,
    // Only pages of the site itself are linked to; of any other neither address nor title is kept.
    pageUrl: isForeignPage ? null : pageUrl,
    pageTitle: isForeignPage ? null : pageTitle,
    threadBegunAfter: threadsBegunAfter(policy, now),
    threadId: deps.newId() as ThreadId,
    authorId: deps.newRandomId() as AuthorId,
    emailHash: email?.emailHash ?? null,
    domainHash: email?.domainHash ?? null,
    form: submission.form,
    networkHash,
    networkBanId: deps.hashNetwork.findBan(site, submission.networkAddress)?.id ?? null,
    submittedAt: now,
    editableUntil: new Date(now.getTime() + policy.editWindowMinutes * 60_000),
  }
}

/** What a submit is remembered by. A challenge comes first: the memory that makes a submit one makes its proof good for one. */
function keyOf(
  deps: Pick<Deps, 'hashClientKey'>,
  { site, idempotencyKey, challengeId }: Submission,
  fingerprint: Buffer,
): string {
  if (challengeId !== null) return `proof:${challengeId}`
  return idempotencyKey === undefined
    ? `auto:${fingerprint.toString('base64url')}`
    : `key:${deps.hashClientKey(site, idempotencyKey)}`
}
