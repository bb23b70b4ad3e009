/** Reads a thread again: more pages of it, what was unfolded, what has changed. */

import type { Comment, Talk, Thread } from './talk.js'

const PAGE_MAX = 100

/** As many comments as are wanted, with the replies that were unfolded. */
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
  return thread
}
