/** The token that the form got when it was shown: proof of a form, and of the time spent in it. */

import type { FormTokenState } from '../../domain/form-token.js'
import type { Check, Finding } from '../check.js'

/** Faster than a person can read the form and type a word. */
const INSTANT_MS = 1_000
const INSTANT_SCORE = 0.45
/** Possible with a pasted text, but rare. */
const HASTY_MS = 3_000
const HASTY_SCORE = 0.35
/** An API client or a page without the embed has no token: that must never tip a clean comment with a link over 0.5. */
const MISSING_SCORE = 0.04
/** A page left open over night. */
const EXPIRED_SCORE = 0.04
/** Made up, altered, or taken from another thread. */
const INVALID_SCORE = 0.35

const WITHOUT_PROOF: Readonly<Record<Exclude<FormTokenState, 'valid'>, Finding>> = {
  missing: { score: MISSING_SCORE, note: 'sent without a form token', details: { token: 'missing' } },
  expired: { score: EXPIRED_SCORE, note: 'sent with an expired form token', details: { token: 'expired' } },
  invalid: { score: INVALID_SCORE, note: 'sent with a form token that is not ours', details: { token: 'invalid' } },
}

export const formToken: Check = {
  name: 'form-token',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { form }) => {
    if (form.token !== 'valid') return WITHOUT_PROOF[form.token]
    if (form.elapsedMs === null || form.elapsedMs >= HASTY_MS) return null
    return {
      score: form.elapsedMs < INSTANT_MS ? INSTANT_SCORE : HASTY_SCORE,
      note: `sent ${(form.elapsedMs / 1_000).toFixed(1)} s after the form was shown`,
      details: { token: 'valid', elapsedMs: form.elapsedMs },
    }
  },
}
