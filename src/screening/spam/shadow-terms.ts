/** Terms that a site tries out: what they would have demanded is recorded and does not count. */

import type { Check } from '../check.js'
import { findBlockedTerms } from './blocked-terms.js'

export const shadowTerms: Check = {
  name: 'shadow-terms',
  version: '2',
  kind: 'circumstance',
  run: (subject, { terms }) => findBlockedTerms(subject, terms, { shadow: true }),
}
