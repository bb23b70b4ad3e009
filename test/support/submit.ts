/** Sends plain, distinct comments and waits for what becomes of them. */

import type { Client } from './client.js'
import { query } from './dump.js'
import { waitFor } from './wait-for.js'

let counter = 0
const TOPICS = [
  'the harvest',
  'a broken clock',
  'old maps',
  'the tram line',
  'sour cherries',
  'a quiet library',
] as const

/** A comment that no check minds, unlike any other. */
export function plainComment(): { author: { name: string; email: string }; body: string } {
  counter += 1
  const topic = TOPICS[counter % TOPICS.length]
  return {
    author: { name: `Reader ${counter}`, email: `reader-${counter}@mail.example` },
    body: `${counter} ${'abcdefghij'[counter % 10]?.repeat(1 + (counter % 7))}: what I remember of ${topic} is number ${counter * 7_919}.`,
  }
}

export async function submitPlain(client: Client, count: number, slug = 'loss'): Promise<string[]> {
  const ids: string[] = []
  for (let sent = 0; sent < count; sent += 1) {
    const { status, body } = await client<{ id: string }>(`/v1/sites/demo/threads/${slug}/comments`, {
      json: plainComment(),
    })
    if (status !== 202) throw new Error(`a submit was answered with ${status}`)
    ids.push(body.id)
  }
  return ids
}

export interface Outcome {
  id: string
  status: string
  decisions: number
  reason: string | null
}

export async function listOutcomes(databaseUrl: string): Promise<Outcome[]> {
  return await query<Outcome>(
    databaseUrl,
    `select c.id, c.status, count(d.*)::int as decisions, min(d.reason) as reason
     from comments c left join decisions d on d.comment_id = c.id group by c.id order by c.id`,
  )
}

/** All outcomes, once no comment is pending any more. */
export async function waitForDecisions(databaseUrl: string, timeoutMs = 20_000): Promise<Outcome[]> {
  return await waitFor(
    'a decision for every comment',
    async () => {
      const outcomes = await listOutcomes(databaseUrl)
      return outcomes.every(({ status }) => status !== 'pending') && outcomes
    },
    timeoutMs,
  )
}
