/** Posts labelled comments, some at a time, in the order of their file. */

import type { LabelledComment } from './labelled-file.js'
import { shortHash } from './labelled-file.js'
import type { Send } from './service.js'

export interface Sent {
  comment: LabelledComment
  /** null: refused, see `refusal`. */
  accepted: { id: string; receipt: string } | null
  /** Why the service did not take the comment, in a few words. */
  refusal: string | null
}

export interface SubmitOptions {
  site: string
  concurrency: number
  /** Whether every author gets an address: their comments then have a history, and a rate. */
  hasEmails: boolean
  onSent: (count: number) => void
}

export async function submitAll(
  send: Send,
  comments: readonly LabelledComment[],
  options: SubmitOptions,
): Promise<Sent[]> {
  const results: Sent[] = new Array(comments.length)
  let next = 0
  let count = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < comments.length; index = next++) {
      const comment = comments[index]
      if (comment === undefined) return
      results[index] = await submit(send, comment, options)
      count += 1
      options.onSent(count)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, lane))
  return results
}

async function submit(send: Send, comment: LabelledComment, { site, hasEmails }: SubmitOptions): Promise<Sent> {
  const { key, slug, body, authorName, authorKey, authorUrl } = comment
  const answer = await send(`/v1/sites/${site}/threads/${encodeURIComponent(slug)}/comments`, {
    json: {
      author: {
        name: authorName,
        ...(hasEmails ? { email: `${authorKey}@replay.invalid` } : {}),
        ...(authorUrl === undefined ? {} : { url: authorUrl }),
      },
      body,
    },
    headers: {
      'idempotency-key': `replay ${shortHash(key)}`,
      'x-forwarded-for': networkAddress(hasEmails ? authorKey : shortHash(key)),
    },
  })
  if (answer.status === 202) {
    const { id, receipt } = answer.body as { id: string; receipt: string }
    return { comment, accepted: { id, receipt }, refusal: null }
  }
  return { comment, accepted: null, refusal: describeRefusal(answer.status, answer.body) }
}

/** An address of the documentation range (RFC 3849), a network of its own for each key. */
function networkAddress(key: string): string {
  return `2001:db8:${key.slice(0, 4)}:${key.slice(4, 8)}::1`
}

/** The code and the first field, without any value. */
function describeRefusal(status: number, body: Record<string, unknown>): string {
  const code = typeof body.type === 'string' ? body.type.replace(/^.*[/#]/, '') : 'no problem document'
  const [first] = Array.isArray(body.errors) ? (body.errors as { field?: string; detail?: string }[]) : []
  return `${status} ${code}${first === undefined ? '' : `: ${first.field} ${first.detail}`}`
}
