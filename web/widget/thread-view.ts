/** The thread as a whole: heading, order, list, pages, form; and how it follows what happens on the service. */

import { tell } from './comment.js'
import { h, pause, put } from './dom.js'
import { makeForm } from './form.js'
import { place } from './list.js'
import { watch } from './live.js'
import { loadPart } from './load.js'
import { recall } from './store.js'
import { ask, keyOf, type Own, type Sort, type Talk, type Thread, threadPath } from './talk.js'
import { count } from './words.js'

const SORTS: readonly Sort[] = ['oldest', 'newest', 'top']
const PAGE = 50
// Of the first level, with their replies: put on the page in one go. The first few must come soon, and their code is still cold.
const FIRST_SLICE = 4
const SLICE_GROWTH = 2
// Past it a reader who follows an old link is better served by the service's own page.
const WANTED_MAX = 1_000
const TICK_MS = 60_000
const LINK = /^#comment-(.{36})$/

/** Reads a page of a thread. Throws when nobody answers, or not with a thread. */
export async function readThread(
  talk: Pick<Talk, 'api' | 'site' | 'slug'>,
  query: Record<string, string>,
  cache: RequestCache = 'default',
): Promise<Thread> {
  const answer = await ask(`${talk.api}${threadPath(talk)}?${new URLSearchParams(query)}`, { cache })
  if (!answer.ok) throw answer
  return answer.json()
}

/**
 * Makes all of a thread's view but the comments, which may still be on their way. Returns what fills it when they are
 * there, and keeps it true until its time is over.
 */
export function makeView(talk: Talk): (thread: Thread) => Promise<void> {
  const { words, formats, main, mine, signal } = talk
  let wanted = PAGE
  const title = h('h2.title', { id: 'title' })
  const news = h('div.news', { role: 'status' })
  const list = h('ol.list')
  const empty = h('p.empty', null, words.beFirst)
  const closed = h('p.closed', null, words.closed)
  const form = makeForm(talk)
  const write = h('button.write', { type: 'button', click: () => form.querySelector('textarea')?.focus() }, words.write)
  const more = h(
    'button.button quiet',
    {
      type: 'button',
      click: () => {
        wanted += PAGE
        return talk.refresh(true)
      },
    },
    words.more,
  )
  const sorts = h(
    'div.sorts',
    { role: 'group', 'aria-label': words.order },
    ...SORTS.map((sort) =>
      h(
        'button.sort',
        {
          type: 'button',
          value: sort,
          click: () => {
            talk.sort = sort
            return talk.refresh(true)
          },
        },
        words[sort],
      ),
    ),
  )
  const head = h('header.head', null, title, write, sorts)

  const show = (isShownAtOnce: boolean, end?: number): void => {
    const { comments, open, count: total, nextCursor } = talk.thread
    const left = place(talk, list, comments.slice(0, end), isShownAtOnce)
    title.textContent = total ? count(formats, total, words.comments) : words.none
    empty.hidden = total > 0 || !open
    more.hidden = !nextCursor
    closed.hidden = open
    form.hidden = write.hidden = !open
    sorts.hidden = total < 2
    for (const button of sorts.children as HTMLCollectionOf<HTMLButtonElement>)
      button.ariaPressed = `${button.value === talk.sort}`
    news.replaceChildren()
    if (left.length)
      news.append(
        h('button.button', { type: 'button', click: () => showNews(left) }, count(formats, left.length, words.fresh)),
      )
    talk.afterRefresh?.()
  }

  const showNews = (ids: readonly string[]): void => {
    show(true)
    goTo(talk, ids[0])
  }

  talk.refresh = async (isShownAtOnce) => {
    try {
      talk.thread = await (await loadPart(talk, 'read-all')).readAll(talk, wanted)
      if (!signal.aborted) show(isShownAtOnce)
    } catch {
      // What is on the screen stays; only somebody who asked for more is told.
      if (isShownAtOnce) talk.say(words.failed)
    }
  }

  const follow = async (): Promise<void> => {
    const id = LINK.exec(location.hash)?.[1]
    while (id && !goTo(talk, id) && talk.thread.nextCursor && wanted < WANTED_MAX) {
      wanted *= 2
      await talk.refresh(true)
    }
  }

  return async (thread) => {
    talk.thread = thread
    put(main, head, news, list)
    // A hundred comments in one go would keep a telephone from answering for a quarter of a second.
    for (let end = FIRST_SLICE; end < thread.comments.length; end *= SLICE_GROWTH) {
      show(true, end)
      await pause()
      if (signal.aborted) return
      // Who came for one comment shall not see it move.
      talk.isFar = !location.hash && list.offsetHeight > 2 * innerHeight
    }
    // After the list has its length: what is seen must not move.
    put(main, empty, more, mine, closed, form)
    show(true)
    talk.isFar = false
    void follow()
    addEventListener('hashchange', follow, { signal })
    const tick = setInterval(() => {
      for (const time of main.querySelectorAll('time')) tell(talk, time)
    }, TICK_MS)
    signal.addEventListener('abort', () => clearInterval(tick))
    if (recall<Own[]>(keyOf('own', talk))) void loadPart(talk, 'own').then(({ showOwn }) => showOwn(talk))
    watch(talk)
  }
}

/** Brings a comment into view and the keyboard to it; false when it is not on the screen. */
export function goTo({ shown, main }: Talk, id: string | undefined): boolean {
  const article = shown.get(id ?? '')?.article
  main.querySelector('.target')?.classList.remove('target')
  article?.classList.add('target')
  article?.focus()
  return !!article
}
