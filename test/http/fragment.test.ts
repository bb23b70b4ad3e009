/** The fragment: a thread that a server puts into somebody else's page. */

import t from 'tap'
import { renderFragment } from '../../src/http/pages/fragment.js'
import { NO_QUERY } from '../../src/http/pages/links.js'
import { decideAll, isProblem, submit, submitApproved } from '../support/requests.js'
import { makeComment, makeCrowd, makeThread } from '../support/sample-pages.js'
import { startTestService } from '../support/service.js'

const PUBLIC_URL = 'https://comments.example'
const service = await startTestService(t, { hasWorkers: false, config: { publicUrl: PUBLIC_URL } })
const { client } = service
const fragmentPath = (slug: string, rest = ''): string => `/embed/demo/${encodeURIComponent(slug)}/fragment${rest}`

const top = await submitApproved(service, 'talk', { body: 'A *first* word.' })
const reply = await submitApproved(service, 'talk', { parentId: top, body: 'And a second.' })

t.test('a thread comes as plain HTML that any page can take in', async (t) => {
  await submit(client, 'talk', { body: 'Nobody may see this.' })
  const { status, headers, text } = await client(fragmentPath('talk'), { headers: { 'accept-language': 'fr' } })
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'text/html; charset=utf-8')
  t.match(text, /^<section class="causerie" id="causerie" lang="en">\n<h2>2 comments<\/h2>\n<ol>/)
  t.match(
    text,
    new RegExp(
      `<article id="comment-${top}">[\\s\\S]*<p>A <em>first</em> word.</p>[\\s\\S]*<ol>[\\s\\S]*comment-${reply}`,
    ),
  )
  t.match(text, `<a href="${PUBLIC_URL}/embed/demo/talk?#causerie-form">Post a comment</a>`)
  t.notMatch(text, /<(?:script|style|link|meta|html|head|body|form)[ >]|style=|\son\w+=|Nobody/)
  t.match(
    (await client(fragmentPath('talk', '?lang=fr'))).text,
    /lang="fr">\n<h2>2 commentaires<[\s\S]*Poster un commentaire/,
  )
})

t.test('it is cached and tagged like the thread, whoever asks', async (t) => {
  const { headers } = await client(fragmentPath('talk'))
  t.equal(headers.get('cache-control'), 'public, max-age=5, s-maxage=15, stale-while-revalidate=30')
  t.equal(headers.get('vary'), 'Accept-Encoding')
  t.equal(headers.get('set-cookie'), null)
  const etag = headers.get('etag') ?? ''
  t.equal((await client(fragmentPath('talk'), { headers: { 'if-none-match': etag } })).status, 304)
  const shown = await submitApproved(service, 'talk', { body: 'A third.' })
  const changed = await client(fragmentPath('talk'), { headers: { 'if-none-match': etag } })
  t.match(changed.text, '<h2>3 comments</h2>')
  await decideAll(service, 'reject', [shown])
  t.notMatch((await client(fragmentPath('talk'))).text, 'A third.')
})

t.test('order, length and structured data are to be asked for', async (t) => {
  await submitApproved(service, 'talk', { body: 'The newest.' })
  const { text } = await client(fragmentPath('talk', '?sort=newest&limit=1'))
  t.match(text, 'The newest.')
  t.notMatch(text, 'first')
  t.match(
    text,
    new RegExp(`<a href="${PUBLIC_URL}/embed/demo/talk\\?sort=newest&amp;cursor=[\\w-]+#causerie" rel="next">`),
  )
  const data = await client(fragmentPath('talk', '?jsonld=true'))
  const [, json = ''] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(data.text) ?? []
  t.match(JSON.parse(json), { '@type': 'DiscussionForumPosting', commentCount: 3 })

  t.match((await client(fragmentPath('nothing-here'))).text, /<h2>No comments yet<\/h2>\n<p><a/)
  isProblem(t, await client(fragmentPath('talk', '?lang=de')), 400, 'lang')
  isProblem(t, await client(fragmentPath('talk', '?limit=0')), 400, 'limit')
  isProblem(t, await client(fragmentPath('a b')), 400, 'slug')
  isProblem(t, await client('/embed/nowhere/x/fragment'), 404)
})

t.test('nothing that a stranger writes becomes markup', async (t) => {
  const hostile = `"'\`><script>alert(1)</script><img src=x onerror=alert(1)></section>`
  const author = { id: hostile, name: hostile, url: 'javascript:alert(1)', moderator: true }
  const comment = makeComment({ author, pinned: true, editedAt: '2026-11-22T00:00:00Z', replyCount: 9 })
  const view = {
    language: 'en',
    address: PUBLIC_URL,
    query: { ...NO_QUERY, cursor: hostile },
    hasJsonLd: true,
  } as const
  const thread = makeThread({
    site: hostile,
    slug: hostile,
    title: hostile,
    url: hostile,
    comments: [comment],
    nextCursor: hostile,
  })
  for (const text of [
    renderFragment({ ...view, thread }),
    renderFragment({
      ...view,
      language: 'fr',
      thread: { ...thread, open: false, comments: [{ ...comment, deleted: true }] },
    }),
  ]) {
    t.notMatch(text, /<img|javascript:|<script>|alert\(1\)<\/script/)
    t.equal(text.match(/<\/section>/g)?.length, 1)
  }
  t.match(renderFragment({ ...view, thread }), '(Moderator, Pinned, edited)')
  const crowd = makeCrowd()
  const whole = renderFragment({ ...view, thread: makeThread({ comments: crowd }) })
  for (const tag of ['ol', 'li', 'article', 'section']) {
    t.equal(whole.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, whole.match(new RegExp(`</${tag}>`, 'g'))?.length, tag)
  }
})
