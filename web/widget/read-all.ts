/** Reads a thread again: more pages of it, what was unfolded, what has changed, what is gone. */

import type { Comment, Talk, Thread } from './talk.js'

const PAGE_MAX = 100

/** As many comments as are wanted, with the replies that were unfolded. Those that are gone leave the screen. */
export async function readAll(talk: Talk, wanted: number): Promise<Thread> {
  const read = (query: Record<string, string>): Promise<Thread> =>
    talk.tools.readThread(talk, { sort: talk.sort, limit: `${PAGE_MAX}`, ...query }, 'no-cache')
  const thread = await read({ limit: `${Math.min(wanted, PAGE_MAX)}` })
  while (thread.nextCursor && thread.comments.length < wanted) {
    const { comments, nextCursor } = await read({ cursor: thread.nextCursor })
    thread.comments.push(...comments)
    thread.nextCursor = nextCursor
  }
  const unfold = async (comment: Comment): Promise<void> => {
    if (talk.unfolded.has(comment.id)) comment.replies = (await read({ under: comment.id })).comments
    for (const reply of comment.replies) await unfold(reply)
  }
  if (talk.unfolded.size) for (const comment of thread.comments) await unfold(comment)
  removeMissing(talk, thread.comments)
  return thread
}

/** Takes away what a thread no longer has. */
function removeMissing(talk: Talk, comments: readonly Comment[]): void {
  const present = new Set<string>()
  const see = (each: Comment): void => {
    present.add(each.id)
    each.replies.forEach(see)
  }
  comments.forEach(see)
  for (const [id, { item }] of talk.shown) {
    if (present.has(id)) continue
    item.remove()
    talk.shown.delete(id)
  }
}
