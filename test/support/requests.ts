/** Requests as visitors and moderators send them, in the fewest words. */

import type { Test } from 'tap'
import type { Answer, Client, RequestOptions } from './client.js'
import type { Service } from './service.js'

export interface PublicComment {
  id: string
  parentId: string | null
  author: { id: string; name: string; url: string | null; moderator: boolean }
  html: string
  votes: number
  deleted: boolean
  replyCount: number
  replies: PublicComment[]
}

export interface Thread {
  slug: string
  title: string | null
  url: string | null
  open: boolean
  count: number
  version: number
  comments: PublicComment[]
  nextCursor: string | null
}

export interface Accepted {
  id: string
  status: string
  receipt: string
  editableUntil: string
}

export interface ProblemBody {
  type: string
  status: number
  detail: string
  errors?: { field: string; detail: string }[]
  [extra: string]: unknown
}

export const threadPath = (slug: string, site = 'demo'): string =>
  `/v1/sites/${site}/threads/${encodeURIComponent(slug)}`
export const commentsPath = (slug: string, site = 'demo'): string => `${threadPath(slug, site)}/comments`

/** A comment that is accepted, with some members changed. */
export function makeSubmission(change: Record<string, unknown> = {}): Record<string, unknown> {
  return { author: { name: 'Ann' }, body: 'I disagree, and here is why.', ...change }
}

/** A form as a browser sends it: dotted names, percent-encoded. */
export function asForm(fields: Record<string, string>, headers: Record<string, string> = {}): RequestOptions {
  return {
    method: 'POST',
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  }
}

/** Sends a comment and returns what its author gets; throws when it is not accepted. */
export async function submitForReceipt(
  client: Client,
  slug: string,
  change: Record<string, unknown> = {},
  site = 'demo',
): Promise<{ id: string; as: Record<string, string> }> {
  const { status, text, body } = await client<Accepted>(commentsPath(slug, site), { json: makeSubmission(change) })
  if (status !== 202) throw new Error(`a comment was answered with ${status} ${text}`)
  return { id: body.id, as: { authorization: `Bearer ${body.receipt}` } }
}

/** Sends a comment and returns its id; throws when it is not accepted. */
export async function submit(client: Client, slug: string, change: Record<string, unknown> = {}): Promise<string> {
  const { status, text, body } = await client<Accepted>(commentsPath(slug), { json: makeSubmission(change) })
  if (status !== 202) throw new Error(`a comment was answered with ${status} ${text}`)
  return body.id
}

const AT_ONCE = 16

/** Sends that many different comments, a few at a time; their ids. */
export async function submitMany(
  client: Client,
  slug: string,
  count: number,
  change: Record<string, unknown> = {},
): Promise<string[]> {
  return await inParallel(
    Array.from({ length: count }, (_, n) => () => submit(client, slug, { ...change, body: `Comment ${n}.` })),
  )
}

/** Does all tasks, a few at a time, and returns what they returned, in their order. */
export async function inParallel<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const rest = tasks.entries()
  const next = async (): Promise<void> => {
    for (const [index, task] of rest) results[index] = await task()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return results
}

/** Decides on comments in one request; throws unless each was decided. */
export async function decideAll({ admin }: Pick<Service, 'admin'>, action: string, ids: string[]): Promise<void> {
  const { body } = await admin<{ outcomes: { outcome: string }[] }>('/v1/admin/decisions', { json: { action, ids } })
  const failed = body.outcomes.filter(({ outcome }) => outcome !== 'decided')
  if (failed.length > 0) throw new Error(`could not ${action}: ${JSON.stringify(failed)}`)
}

/** Sends a comment and approves it. */
export async function submitApproved(
  service: Service,
  slug: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const id = await submit(service.client, slug, change)
  await decideAll(service, 'approve', [id])
  return id
}

/** Checks that an answer is a problem of this status and, if one is given, names the field. */
export function isProblem(t: Test, answer: Answer<unknown>, status: number, field?: string, name = ''): void {
  const { type, status: inBody, instance, errors = [] } = (answer.body ?? {}) as ProblemBody
  const said = `${answer.status} ${answer.text.slice(0, 300)}`
  t.ok(
    answer.status === status && inBody === status && typeof type === 'string' && typeof instance === 'string',
    `${name} is a problem of status ${status}: ${said}`,
  )
  if (field === undefined) return
  t.ok(
    errors.some((error) => error.field === field),
    `${name} names ${field}: ${said}`,
  )
}
