/** Strings that break software, in every field: they come back as they went in, or are refused by name; nothing else happens. */

import t from 'tap'
import { readFixture, readShared } from '../support/fixtures.js'
import {
  commentsPath,
  decideAll,
  inParallel,
  makeSubmission,
  type ProblemBody,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { findFault } from '../support/strict-html.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin } = service

const own = readFixture('naughty-strings.json')
const large = JSON.parse(readShared('security/blns/blns.json') ?? '[]') as string[]
const strings = [...new Set([...own, ...large])]
const OTHERS = ['slug', 'site', 'cursor', 'author', 'status']

interface Stored {
  id: string
  slug: string
  body: string
  author: { name: string; url: string | null }
}

interface Sent {
  field: 'body' | 'author.name' | 'author.url' | 'slug'
  text: string
  status: number
  id: string | undefined
  problem: ProblemBody | undefined
}

async function send(field: Sent['field'], text: string, index: number): Promise<Sent> {
  const body = field === 'body' ? text : `${field} ${index}`
  const author = { name: field === 'author.name' ? text : 'Ann', ...(field === 'author.url' ? { url: text } : {}) }
  const path = commentsPath(field === 'slug' ? text : 'naughty')
  const { status, body: answer } = await client<{ id: string } & ProblemBody>(path, {
    json: makeSubmission({ body, author }),
  })
  return { field, text, status, id: answer?.id, problem: status >= 400 ? answer : undefined }
}

/** Sends every string in every field that can hold it. */
async function sendAll(): Promise<Sent[]> {
  const work = strings.flatMap((text, index) => {
    // A client folds dots away before it sends, and cannot encode half a letter; test/http/submit.test.ts sends those.
    const isAddressable = text !== '' && text.isWellFormed() && !/^\.\.?$/.test(text)
    const fields: Sent['field'][] = ['body', 'author.name', 'author.url', ...(isAddressable ? (['slug'] as const) : [])]
    return fields.map((field) => () => send(field, text, index))
  })
  return await inParallel(work)
}

async function readStored(): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>()
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { body } = await admin<{ comments: Stored[]; nextCursor: string | null }>(
      `/v1/admin/comments?limit=200${query}`,
    )
    for (const comment of body.comments) found.set(comment.id, comment)
    cursor = body.nextCursor
  }
  return found
}

t.test(`${strings.length} strings in four fields`, async (t) => {
  t.ok(own.length >= 120, `${own.length} of our own, ${large.length} of the big list`)
  const sent = await sendAll()
  const stored = await readStored()
  let accepted = 0
  for (const { field, text, status, id, problem } of sent) {
    const name = `${field} ${JSON.stringify(text).slice(0, 60)}`
    if (status !== 202) {
      const fields = problem?.errors?.map((error) => error.field) ?? []
      if (status !== 400 || !fields.includes(field)) t.fail(`${name} was not refused by name: ${status} ${fields}`)
      continue
    }
    accepted += 1
    const comment = stored.get(id ?? '')
    const back = { body: comment?.body, 'author.name': comment?.author.name, slug: comment?.slug, 'author.url': '' }[
      field
    ]
    if (field === 'author.url') {
      const url = text.trim() === '' ? null : new URL(text.trim()).href
      if (comment?.author.url !== url) t.fail(`${name} came back as ${comment?.author.url}`)
    } else {
      const expected = field === 'author.name' ? text.trim() : text.replace(/\r\n?/g, '\n')
      if (back !== expected) t.fail(`${name} came back as ${JSON.stringify(back)}`)
    }
  }
  t.ok(accepted > strings.length, `${accepted} of ${sent.length} were accepted`)

  const shown = sent.filter(({ field, text, id }) => field === 'body' && id !== undefined && own.includes(text))
  await decideAll(service, 'approve', [...new Set(shown.map(({ id }) => id ?? ''))])
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`
    const { status, body } = await client<Thread>(`${threadPath('naughty')}${query}`)
    t.equal(status, 200)
    const faults = body.comments.map(({ html }) => findFault(html)).filter((fault) => fault !== null)
    t.strictSame(faults, [])
    t.equal(
      (await client(`/embed/demo/naughty${query.replace('limit=100&', '').replace('?limit=100', '')}`)).status,
      200,
    )
    cursor = body.nextCursor
  }
})

t.test('searching for them finds something or nothing, and never fails', async (t) => {
  const parameters = own
    .filter((text) => text.isWellFormed())
    .flatMap((text, index) => [
      `q=${encodeURIComponent(text)}`,
      `${OTHERS[index % OTHERS.length]}=${encodeURIComponent(text)}`,
    ])
  const answers = await inParallel(
    parameters.map((parameter) => () => admin(`/v1/admin/comments?limit=1&${parameter}`)),
  )
  const failed = answers.map(({ status }, index) => ({ status, asked: parameters[index] }))
  t.strictSame(
    failed.filter(({ status }) => status !== 200 && status !== 400),
    [],
  )
})
