/** What a comment is, and the limits of what a visitor may send. */

import type { Branded } from './branded.js'
import type { CommentStatus } from './comment-status.js'
import { invalidField } from './errors.js'

export type SiteId = Branded<string, 'SiteId'>
export type ThreadId = Branded<string, 'ThreadId'>
export type AuthorId = Branded<string, 'AuthorId'>
export type CommentId = Branded<string, 'CommentId'>

/** Which text of which comment: jobs carry nothing else. */
export interface CommentRef {
  commentId: CommentId
  revision: number
}

export interface Comment {
  id: CommentId
  siteId: SiteId
  threadId: ThreadId
  parentId: CommentId | null
  depth: number
  authorId: AuthorId
  authorName: string
  authorUrl: string | null
  body: string
  status: CommentStatus
  /** Rises with every edit and every decision, so a person can say which state they saw. */
  revision: number
  submittedAt: Date
}

/** Limits count code points, as a person counts letters. They are documented in docs/limits.md. */
export const COMMENT_LIMITS = {
  bodyLength: 10_000,
  nameLength: 80,
  emailBytes: 254,
  urlLength: 500,
  pageUrlLength: 2_000,
  pageTitleLength: 300,
  slugLength: 200,
  /** A reply to a reply … of a top-level comment (depth 0). */
  depth: 20,
} as const

/**
 * What is made of a text before anything else is asked of it: its length is that of what is kept. Forms end their lines
 * with \r\n, as HTML wants it; nobody counts that as two letters.
 */
export const TIDY = {
  /** A name, a title, an address: without the blanks around it. */
  line: (text: string): string => text.trim(),
  /** Plain text of several lines, without the blanks around it. */
  text: (text: string): string => unifyLineBreaks(text).trim(),
  /** Markdown, where blanks mean something. */
  markdown: unifyLineBreaks,
} as const

export type TextKind = keyof typeof TIDY

const DOT_SEGMENT = /(?:^|\/)\.\.?(?:\/|$)/
const SLUG = /^[\p{L}\p{M}\p{N}\-_.~/]+$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/
const LINE_BREAK = /[\n\t]/
// Bidi controls and marks that show nothing: they make one name look like another.
const DECEPTIVE_IN_NAME = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/
const VISIBLE = /[^\s\p{C}\p{M}\u115f\u1160\u3164\uffa0\u2800]/u

/** A slug as it came from the path. Throws `invalid-request` naming `slug`. */
export function parseSlug(slug: string): string {
  checkText('slug', slug, COMMENT_LIMITS.slugLength)
  if (!SLUG.test(slug)) throw invalidField('slug', 'may hold letters, digits and - _ . ~ / only')
  // Browsers and proxies fold these away: such a thread could be written to and never be read.
  if (DOT_SEGMENT.test(slug)) throw invalidField('slug', 'must not have . or .. between its slashes')
  return slug
}

/** A body as the author meant it: line breaks as \n, everything else untouched. */
export function parseBody(body: string): string {
  const text = TIDY.markdown(body)
  checkText('body', text, COMMENT_LIMITS.bodyLength)
  if (!VISIBLE.test(text)) throw invalidField('body', 'shows nothing: write at least one visible character')
  return text
}

/** A display name without the spaces around it; `field` is what a complaint calls it. */
export function parseName(name: string, field = 'author.name'): string {
  const text = TIDY.line(name)
  checkText(field, text, COMMENT_LIMITS.nameLength)
  if (LINE_BREAK.test(text)) throw invalidField(field, 'must be on one line')
  if (DECEPTIVE_IN_NAME.test(text)) throw invalidField(field, 'holds invisible or direction-changing characters')
  if (!VISIBLE.test(text)) throw invalidField(field, 'shows nothing: write at least one visible character')
  return text
}

/** A page title on one line, or null when there is none. */
export function parseTitle(title: string | undefined): string | null {
  const text = TIDY.line(title ?? '')
  if (text === '') return null
  checkText('page.title', text, COMMENT_LIMITS.pageTitleLength)
  if (LINE_BREAK.test(text)) throw invalidField('page.title', 'must be on one line')
  return text
}

/** An http or https address, written back by the WHATWG URL parser; null when empty. */
export function parseWebUrl(field: string, value: string | undefined, maxLength: number): string | null {
  const text = TIDY.line(value ?? '')
  if (text === '') return null
  checkText(field, text, maxLength)
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw invalidField(field, 'is not a complete web address such as https://example.org/')
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw invalidField(field, 'must begin with http:// or https://')
  if (url.username !== '' || url.password !== '') throw invalidField(field, 'must not hold a user name or password')
  if (url.href.length > maxLength) throw invalidField(field, `is longer than ${maxLength} characters once encoded`)
  return url.href
}

/** A text of several lines without the space around it: line breaks as \n. Throws `invalid-request` naming `field`. */
export function parseText(field: string, text: string, maxLength: number): string {
  const parsed = TIDY.text(text)
  checkText(field, parsed, maxLength)
  return parsed
}

/** Refuses what neither Postgres nor a reader can take: NUL, other control characters, half surrogate pairs. */
export function checkText(field: string, text: string, maxLength: number): void {
  if (text.length === 0) throw invalidField(field, 'is empty')
  // A code point has at most two units, so the cheap test comes first.
  if (text.length > maxLength && (text.length > maxLength * 2 || [...text].length > maxLength)) {
    throw invalidField(field, `is longer than ${maxLength} characters`)
  }
  if (!text.isWellFormed()) throw invalidField(field, 'holds half of a surrogate pair')
  if (CONTROL.test(text)) throw invalidField(field, 'holds control characters')
}

function unifyLineBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
