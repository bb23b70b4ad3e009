/** The ordered list of conduct checks: the whole stage on one screen. */

import type { Check } from '../check.js'

export const conductChecks: readonly Check[] = []
