/** Asks axe what is wrong with a page that stands in a browser. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Of what is in order, axe need not describe every place. */
const BRIEF = { resultTypes: ['violations'] }
const ALL = {
  ...BRIEF,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
}

/** All that other colours and another width can change: for a second look at the same page. */
export const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'target-size'] as const

/**
 * Names of broken rules with the first place of each, so that a failure reads alone. The page must have been opened with
 * `bypassCSP`. `rules`: only these; they take a fraction of the time.
 */
export async function listViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE)
  const options = JSON.stringify(rules === undefined ? ALL : { ...BRIEF, runOnly: rules })
  return page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200) + ' ' + nodes[0].failureSummary))`,
  )
}
