/** The ordered list of conduct checks: the whole stage on one screen. */

import type { Check } from '../check.js'
import { ban } from './ban.js'
import { impersonation } from './impersonation.js'
import { personalData } from './personal-data.js'
import { profanity } from './profanity.js'
import { shouting } from './shouting.js'
import { toxicityModel } from './toxicity-model.js'

export const conductChecks: readonly Check[] = [ban, profanity, personalData, impersonation, shouting, toxicityModel]
