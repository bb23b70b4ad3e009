/** One comment: who, when, what, and what a reader may do with it. */

import { makeAvatar } from './avatar.js'
import { putBody } from './body.js'
import { h, put } from './dom.js'
import { openReply } from './form.js'
import { loadPart } from './load.js'
import { recall } from './store.js'
import { attempt, type Comment, type Talk } from './talk.js'
import { fill, formatAge } from './words.js'

export type Votes = Record<string, number>

/** Fills an article. `answered` names whom the comment answers where the indentation no longer shows it. */
export function putComment(talk: Talk, article: Element, comment: Comment, answered: string | undefined): void {
  const { words } = talk
  if (comment.deleted) {
    put(article, h('p.tombstone', null, words.deleted))
    return
  }
  const { author } = comment
  const body = h('div.body', { dir: 'auto' })
  putBody(body, comment.html)
  put(
    article,
    makeAvatar(author.id, author.name),
    h(
      'header.meta',
      null,
      h('span.author', null, makeName(author)),
      // Outside of the name: an author can choose any name, but no element around it.
      author.moderator && h('span.badge staff', null, words.moderator),
      comment.pinned && h('span.badge', null, words.pinned),
      h('a.permalink', { href: `#comment-${comment.id}` }, makeTime(talk, comment.createdAt)),
      comment.editedAt && h('span.edited', { title: formatMoment(talk, comment.editedAt) }, `(${words.edited})`),
      answered && h('span.answered', null, fill(words.replyTo, answered)),
    ),
    body,
    h(
      'footer.actions',
      null,
      talk.thread.open &&
        h(
          'button.reply',
          { type: 'button', 'aria-label': fill(words.replyTo, author.name), click: () => openReply(talk, comment) },
          words.reply,
        ),
      makeVotes(talk, comment),
      h(
        'button.report',
        {
          type: 'button',
          click: () => attempt(talk, async () => (await loadPart(talk, 'report')).openReport(talk, comment)),
        },
        words.report,
      ),
    ),
  )
}

function makeName({ name, url }: Comment['author']): Node {
  const text = h('bdi', null, name)
  return url && /^https?:/.test(url) ? h('a', { href: url, rel: 'nofollow ugc noopener' }, text) : text
}

/** A time that the widget keeps true while the page stays open. */
export function makeTime(talk: Talk, moment: string): HTMLElement {
  const time = h('time.time', { datetime: moment, title: formatMoment(talk, moment) })
  tell(talk, time)
  return time
}

export function tell({ formats, words }: Talk, time: Element): void {
  time.textContent = formatAge(formats, new Date(time.getAttribute('datetime') ?? ''), words.justNow)
}

function formatMoment({ formats }: Talk, moment: string): string {
  return formats.moment.format(new Date(moment))
}

/** Two arrows and the sum between them; which of them is pressed, this browser remembers. */
function makeVotes(talk: Talk, { id, votes }: Comment): HTMLElement {
  const { formats, words } = talk
  const mine = recall<Votes>('votes')?.[id]
  const node = h('span.votes')
  const arrow = (value: number): Node =>
    h('button.vote', {
      type: 'button',
      'aria-label': value > 0 ? words.voteFor : words.voteAgainst,
      'aria-pressed': `${mine === value}`,
      click: () =>
        attempt(talk, async () => {
          const { vote } = await loadPart(talk, 'vote')
          await vote(talk, node, { id, votes, value: mine === value ? 0 : value, before: mine ?? 0, makeVotes })
        }),
    })
  put(node, arrow(1), h('span.total', null, votes ? formats.number.format(votes) : ''), arrow(-1))
  return node
}
