/** The ordered list of spam checks: the whole stage on one screen. */

import type { Check } from '../check.js'

export const spamChecks: readonly Check[] = []
