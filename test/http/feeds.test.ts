/** Feeds as feed readers see them: XML that every parser takes, and in it what was approved and nothing else. */

import t from 'tap'
import { renderFeed } from '../../src/http/pages/feed.js'
import { LIMITS } from '../../src/limits.js'
import { launchBrowser } from '../support/browser.js'
import { readFixture } from '../support/fixtures.js'
import {
  decideAll,
  inParallel,
  isProblem,
  submit,
  submitApproved,
  submitMany,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const PUBLIC_URL = 'https://comments.example'
const SHARED = 'public, max-age=5, s-maxage=15, stale-while-revalidate=30'
const service = await startTestService(t, { hasWorkers: false, config: { publicUrl: PUBLIC_URL } })
const { client, admin, runtime } = service
const feedPath = (slug: string, rest = ''): string => `${threadPath(slug)}/feed${rest}`

interface Entry {
  id: string
  title: string
  author: string
  uri: string | null
  content: string
  link: string
  updated: string
  inReplyTo: string | null
}

interface Feed {
  fault: string | null
  id: string
  title: string
  language: string | null
  updated: string
  links: Record<string, string>
  entries: Entry[]
}

const browser = await launchBrowser()
t.teardown(() => browser.close())
const page = await browser.newPage()

// A program for the page, so that this file needs no types of a browser.
const PARSE = `((xml) => {
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  const root = document.documentElement
  const textOf = (element, name) => element.querySelector(':scope > ' + name)?.textContent ?? ''
  return {
    fault: document.querySelector('parsererror')?.textContent ?? null,
    id: textOf(root, 'id'),
    title: textOf(root, 'title'),
    language: root.getAttribute('xml:lang'),
    updated: textOf(root, 'updated'),
    links: Object.fromEntries(
      [...root.querySelectorAll(':scope > link')].map((link) => [link.getAttribute('rel'), link.getAttribute('href')]),
    ),
    entries: [...root.querySelectorAll(':scope > entry')].map((entry) => ({
      id: textOf(entry, 'id'),
      title: textOf(entry, 'title'),
      author: entry.querySelector('author > name')?.textContent ?? '',
      uri: entry.querySelector('author > uri')?.textContent ?? null,
      content: textOf(entry, 'content'),
      link: entry.querySelector(':scope > link')?.getAttribute('href') ?? '',
      updated: textOf(entry, 'updated'),
      inReplyTo: entry.getElementsByTagName('thr:in-reply-to')[0]?.getAttribute('ref') ?? null,
    })),
  }
})`

/** What Chromium's XML parser makes of a feed. */
async function parseFeed(xml: string): Promise<Feed> {
  return await page.evaluate(`${PARSE}(${JSON.stringify(xml)})`)
}

async function readFeed(path: string): Promise<Feed> {
  const { status, text } = await client(path)
  if (status !== 200) throw new Error(`${path} was answered with ${status}`)
  const feed = await parseFeed(text)
  if (feed.fault !== null) throw new Error(`${path} is not XML: ${feed.fault}`)
  return feed
}

t.test('a feed shows the newest approved comments, and a reply whose it is', async (t) => {
  const url = 'http://localhost:4000/an-article?page=1#top'
  const parent = await submitApproved(service, 'talk', {
    author: { name: 'Ann & Bob', url: 'https://ann.example/?a=1&b=2' },
    body: 'Ranges like `a < b && c` are *fine*.',
    page: { url, title: 'Less < more' },
  })
  const reply = await submitApproved(service, 'talk', { parentId: parent, body: 'So they are.' })
  const hidden = await submit(client, 'talk', { body: 'Nobody may see this.' })
  const gone = await submitApproved(service, 'talk', { body: 'Nor this, any more.' })
  await decideAll(service, 'reject', [gone])

  const feed = await readFeed(feedPath('talk'))
  t.match(feed, {
    id: `${PUBLIC_URL}${feedPath('talk')}`,
    title: 'Comments on “Less < more”',
    language: 'en',
    links: { self: `${PUBLIC_URL}${feedPath('talk')}`, alternate: url },
  })
  t.match(feed.entries, [
    {
      id: `urn:uuid:${reply}`,
      title: 'Ann',
      author: 'Ann',
      uri: null,
      content: '<p>So they are.</p>',
      link: `http://localhost:4000/an-article?page=1#comment-${reply}`,
      inReplyTo: `urn:uuid:${parent}`,
    },
    {
      id: `urn:uuid:${parent}`,
      author: 'Ann & Bob',
      uri: 'https://ann.example/?a=1&b=2',
      content: '<p>Ranges like <code>a &lt; b &amp;&amp; c</code> are <em>fine</em>.</p>',
      inReplyTo: null,
    },
  ])
  t.equal(feed.entries.length, 2)
  t.equal(feed.updated, feed.entries[0]?.updated)
  t.notOk((await client(feedPath('talk'))).text.includes(hidden))

  const below = await readFeed(feedPath('talk', `?under=${parent}`))
  t.strictSame(
    below.entries.map(({ id }) => id),
    [`urn:uuid:${reply}`],
  )
  t.equal(below.links.alternate, `http://localhost:4000/an-article?page=1#comment-${parent}`)
  t.strictSame((await readFeed(feedPath('talk', `?under=${reply}`))).entries, [])
})

t.test('the embed page names the feed of its thread', async (t) => {
  const { text } = await client('/embed/demo/talk')
  const [, href = ''] =
    /<link rel="alternate" type="application\/atom\+xml" title="[^"]*" href="([^"]*)">/.exec(text) ?? []
  t.equal(href, feedPath('talk'))
})

t.test('a feed is cached and tagged like its thread', async (t) => {
  const { headers, text } = await client(feedPath('talk'), { headers: { 'accept-encoding': 'identity' } })
  t.equal(headers.get('content-type'), 'application/atom+xml; charset=utf-8')
  t.equal(headers.get('cache-control'), SHARED)
  t.equal(headers.get('access-control-allow-origin'), '*')
  const etag = headers.get('etag') ?? ''
  t.match(etag, /^"[A-Za-z0-9_-]{22}"$/)
  for (const path of [feedPath('talk'), '/v1/sites/demo/feed']) {
    const tag = (await client(path)).headers.get('etag') ?? ''
    const again = await client(path, { headers: { 'if-none-match': tag } })
    t.match({ status: again.status, text: again.text }, { status: 304, text: '' }, path)
  }
  const packed = await client(feedPath('talk'), { headers: { 'accept-encoding': 'br' } })
  t.equal(packed.headers.get('content-encoding'), 'br')
  t.equal(packed.text, text)
  await submitApproved(service, 'talk', { body: 'One more.' })
  t.equal((await client(feedPath('talk'), { headers: { 'if-none-match': etag } })).status, 200)
})

t.test('a thread without approved comments has an empty feed that says nothing of what waits', async (t) => {
  const before = await readFeed(feedPath('silent'))
  t.match(before, { title: 'Comments', entries: [], updated: '1970-01-01T00:00:00.000Z' })
  t.equal(before.links.alternate, `${PUBLIC_URL}/embed/demo/silent`)
  await submit(client, 'silent', { page: { title: 'Chosen by a stranger' } })
  t.strictSame(await readFeed(feedPath('silent')), before)
  t.match((await client(threadPath('silent'))).body, { title: null, comments: [] })
  isProblem(t, await client('/v1/sites/nowhere/feed'), 404)
  isProblem(t, await client('/v1/sites/nowhere/threads/x/feed'), 404)
  isProblem(t, await client(feedPath('a b')), 400, 'slug')
  isProblem(t, await client(feedPath('talk', '?under=x')), 400, 'under')
  isProblem(t, await client(feedPath('talk', `?under=${crypto.randomUUID()}`)), 404)
})

t.test('the feed of a site shows all its threads, and no other site’s', async (t) => {
  await createSite(runtime, 'quiet-site')
  t.strictSame((await readFeed('/v1/sites/quiet-site/feed')).entries, [])
  const id = await submitApproved(service, 'été/α', { page: { title: 'Summer', url: 'http://localhost/summer' } })
  const feed = await readFeed('/v1/sites/demo/feed')
  t.match(feed.entries[0], {
    id: `urn:uuid:${id}`,
    title: 'Ann on “Summer”',
    link: `http://localhost/summer#comment-${id}`,
  })
  t.ok(feed.entries.some(({ title }) => title === 'Ann on “Less < more”'))

  const ids = await submitMany(client, 'crowd', LIMITS.feed.entries + 5)
  await decideAll(service, 'approve', ids)
  for (const path of ['/v1/sites/demo/feed', feedPath('crowd')]) {
    const { entries } = await readFeed(path)
    t.strictSame(
      entries.map((entry) => entry.id.slice('urn:uuid:'.length)),
      ids.sort().reverse().slice(0, LIMITS.feed.entries),
      path,
    )
  }
  t.match(
    (await readFeed(feedPath('crowd'))).entries[0]?.link,
    new RegExp(`^${PUBLIC_URL}/embed/demo/crowd#comment-`),
    'without a page of the site, the embed page',
  )
  const french = await admin('/v1/admin/sites/demo', { method: 'PATCH', json: { language: 'fr' } })
  t.equal(french.status, 200)
  t.match(await readFeed('/v1/sites/demo/feed'), { language: 'fr', title: /^Commentaires sur «/ })
  await admin('/v1/admin/sites/demo', { method: 'PATCH', json: { language: 'en' } })
})

t.test('strings that break software break no feed', async (t) => {
  const strings = readFixture('naughty-strings.json')
  const answers = await inParallel(
    strings.flatMap((text, n) => [
      () =>
        client<{ id: string }>(`${threadPath('naughty')}/comments`, {
          json: { author: { name: `A${n}` }, body: text },
        }),
      () =>
        client<{ id: string }>(`${threadPath('naughty')}/comments`, {
          json: { author: { name: text }, body: `Body ${n}`, page: { title: text } },
        }),
    ]),
  )
  const ids = answers.flatMap(({ status, body }) => (status === 202 ? [body.id] : []))
  t.ok(ids.length > strings.length)
  let shown = 0
  const broken: string[] = []
  // A feed shows the newest alone, so they come a few at a time.
  for (let at = 0; at < ids.length; at += LIMITS.feed.entries) {
    const some = ids.slice(at, at + LIMITS.feed.entries)
    await decideAll(service, 'approve', some)
    const { entries } = await readFeed(feedPath('naughty'))
    await readFeed('/v1/sites/demo/feed')
    shown += entries.length
    for (const { id, author, content } of entries) {
      const stored = await admin<{ author: { name: string } }>(`/v1/admin/comments/${id.slice('urn:uuid:'.length)}`)
      if (author !== stored.body.author.name || !content.startsWith('<')) broken.push(id)
    }
    await decideAll(service, 'hold', some)
  }
  t.equal(shown, ids.length)
  t.strictSame(broken, [])
})

t.test('what XML cannot hold at all is replaced, wherever it is', async (t) => {
  const bad = [...Array(32).keys()].map((code) => String.fromCharCode(code)).join('')
  const hostile = `${bad}\ud800x\udc00\ufffe\uffff]]></content><entry>&lt;&bad;"'<!--`
  const at = new Date('2026-11-22T12:00:00Z')
  const xml = renderFeed({
    language: 'en',
    title: hostile,
    address: hostile,
    page: 'javascript:alert(1)',
    entries: [
      {
        id: hostile,
        title: hostile,
        author: { name: hostile, url: 'javascript:alert(1)' },
        html: hostile,
        link: hostile,
        publishedAt: at,
        updatedAt: at,
        parent: { id: hostile, link: hostile },
      },
    ],
  })
  const feed = await parseFeed(xml)
  t.equal(feed.fault, null)
  t.equal(feed.entries.length, 1)
  t.notOk('alternate' in feed.links)
  // A parser takes every kind of line break for one, and U+FFFD stands for what was no character.
  const expected = hostile.replace(/\r/g, '\n').replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd]/gu, '\ufffd')
  t.equal(feed.entries[0]?.content, expected)
  t.equal(feed.entries[0]?.author, expected)
})
