/** Sends a ready-made answer that shared caches may keep: encoded, tagged, or 304 when the client has it. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Answer, chooseEncoding } from './thread-cache.js'

// A removed comment is gone from a shared cache after s-maxage plus stale-while-revalidate: 45 seconds.
export const SHARED_CACHE = 'public, max-age=5, s-maxage=15, stale-while-revalidate=30'

export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  type: string,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers['accept-encoding'], answer.body.length)
  const etag = encoding === 'identity' ? `"${answer.etag}"` : `"${answer.etag}-${encoding}"`
  reply.header('etag', etag).header('vary', 'Accept-Encoding').header('cache-control', SHARED_CACHE)
  if (answer.isStale) reply.header('cache-control', 'no-store').header('warning', '110 - "Response is Stale"')

  const known = request.headers['if-none-match']
  // A cache may ask about any encoding it holds; all of them are the same content.
  if (
    known !== undefined &&
    (known.trim() === '*' || known.includes(`"${answer.etag}"`) || known.includes(`"${answer.etag}-`))
  ) {
    return reply.code(304).send()
  }
  reply.type(type)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(await answer.encode(encoding))
}
