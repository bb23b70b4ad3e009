/** One comment: who, when, what, and what a reader may do with it. */

import { makeAvatar } from './avatar.js'
import { putBody } from './body.js'
import { h, put } from './dom.js'
import { openReply } from './form.js'
import { recall, remember } from './store.js'
import { ask, type Comment, type Talk } from './talk.js'
import { fill, formatAge } from './words.js'

type Votes = Record<string, number>

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
        { type: 'button', click: async () => (await import('./report.js')).openReport(talk, comment) },
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

export function tell({ locale, words }: Talk, time: Element): void {
  time.textContent = formatAge(locale, new Date(time.getAttribute('datetime') ?? ''), words.justNow)
}

function formatMoment({ locale }: Talk, moment: string): string {
  return new Date(moment).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
}

function makeVotes(talk: Talk, { id, votes }: Comment): Node {
  let sum = votes
  const total = h('span.total')
  const buttons = [1, -1].map((value) =>
    h('button.vote', {
      type: 'button',
      'aria-label': value > 0 ? talk.words.voteFor : talk.words.voteAgainst,
      click: () => vote(mine() === value ? 0 : value),
    }),
  )
  const mine = (): number => recall<Votes>('votes')?.[id] ?? 0
  const show = (): void => {
    total.textContent = sum ? sum.toLocaleString(talk.locale) : ''
    buttons.forEach((button, index) => {
      button.setAttribute('aria-pressed', `${mine() === 1 - 2 * index}`)
    })
  }
  const vote = async (value: number): Promise<void> => {
    const before = mine()
    const put = (now: number, total: number): void => {
      sum = total
      remember('votes', { ...recall<Votes>('votes'), [id]: now || undefined })
      show()
    }
    put(value, sum + value - before)
    try {
      const answer = await ask(`${talk.api}v1/comments/${id}/vote`, { method: 'PUT', body: JSON.stringify({ value }) })
      if (!answer.ok) throw answer
      put(value, (await answer.json()).votes)
    } catch {
      put(before, sum - value + before)
      talk.say(talk.words.failed)
    }
  }
  show()
  return h('span.votes', null, buttons[0], total, buttons[1])
}
