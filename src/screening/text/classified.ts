/** What the models read of a comment. */

import type { Subject } from '../check.js'
import type { Subject as Classified } from './features.js'

export function toClassified({
  body,
  authorName,
  authorUrl,
}: Pick<Subject, 'body' | 'authorName' | 'authorUrl'>): Classified {
  return { text: body, author: { name: authorName, ...(authorUrl === null ? {} : { url: authorUrl }) } }
}
