/** The public shape of a thread and its comments. */

import Type, { type Static } from 'typebox'
import { COMMENT_LIMITS } from '../domain/comment.js'
import type { Challenge } from '../privacy/challenges.js'
import { Nullable, Timestamp } from './typebox.js'

export const SiteParam = Type.String({ minLength: 1, maxLength: 50, description: 'A site’s id, such as `demo`.' })
export const SlugParam = Type.String({
  minLength: 1,
  maxLength: COMMENT_LIMITS.slugLength,
  description: 'The thread’s key in its site, percent-encoded: letters of any script, digits, `- _ . ~ /`.',
})
export const CommentIdSchema = Type.String({ format: 'uuid', description: 'A comment’s id (UUID version 7).' })

export const ChallengeSchema = Type.Object(
  {
    algorithm: Type.Literal('SHA-256'),
    salt: Type.String(),
    difficulty: Type.Integer({ description: 'Zero bits that the hash must begin with.' }),
    expires: Timestamp,
  },
  {
    'x-name': 'Challenge',
    additionalProperties: false,
    description:
      'Find a number so that the SHA-256 of `salt.number` begins with `difficulty` zero bits; send `salt.number` as `proof`.',
  },
)

export function describeChallenge({ expires, ...challenge }: Challenge) {
  return { ...challenge, expires: expires.toISOString() }
}

export const PublicAuthor = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'Random, one per author and site; not made from an address.' }),
    name: Type.String(),
    url: Nullable(Type.String()),
    moderator: Type.Boolean(),
  },
  { 'x-name': 'Author', additionalProperties: false },
)

export const PublicComment = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    parentId: Nullable(Type.String({ format: 'uuid' })),
    author: PublicAuthor,
    html: Type.String({
      description: 'Ready to show: holds p, br, em, strong, code, pre, blockquote, ul, ol, li and a only.',
    }),
    createdAt: Timestamp,
    editedAt: Nullable(Timestamp),
    votes: Type.Integer(),
    pinned: Type.Boolean(),
    deleted: Type.Boolean({ description: 'A tombstone: the comment is gone, replies to it are not.' }),
    replyCount: Type.Integer({ description: 'Approved direct replies, also those that `replies` leaves out.' }),
    replies: Type.Array(
      // write-openapi.ts puts a reference here: a schema cannot name itself before it is there.
      Type.Unsafe<PublicCommentJson>({ type: 'object', additionalProperties: true, $comment: 'ref:Comment' }),
    ),
  },
  { 'x-name': 'Comment', additionalProperties: false },
)

export const ThreadAnswer = Type.Object(
  {
    site: Type.String(),
    slug: Type.String(),
    title: Nullable(Type.String()),
    url: Nullable(Type.String()),
    open: Type.Boolean(),
    count: Type.Integer({ description: 'Approved comments in the whole thread.' }),
    version: Type.Integer({ description: 'Rises whenever what readers see changes; 0 until a comment was approved.' }),
    comments: Type.Array(PublicComment),
    nextCursor: Nullable(Type.String()),
  },
  { 'x-name': 'Thread', additionalProperties: false },
)

export interface PublicCommentJson {
  id: string
  parentId: string | null
  author: Static<typeof PublicAuthor>
  html: string
  createdAt: string
  editedAt: string | null
  votes: number
  pinned: boolean
  deleted: boolean
  replyCount: number
  replies: PublicCommentJson[]
}

export type ThreadJson = Static<typeof ThreadAnswer>
