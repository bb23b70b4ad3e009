/** During a raid comments wait for a person: all but those of authors with a record here who did the form's work. */

import type { Check } from '../check.js'

/** It judges the hour, not the comment: it holds and adds no score. */
const SCORE = 0

export const raid: Check = {
  name: 'raid',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { raid: state, author, form }) => {
    if (!state.isOn) return null
    if (author.hasEmail && author.approved > 0 && form.proof === 'valid') return null
    return {
      score: SCORE,
      holds: 'raid',
      note: `the thread is under a raid (${state.reasons.join(', ')})`,
      details: { reasons: state.reasons, proof: form.proof ?? 'missing' },
    }
  },
}
