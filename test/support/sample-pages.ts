/** Threads as readers really write them, for tests and pictures of the pages. */

import { EMPTY_FORM, type FormView } from '../../src/http/pages/form-view.js'
import { NO_QUERY } from '../../src/http/pages/links.js'
import type { Language } from '../../src/http/pages/messages.js'
import type { CommentView, ReadingContext, ThreadView } from '../../src/http/pages/thread-view.js'

export const NOW = new Date('2026-11-22T18:40:00Z')
const MINUTE_MS = 60_000

let serial = 0

export function makeComment(given: Partial<CommentView> & { name?: string; minutesAgo?: number } = {}): CommentView {
  serial += 1
  const { name = 'Ann', minutesAgo = 90, ...rest } = given
  const replies = rest.replies ?? []
  return {
    id: `0199-${serial}`,
    parentId: null,
    author: { id: `author-${name}`, name, url: null, moderator: false },
    html: '<p>I disagree, and here is why.</p>',
    createdAt: new Date(NOW.getTime() - minutesAgo * MINUTE_MS).toISOString(),
    editedAt: null,
    votes: 0,
    pinned: false,
    deleted: false,
    replyCount: replies.length,
    ...rest,
    replies,
  }
}

export function makeThread(given: Partial<ThreadView> = {}): ThreadView {
  const comments = given.comments ?? []
  return {
    site: 'demo',
    slug: 'bonjour',
    title: 'The art of not being right too soon',
    url: 'https://paper.example/ideas/the-art',
    open: true,
    count: countComments(comments),
    comments,
    nextCursor: null,
    sort: 'oldest',
    ...given,
  }
}

export function makeReading(given: Partial<ReadingContext> = {}): ReadingContext {
  return { language: 'en', now: NOW, query: NO_QUERY, form: EMPTY_FORM, ownVotes: {}, reportOn: null, ...given }
}

export function makeForm(given: Partial<FormView> = {}): FormView {
  return { ...EMPTY_FORM, ...given }
}

export function countComments(comments: readonly CommentView[]): number {
  return comments.reduce((sum, { deleted, replies }) => sum + (deleted ? 0 : 1) + countComments(replies), 0)
}

/** A lively evening under the demo's article. */
export function makeConversation(language: Language): CommentView[] {
  return language === 'fr' ? frenchConversation() : englishConversation()
}

/** A hundred comments: long words, deep replies, names of many scripts. */
export function makeCrowd(): CommentView[] {
  const names = ['Ann', 'Jean-Baptiste de La Salle-Montgolfier', 'ليلى بن يوسف', '🦉 Nachteule', 'שירה', '李小龍', 'Ø']
  const bodies = [
    '<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft</p>',
    '<p>https://example.org/a/very/long/address/without/any/place/to/break/it/which/goes/on/and/on/and/on.html</p>',
    '<p>أتفق معك تمامًا، فالحوار الجيد يحتاج إلى وقت.</p>',
    '<pre><code>const answer = await conversation.listen({ patience: Number.POSITIVE_INFINITY, interrupt: false })</code></pre>',
    '<p>Short.</p><ul><li>one</li><li>two</li></ul><blockquote><p>a quotation</p></blockquote>',
  ]
  const make = (index: number, replies: CommentView[] = []) =>
    makeComment({
      name: names[index % names.length] ?? 'Ann',
      html: bodies[index % bodies.length] ?? '',
      minutesAgo: index * 47,
      votes: index % 7,
      replies,
    })
  let deep = make(1)
  for (let depth = 0; depth < 12; depth += 1) deep = make(depth, [deep])
  const hidden = makeComment({ deleted: true, replies: [make(3)] })
  return [deep, hidden, ...Array.from({ length: 86 }, (_, index) => make(index))]
}

function englishConversation(): CommentView[] {
  return [
    makeComment({
      name: 'Margaret Oyelaran',
      minutesAgo: 205,
      votes: 24,
      pinned: true,
      html: '<p>My grandmother ran a boarding house in Leith. Her rule at supper was that you could contradict anybody, provided you first said their argument back to them so well that they nodded.</p><p>Most quarrels died of it before the soup was cold.</p>',
      replies: [
        makeComment({
          name: 'Tomasz W.',
          minutesAgo: 180,
          votes: 7,
          html: '<p>There is a name for it in debating clubs, but your grandmother’s version has <em>soup</em>, which is clearly better.</p>',
          replies: [
            makeComment({
              name: 'Margaret Oyelaran',
              minutesAgo: 171,
              votes: 3,
              html: '<p>It was mostly turnip. One argued to stay awake.</p>',
            }),
          ],
        }),
        makeComment({
          name: 'ليلى بن يوسف',
          minutesAgo: 140,
          votes: 4,
          html: '<p>جدتي كانت تقول: من لا يُحسن الإصغاء لا يُحسن الجواب.</p>',
        }),
      ],
    }),
    makeComment({
      name: 'J. Pemberton',
      minutesAgo: 96,
      votes: 5,
      html: '<blockquote><p>the retort arrives before the reading is done</p></blockquote><p>Guilty. I scrolled down here after the second paragraph, wrote half an answer, felt ashamed and went back up. The second half of the article answers the half I had written.</p>',
      replies: [
        makeComment({
          name: 'Hélène Marchand',
          minutesAgo: 61,
          votes: 11,
          author: { id: 'author-marchand', name: 'Hélène Marchand', url: 'https://paper.example/', moderator: true },
          html: '<p>Then you are the reader I was hoping for. Thank you for going back up.</p>',
        }),
      ],
    }),
    makeComment({ deleted: true, minutesAgo: 58, replies: [] }),
    makeComment({
      name: 'Ines',
      minutesAgo: 12,
      html: '<p>A small objection: some quarrels should not be conversed away. There are evenings when the lamp must be <strong>lifted</strong>, not lowered.</p>',
      editedAt: new Date(NOW.getTime() - 9 * MINUTE_MS).toISOString(),
      replyCount: 3,
    }),
  ]
}

function frenchConversation(): CommentView[] {
  return [
    makeComment({
      name: 'Marguerite Aubry',
      minutesAgo: 205,
      votes: 24,
      pinned: true,
      html: '<p>Ma grand-mère tenait une pension à Lorient. À table, on pouvait contredire n’importe qui, à condition de redire d’abord ses raisons assez bien pour qu’il hoche la tête.</p><p>La plupart des disputes mouraient avant que la soupe ne refroidisse.</p>',
      replies: [
        makeComment({
          name: 'Thomas W.',
          minutesAgo: 180,
          votes: 7,
          html: '<p>Cela porte un nom savant dans les clubs de débat, mais la version de votre grand-mère a de la <em>soupe</em>\u00a0: elle gagne.</p>',
          replies: [
            makeComment({
              name: 'Marguerite Aubry',
              minutesAgo: 171,
              votes: 3,
              html: '<p>C’était surtout du navet. On discutait pour rester éveillé.</p>',
            }),
          ],
        }),
        makeComment({
          name: 'ليلى بن يوسف',
          minutesAgo: 140,
          votes: 4,
          html: '<p>جدتي كانت تقول: من لا يُحسن الإصغاء لا يُحسن الجواب.</p>',
        }),
      ],
    }),
    makeComment({
      name: 'J.-P. Delmas',
      minutesAgo: 96,
      votes: 5,
      html: '<blockquote><p>la réplique arrive avant la lecture</p></blockquote><p>Je plaide coupable. Je suis descendu ici au deuxième paragraphe, j’ai écrit la moitié d’une réponse, j’ai eu honte et je suis remonté. La fin de l’article répond à ma moitié.</p>',
      replies: [
        makeComment({
          name: 'Hélène Marchand',
          minutesAgo: 61,
          votes: 11,
          author: { id: 'author-marchand', name: 'Hélène Marchand', url: 'https://paper.example/', moderator: true },
          html: '<p>Alors vous êtes le lecteur que j’espérais. Merci d’être remonté.</p>',
        }),
      ],
    }),
    makeComment({ deleted: true, minutesAgo: 58 }),
    makeComment({
      name: 'Inès',
      minutesAgo: 12,
      html: '<p>Une petite objection\u00a0: il y a des querelles qu’il ne faut pas apaiser. Certains soirs, la lampe doit être <strong>levée</strong>, non baissée.</p>',
      editedAt: new Date(NOW.getTime() - 9 * MINUTE_MS).toISOString(),
      replyCount: 3,
    }),
  ]
}
