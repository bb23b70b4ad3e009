/** Editing and withdrawing while the workers are at it: readers never see what was not approved. */

import t from 'tap'
import { query } from '../support/dump.js'
import { inParallel, submitForReceipt, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { plainComment } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

interface Detail {
  status: string
  body: string
  decisions: { action: string; revision: number }[]
}

t.test('an edit is screened again, and no reader meets a text that was not approved', async (t) => {
  const { client, admin } = await startTestService(t)
  const { id, as } = await submitForReceipt(client, 'watched', { ...plainComment(), body: 'Old bread keeps well.' })
  const detail = async () => (await admin<Detail>(`/v1/admin/comments/${id}`)).body
  await waitFor('the first text', async () => (await client(threadPath('watched'))).text.includes('Old bread'))

  // A reader who looks all the time, and writes down what could be seen.
  const seen: string[] = []
  let isWatching = true
  const watching = (async () => {
    while (isWatching) seen.push((await client(threadPath('watched'))).text)
  })()

  const edit = async (body: string) => {
    const { status } = await client('/v1/receipt', { method: 'PATCH', json: { body }, headers: as })
    t.equal(status, 200)
    t.notMatch((await client(threadPath('watched'))).text, 'Old bread', 'the old text is gone with the answer')
    return await waitFor('a decision', async () => {
      const found = await detail()
      return found.status !== 'pending' && found
    })
  }
  t.match(await edit('Buy now https://a.example https://b.example https://c.example https://d.example'), {
    status: /held|spam/,
  })
  const [{ revision = 0 } = {}] = (await detail()).decisions.slice(-1)
  t.equal(revision, 4, 'sent, approved, edited, decided')
  isWatching = false
  await watching
  t.ok(seen.length > 3, `${seen.length} looks`)
  t.strictSame(
    seen.filter((text) => text.includes('Buy now')),
    [],
  )
})

t.test('a clean edit is approved by itself', async (t) => {
  const { client, admin } = await startTestService(t)
  const { id, as } = await submitForReceipt(client, 'clean', plainComment())
  const isApproved = async () => (await admin<Detail>(`/v1/admin/comments/${id}`)).body.status === 'approved'
  await waitFor('the first decision', isApproved)
  await client('/v1/receipt', { method: 'PATCH', json: { body: 'New bread smells better, to be fair.' }, headers: as })
  await waitFor('the second decision', isApproved)
  t.match((await client(threadPath('clean'))).body, {
    count: 1,
    comments: [{ id, html: '<p>New bread smells better, to be fair.</p>', editedAt: String }],
  })
})

t.test('comments edited and withdrawn while they are screened end as their authors left them', async (t) => {
  const { client, databaseUrl } = await startTestService(t)
  const receipts = await inParallel(
    Array.from({ length: 40 }, (_, n) => async () => {
      const { id, as } = await submitForReceipt(client, 'busy', {
        ...plainComment(),
        body: `Quetzal ${n} sings ${n * 7}.`,
      })
      const send = async (method: string, json?: object) => {
        // A service that has more to do than it can says so, and is asked again.
        const { status, text } = await waitFor('an answer', async () => {
          const answer = await client('/v1/receipt', { method, ...(json && { json }), headers: as })
          return answer.status !== 503 && answer
        })
        t.equal(status, method === 'PATCH' ? 200 : 204, text)
      }
      if (n % 2 === 0) await send('PATCH', { body: `Ibis ${n} sings ${n * 11}.` })
      if (n % 4 !== 1) await send('DELETE')
      return { id, isKept: n % 4 === 1 }
    }),
  )
  await waitFor('all decisions', async () => {
    const [row] = await query<{ count: number }>(
      databaseUrl,
      `select count(*)::int from comments where status = 'pending'`,
    )
    return row?.count === 0
  })
  const kept = receipts.filter(({ isKept }) => isKept).map(({ id }) => id)
  const rows = await query<{ id: string }>(databaseUrl, `select id from comments where status <> 'deleted' order by id`)
  t.strictSame(
    rows.map(({ id }) => id),
    [...kept].sort(),
  )

  // Jobs for the withdrawn texts may still come: whatever they do, they bring nothing back.
  const { text } = await client(threadPath('busy'))
  t.notMatch(text, /Ibis/)
  const left = await query(
    databaseUrl,
    `select 1 from comments c where status = 'deleted' and (body <> '' or author_name <> ''
       or exists (select from body_prints where comment_id = c.id)
       or exists (select from verdicts where comment_id = c.id and signals <> '[]'))`,
  )
  t.strictSame(left, [])
})
