/** Counts a reader's vote: shown at once, taken back when the service does not take it. */

import type { Votes } from './comment.js'
import type { Comment, Talk } from './talk.js'

export interface Vote {
  id: string
  /** The sum as it is shown now, with `before` in it. */
  votes: number
  /** 1, -1, or 0 to take it back. */
  value: number
  before: number
  makeVotes: (talk: Talk, comment: Comment) => HTMLElement
}

/** Replaces `node` by the arrows after the vote; the keyboard stays where it was. */
export async function vote(
  talk: Talk,
  node: HTMLElement,
  { id, votes, value, before, makeVotes }: Vote,
): Promise<void> {
  const { ask, loadWords, recall, remember } = talk.tools
  let shown = node
  const show = (sum: number, mine: number): void => {
    remember('votes', { ...recall<Votes>('votes'), [id]: mine || undefined })
    const { activeElement } = shown.getRootNode() as ShadowRoot
    const index = [...shown.children].indexOf(activeElement as Element)
    const next = makeVotes(talk, { id, votes: sum } as Comment)
    shown.replaceWith(next)
    shown = next
    ;(next.children[index] as HTMLElement | undefined)?.focus()
  }
  show(votes + value - before, value)
  try {
    // First: a vote that has been counted must not be shown as lost because its thanks are.
    const later = await loadWords(talk.base, talk.locale, 'later')
    const answer = await ask(`${talk.api}v1/comments/${id}/vote`, { method: 'PUT', body: JSON.stringify({ value }) })
    if (!answer.ok) throw answer
    show((await answer.json()).votes, value)
    talk.say(value ? later.voted : later.voteTakenBack)
  } catch {
    show(votes, before)
    talk.say(talk.words.sendFailed)
  }
}
