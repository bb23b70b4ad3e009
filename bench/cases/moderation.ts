/** Moderating: lists, filters and searches with a million comments, as the server itself times them. */

import { fillQueue } from '../big-queue.js'
import { startService } from '../children.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { percentile } from '../rounds.js'

const SITES = 3
const KEY = 'csk_the-key-of-the-moderation-benchmark-0123456789'
const WARM_UP = 3

/** What is asked for; `#` stands for a number that differs from request to request. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'the queue, most urgent first': '?status=held&sort=urgent',
  'the queue of a site': '?site=s1&status=held',
  'all comments, newest first': '?',
  'all comments of a site, most urgent first': '?site=s1&sort=urgent',
  'a thread': '?site=s1&slug=t#',
  'an author': '?author=@',
  'search: a rare word': '?q=zeppelin',
  'search: a common word': '?q=remember',
  'search: a common word among the held': '?status=held&q=remember',
  'search: a common word among the rejected of a site, most urgent first':
    '?site=s1&status=rejected&q=remember&sort=urgent',
  'search: among the deleted': '?status=deleted&q=remember',
  'search: a common word, most urgent first': '?q=remember&sort=urgent',
  'search: a rare and a common word': '?q=remember+zeppelin',
  'search: a number': '?q=number+7#7',
  'search: nothing of the kind': '?q=xylograph#',
  'counts by status': '/counts',
}

export async function measureModeration(bench: Bench): Promise<Section> {
  const { plan, directory } = bench
  const databaseUrl = await bench.createDatabase()
  const startedAt = performance.now()
  await fillQueue(databaseUrl, { comments: plan.queueComments, sites: SITES })
  bench.say(`moderation: filled in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  const service = await startService({ role: 'api', databaseUrl, directory, adminApiKey: KEY })
  const lines = ['| question | rows | p50 | p99 | longest |', '|---|---:|---:|---:|---:|']
  try {
    const ask = async (query: string) => {
      const sentAt = performance.now()
      const response = await fetch(`${service.url}/v1/admin/comments${query}`, {
        headers: { authorization: `Bearer ${KEY}` },
      })
      const body = (await response.json()) as { comments?: { author: { id: string } }[] }
      if (response.status !== 200) throw new Error(`${query} was answered with ${response.status}`)
      return { ms: performance.now() - sentAt, comments: body.comments ?? [] }
    }
    const authors = (await ask('?limit=200')).comments.map(({ author }) => author.id)
    for (const [name, template] of Object.entries(QUESTIONS)) {
      const times: number[] = []
      let rows = 0
      for (let turn = -WARM_UP; turn < plan.queueRequests; turn += 1) {
        const author = authors[Math.abs(turn) % authors.length] ?? ''
        const { ms, comments } = await ask(template.replace('#', String(1 + Math.abs(turn))).replace('@', author))
        if (turn >= 0) times.push(ms)
        rows = comments.length
      }
      const cells = [0.5, 0.99, 1].map((share) => `${percentile(times, share).toFixed(1)} ms`)
      lines.push(`| ${name} | ${rows} | ${cells.join(' | ')} |`)
      bench.say(`moderation: ${name}: p99 ${cells[1]}`)
    }
  } finally {
    await service.close()
  }
  return {
    title: 'Moderating',
    intro: `\`GET /v1/admin/comments\` with ${plan.queueComments.toLocaleString('en')} comments on ${SITES} sites in the database, ${plan.queueRequests} requests each, one after the other: the time to the end of the answer.`,
    tables: [],
    text: lines.join('\n'),
  }
}
