/**
 * The large public lists of hostile texts, where SHARED_DATA_DIR names a folder that has them (`security/…`): thousands of
 * comments, so this is a suite of its own, `npm run test:xss`. Our own short lists are tried with every run.
 */

import t from 'tap'
import { readFixture, readShared } from '../support/fixtures.js'
import { countFiring, tryTexts } from '../support/hostile.js'
import { startTestService } from '../support/service.js'
import { startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(3_600_000)
const payloads = readShared('security/xss-payloadbox/xss-payload-list.txt')?.split('\n') ?? []
const naughty = JSON.parse(readShared('security/blns/blns.json') ?? '[]') as string[]
const own = [...readFixture('xss-payloads.json'), ...readFixture('naughty-strings.json')]
const texts = [...new Set([...own, ...payloads, ...naughty])].filter((text) => text !== '')

const service = await startTestService(t, { hasWorkers: false, logLevel: 'warn' })
const widgets = await startWidgetBrowser(t, service)

t.test('as markup many of them run: the detector sees it', async (t) => {
  // A frame for each takes long, and every tenth shows as well that the detector works.
  const some = texts.filter((_, index) => index % 10 === 0)
  const firing = await countFiring(widgets.browser, some)
  t.comment(`${firing} of ${some.length} texts run as markup`)
  t.ok(firing > some.length / 100)
})

t.test('as name, address and body of a comment none of them runs', async (t) => {
  const tried = await tryTexts(t, { service, widgets }, texts, { say: (line) => t.comment(line) })
  t.comment(JSON.stringify(tried))
  t.match(tried, { executions: 0, strangeNodes: 0, strangers: 0 })
})
