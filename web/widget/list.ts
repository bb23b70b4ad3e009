/** Brings what is on the screen in line with a thread, touching only what differs: focus, selection and open forms stay. */

import { putComment } from './comment.js'
import { h } from './dom.js'
import type { Comment, Shown, Talk } from './talk.js'
import { count, fill } from './words.js'

// Where the stylesheet stops to indent. From there on, words must say who is answered.
const INDENT_DEPTH_MAX = 4

/**
 * Places comments in a list, and their replies below them. Those that are not on the screen yet are placed only when
 * `isShownAtOnce`. Returns the ids of those left out.
 */
export function place(
  talk: Talk,
  list: Element,
  comments: readonly Comment[],
  isShownAtOnce: boolean,
  depth = 0,
  parent?: Comment,
): string[] {
  const left: string[] = []
  let next = list.firstElementChild
  for (const comment of comments) {
    const known = talk.shown.get(comment.id)
    if (!known && !isShownAtOnce && !talk.own.has(comment.id)) {
      left.push(comment.id)
      continue
    }
    const shown = known ?? makeShown(talk, comment)
    if (shown.item === next) next = next.nextElementSibling
    else list.insertBefore(shown.item, next)
    if (shown.whole === comment) continue
    update(talk, shown, comment, depth, parent)
    const below = place(talk, shown.replies, comment.replies, isShownAtOnce, depth + 1, comment)
    shown.whole = below.length ? undefined : comment
    left.push(...below)
  }
  return left
}

function makeShown(talk: Talk, { id }: Comment): Shown {
  const article = h('article.comment', { id: `comment-${id}`, tabindex: -1 })
  const replies = h('ol.list replies')
  const item = h(talk.isFar ? 'li.item far' : 'li.item', null, article, replies)
  const shown: Shown = { item, article, replies, source: '', whole: undefined }
  talk.shown.set(id, shown)
  return shown
}

function update(talk: Talk, shown: Shown, comment: Comment, depth: number, parent: Comment | undefined): void {
  const { replies, replyCount, ...rest } = comment
  const missing = replyCount - replies.length
  const { words, formats } = talk
  shown.replies.classList.toggle('flat', depth >= INDENT_DEPTH_MAX)
  shown.replies.setAttribute('aria-label', fill(words.replies, comment.author.name))
  shown.item.querySelector(':scope > .unfold')?.remove()
  if (missing > 0)
    shown.item.append(
      h(
        'button.unfold quiet',
        {
          type: 'button',
          click: () => {
            talk.unfolded.add(comment.id)
            return talk.refresh(true)
          },
        },
        count(formats, missing, words.moreReplies),
      ),
    )
  const source = JSON.stringify([rest, talk.thread.open])
  if (source === shown.source) return
  shown.source = source
  const stops = (): HTMLElement[] => [...shown.article.querySelectorAll<HTMLElement>('a,button')]
  const focused = stops().findIndex((stop) => stop.matches(':focus'))
  shown.article.replaceChildren()
  putComment(talk, shown.article, comment, depth > INDENT_DEPTH_MAX ? parent?.author.name : undefined)
  stops()[focused]?.focus()
}
