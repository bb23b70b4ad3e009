/** The ordered list of spam checks: the whole stage on one screen. */

import type { Check } from '../check.js'
import { authorHistory } from './author-history.js'
import { blockedTerms } from './blocked-terms.js'
import { contactLure } from './contact-lure.js'
import { disguises } from './disguises.js'
import { formToken } from './form-token.js'
import { honeypot } from './honeypot.js'
import { links } from './links.js'
import { postingRate } from './posting-rate.js'
import { raid } from './raid.js'
import { repeatedBody } from './repeated-body.js'
import { shadowTerms } from './shadow-terms.js'
import { spamModel } from './spam-model.js'

export const spamChecks: readonly Check[] = [
  honeypot,
  formToken,
  blockedTerms,
  shadowTerms,
  links,
  contactLure,
  disguises,
  repeatedBody,
  postingRate,
  raid,
  authorHistory,
  spamModel,
]
