/** Whatever the service takes, its checks can read: texts that break software get a decision like any other. */

import t from 'tap'
import { readFixture } from '../support/fixtures.js'
import { commentsPath, makeSubmission } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitForDecisions } from '../support/submit.js'

t.setTimeout(180_000)

/** Runs of characters of two code units, around every length at which something might be cut. */
const RUNS = ['😀', '👏🏽', '𝒞', '🇫🇷'].flatMap((character) =>
  [79, 80, 127, 128, 129, 255, 700, 1_050, 1_400].flatMap((count) => [
    character.repeat(count),
    `x${character.repeat(count)}`,
  ]),
)

t.test('no check gives up on a text or a name that the service has taken', async (t) => {
  const service = await startTestService(t)
  const texts = [...RUNS, ...readFixture('naughty-strings.json')].filter((text) => text.trim() !== '')
  let taken = 0
  for (const [index, text] of texts.entries()) {
    const name = [...text].slice(0, 60).join('')
    for (const json of [makeSubmission({ body: text }), makeSubmission({ author: { name }, body: `Number ${index}` })])
      if ((await service.client(commentsPath('odd'), { json })).status === 202) taken += 1
  }
  t.ok(taken > texts.length, `${taken} were taken`)
  const outcomes = await waitForDecisions(service.databaseUrl, 120_000)
  t.equal(outcomes.length, taken)
  t.strictSame(
    outcomes.filter(({ reason }) => reason === 'checker-unavailable'),
    [],
  )
})
