/** Comments sent by a plain HTML form: back to the page, or the page again with what is wrong; and the address never comes back. */

import t from 'tap'
import {
  asForm,
  commentsPath,
  isProblem,
  submit,
  submitApproved,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, runtime } = service
await createSite(runtime, 'blog')

const OWN = 'http://localhost:8080'
const HTML = { accept: 'text/html,application/xhtml+xml' }
const FIELDS = { 'author.name': 'Ann', 'author.email': 'form-canary@example.org', body: 'Hello from a form.' }

const sendForm = (fields: Record<string, string>, headers: Record<string, string> = {}, path = commentsPath('form')) =>
  client(path, asForm(fields, { ...HTML, ...headers }))

t.test('a form is answered with the way back to the page it was on', async (t) => {
  const sent = await sendForm(FIELDS)
  t.equal(sent.status, 303)
  t.equal(sent.text, '')
  t.equal(sent.headers.get('location'), '/embed/demo/form?submitted=1#causerie-notice')

  const demo = await sendForm({ ...FIELDS, body: 'On the demo.' }, { origin: OWN, referer: `${OWN}/demo?lang=fr` })
  t.equal(demo.headers.get('location'), '/demo?lang=fr&submitted=1#causerie-notice')

  const page = 'https://blog.example/post?id=7'
  const outside = await sendForm(
    { ...FIELDS, 'page.url': page },
    { origin: 'https://blog.example' },
    commentsPath('form', 'blog'),
  )
  t.equal(outside.headers.get('location'), 'https://blog.example/post?id=7&causerie=submitted#causerie')

  const stranger = { ...FIELDS, body: 'Led astray?', 'page.url': 'https://evil.example/' }
  const kept = await sendForm(stranger, { origin: 'https://blog.example' }, commentsPath('form', 'blog'))
  t.equal(
    kept.headers.get('location'),
    '/embed/blog/form?submitted=1#causerie-notice',
    'never to a page of somebody else',
  )
})

t.test('dotted names make the same comment as JSON does, and empty fields are none', async (t) => {
  const parentId = await submitApproved(service, 'tree')
  const fields = {
    'author.name': 'Zoé & Co',
    'author.url': '',
    body: 'Two lines,\r\nwith 100 % + more.',
    parentId,
    'page.title': 'Title',
    formToken: '',
    website: '',
  }
  t.equal((await sendForm(fields, {}, commentsPath('tree'))).status, 303)
  const row = await runtime.deps.db
    .selectFrom('comments')
    .select(['body', 'authorName', 'authorUrl', 'parentId'])
    .where('parentId', 'is not', null)
    .executeTakeFirst()
  t.match(row, { body: 'Two lines,\nwith 100 % + more.', authorName: 'Zoé & Co', authorUrl: null, parentId })
})

t.test('a vote and a report by form lead back to where the reader was', async (t) => {
  const id = await submitApproved(service, 'react', { author: { name: 'Inès' } })
  const page = `${OWN}/embed/demo/react?lang=fr&sort=newest&utm_source=x`
  const voter = { origin: OWN, referer: page, 'user-agent': 'A reader' }
  const vote = (value: string) => sendForm({ value }, voter, `/v1/comments/${id}/vote`)
  const votes = async () => (await client<Thread>(`${threadPath('react')}?limit=1`)).body.comments[0]?.votes
  const embed = async (query = '', headers: object = voter) =>
    (await client(`/embed/demo/react${query}`, { headers: { ...headers, ...HTML } })).text

  const voted = await vote('1')
  t.match(
    { status: voted.status, text: voted.text, location: voted.headers.get('location') },
    { status: 303, text: '', location: `/embed/demo/react?lang=fr&sort=newest#comment-${id}` },
  )
  t.match(
    await embed(),
    /value="0" aria-label="I like this comment" aria-pressed="true"/,
    'pressed again, it is taken back',
  )
  t.match(await embed(), /<span class="causerie-total">1<\/span>/)
  t.notMatch(await embed('', { 'user-agent': 'Another' }), 'name="value" value="0"', 'for this reader alone')
  await vote('-1')
  t.match(await embed(), /value="0" aria-label="I do not like this comment" aria-pressed="true"/)
  await vote('0')
  t.notMatch(await embed(), 'name="value" value="0"')
  t.equal(await votes(), 0)

  t.match(await embed(`?report=${id}`), `action="/v1/comments/${id}/reports"`)
  t.notMatch(await embed(), /action="[^"]*\/reports"/)
  const reported = await sendForm({ reason: 'spam', text: 'Sells pills.' }, voter, `/v1/comments/${id}/reports`)
  const back = '/embed/demo/react?lang=fr&sort=newest&reported=1#causerie-notice'
  t.match({ status: reported.status, location: reported.headers.get('location') }, { status: 303, location: back })
  t.match(await embed('?reported=1&lang=fr'), 'Merci, un modérateur va l’examiner.')
  const { body } = await service.admin<{ reports: object[] }>('/v1/admin/reports')
  t.match(body.reports, [{ reason: 'spam', text: 'Sells pills.' }])

  const demo = await sendForm(
    { value: '1' },
    { origin: OWN, referer: `${OWN}/demo?lang=fr` },
    `/v1/comments/${id}/vote`,
  )
  t.equal(demo.headers.get('location'), `/demo?lang=fr#comment-${id}`)
})

t.test('a vote or a report that is not taken is a page that leads back; from elsewhere it is refused', async (t) => {
  const id = await submitApproved(service, 'refused')
  const waiting = await submit(client, 'refused', { body: 'Not yet.' })
  const referer = `${OWN}/embed/demo/refused?sort=top`
  for (const [path, fields, status] of [
    [`/v1/comments/${id}/vote`, { value: '2' }, 400],
    [`/v1/comments/${id}/vote`, {}, 400],
    [`/v1/comments/${waiting}/vote`, { value: '1' }, 404],
    [`/v1/comments/${id}/reports`, { reason: 'dull' }, 400],
    [`/v1/comments/${id}/reports`, { text: 'No reason.' }, 400],
    [`/v1/comments/${waiting}/reports`, { reason: 'spam' }, 404],
  ] as [string, Record<string, string>, number][]) {
    const answer = await sendForm(fields, { origin: OWN, referer }, path)
    t.match(
      { status: answer.status, type: answer.headers.get('content-type') },
      { status, type: /^text\/html/ },
      `${path} ${JSON.stringify(fields)}`,
    )
    t.match(answer.text, 'href="/embed/demo/refused?sort=top"')
    isProblem(t, await client(path, asForm(fields)), status)
  }
  for (const origin of ['https://evil.example', 'null', 'https://blog.example']) {
    t.equal((await sendForm({ value: '1' }, { origin }, `/v1/comments/${id}/vote`)).status, 403, origin)
    t.equal((await sendForm({ reason: 'spam' }, { origin }, `/v1/comments/${id}/reports`)).status, 403, origin)
  }
  t.equal((await client(`/v1/comments/${id}/vote`, { json: { value: 1 } })).status, 400, 'JSON puts')
})

t.test('a page of another origin may not send, whichever way', async (t) => {
  for (const origin of ['https://evil.example', 'null', 'http://blog.example', 'https://blog.example.evil.example']) {
    const path = commentsPath('form', 'blog')
    const page = await sendForm(FIELDS, { origin }, path)
    t.match(
      { status: page.status, type: page.headers.get('content-type') },
      { status: 403, type: /^text\/html/ },
      origin,
    )
    isProblem(t, await client(path, { ...asForm(FIELDS), headers: { ...asForm({}).headers, origin } }), 403)
  }
})

t.test('a browser gets the form again: what was typed, what is wrong, and no trace of the address', async (t) => {
  const wrong: [fields: Record<string, string>, id: string][] = [
    [{ ...FIELDS, body: ' ' }, 'causerie-body'],
    [{ ...FIELDS, body: '' }, 'causerie-body'],
    [{ ...FIELDS, body: 'x'.repeat(10_001) }, 'causerie-body'],
    [{ ...FIELDS, 'author.name': '\u200b' }, 'causerie-name'],
    [{ ...FIELDS, 'author.name': '' }, 'causerie-name'],
    [{ ...FIELDS, 'author.name': 'x'.repeat(81) }, 'causerie-name'],
    [{ ...FIELDS, 'author.email': 'form-canary at example.org' }, 'causerie-email'],
    [{ ...FIELDS, 'author.email': `form-canary${'x'.repeat(250)}@example.org` }, 'causerie-email'],
    [{ ...FIELDS, 'author.url': 'javascript:alert(1)' }, 'causerie-url'],
    [{ ...FIELDS, 'author.url': 'example.org' }, 'causerie-url'],
    [{ ...FIELDS, 'author.url': 'https://ann:form-canary@example.org/' }, 'causerie-url'],
  ]
  for (const [fields, id] of wrong) {
    const { status, headers, text } = await sendForm(fields)
    const name = JSON.stringify(fields).slice(0, 120)
    t.match({ status, type: headers.get('content-type') }, { status: 400, type: 'text/html; charset=utf-8' }, name)
    t.match(text, `href="#${id}"`, `${name}: the summary leads to the field`)
    t.match(text, 'aria-invalid="true"', name)
    if (id !== 'causerie-url') t.notMatch(text, 'form-canary', `${name}: the address stays out`)
  }
  const french = await sendForm({ ...FIELDS, body: ' ' }, { 'accept-language': 'fr' })
  t.match(french.text, 'Ce champ ne peut pas rester vide.')
  t.match((await sendForm({ ...FIELDS, body: '', 'author.name': '<b>"Ann' })).text, 'value="&lt;b&gt;&quot;Ann"')
})

t.test('a reader who comes with a browser never sees a bare document', async (t) => {
  const cases: [path: string, fields: Record<string, string>, status: number][] = [
    ['/v1/sites/nowhere/threads/x/comments', FIELDS, 404],
    ['/v1/sites/nowhere/threads/x/comments', { body: '' }, 404],
    [commentsPath('a\u0000b'), FIELDS, 400],
    [commentsPath('a b'), FIELDS, 400],
    [commentsPath('x'.repeat(201)), { body: '' }, 400],
    [commentsPath('form'), { ...FIELDS, parentId: '01890000-0000-7000-8000-000000000000' }, 422],
    [commentsPath('form'), { ...FIELDS, surprise: 'form-canary' }, 400],
    [commentsPath('form'), { ...FIELDS, 'author.name.first': 'form-canary' }, 400],
    [commentsPath('form'), { ...FIELDS, '__proto__.x': 'form-canary' }, 400],
    [commentsPath('form'), { ...FIELDS, body: 'x'.repeat(140_000) }, 413],
  ]
  for (const [path, fields, status] of cases) {
    const answer = await sendForm(fields, {}, path)
    const name = `${path.slice(0, 60)} ${Object.keys(fields)}`
    t.equal(answer.status, status, name)
    t.match(answer.headers.get('content-type'), /^text\/html/, name)
    t.match(answer.headers.get('content-security-policy'), /default-src 'none'/, name)
    t.notMatch(answer.text, 'form-canary', name)
  }
})

t.test('a program that sends a form gets a problem document', async (t) => {
  isProblem(t, await client(commentsPath('form'), asForm({ ...FIELDS, body: ' ' })), 400, 'body')
})

t.test('a form without a name is told so by the field, in a document and on the page', async (t) => {
  for (const fields of [
    { body: 'x' },
    { 'author.name': '', body: 'x' },
    { 'author.name': '', 'author.email': '', 'author.url': '', body: 'x' },
    { 'author.email': 'form-canary@example.org', body: 'x' },
    { 'author.name': ' ', body: 'x' },
  ] as Record<string, string>[]) {
    const name = JSON.stringify(fields)
    const { body } = await client(commentsPath('form'), asForm(fields))
    t.match(body, { status: 400, errors: [{ field: 'author.name', detail: /^is (?:missing|empty)$/ }] }, name)
    t.equal((body.errors as object[]).length, 1, name)
    const page = await sendForm(fields)
    t.equal(page.status, 400, name)
    t.match(page.text, /<input class="causerie-input" id="causerie-name"[^>]* aria-invalid="true">/, name)
    t.match(page.text, 'href="#causerie-name"', name)
  }
  const { body } = await client(commentsPath('form'), { json: {} })
  t.match(body, {
    errors: [
      { field: 'author.name', detail: 'is missing' },
      { field: 'body', detail: 'is missing' },
    ],
  })
})

t.test('pages for people answer their own errors as pages', async (t) => {
  for (const [path, status] of [
    ['/embed/nowhere/x', 404],
    ['/embed/demo/a%20b', 400],
    ['/embed/demo/a%00b', 400],
    [`/embed/demo/${'x'.repeat(201)}`, 400],
    ['/embed/demo/x?cursor=forged', 400],
    ['/embed/demo/x?under=01890000-0000-7000-8000-000000000000', 404],
    ['/embed/demo/x?lang=fr&lang=en', 400],
  ] as const) {
    const answer = await client(path, { headers: HTML })
    t.match({ status: answer.status, type: answer.headers.get('content-type') }, { status, type: /^text\/html/ }, path)
    t.equal(answer.headers.get('cache-control'), 'no-store', path)
  }
  t.equal((await client('/embed/demo/x?utm_source=a&fbclid=b&reply=c')).status, 200, 'what is not ours is passed over')
  t.match((await client<Thread>(threadPath('form'))).body, { count: 0 }, 'nothing was shown')
})
