/** The hidden field of the form: people do not see it, form-filling programs fill it in. */

import type { Check } from '../check.js'

/** Not 1: some password managers fill every field they find. */
const FILLED_SCORE = 0.95

export const honeypot: Check = {
  name: 'honeypot',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { form }) =>
    form.honeypotFilled ? { score: FILLED_SCORE, note: 'the hidden field was filled in' } : null,
}
