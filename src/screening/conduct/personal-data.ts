/** Details by which a person can be reached, robbed or found, written into a body that everyone will read. */

import type { Check } from '../check.js'
import { countAddresses, countBankAccounts, countCards, countPhones, countStreets } from '../text/personal-data.js'

/** One mention, most often the writer's own: a person should decide, so it reaches the usual threshold of 0.6. */
const CONTACT_SCORE = 0.6
/** A street with its post code may be a shop's; without one it names a place in town. */
const STREET_SCORE = 0.6
const STREET_ALONE_SCORE = 0.25
/** Never meant for the public. */
const MONEY_SCORE = 0.9
/** A list of people's details is worse than one. */
const FURTHER_KIND = 0.1
const MAX_SCORE = 0.95

export const personalData: Check = {
  name: 'personal-data',
  version: '1',
  kind: 'text',
  run: ({ body }) => {
    const streets = countStreets(body)
    const counts = {
      emailAddresses: countAddresses(body),
      phoneNumbers: countPhones(body),
      bankAccounts: countBankAccounts(body),
      cards: countCards(body),
      streetAddresses: streets.withPostCode,
      streets: streets.alone,
    }
    const kinds = Object.entries(counts).filter(([, count]) => count > 0)
    if (kinds.length === 0) return null

    const strongest = Math.max(
      counts.emailAddresses + counts.phoneNumbers > 0 ? CONTACT_SCORE : 0,
      counts.bankAccounts + counts.cards > 0 ? MONEY_SCORE : 0,
      counts.streetAddresses > 0 ? STREET_SCORE : 0,
      counts.streets > 0 ? STREET_ALONE_SCORE : 0,
    )
    return {
      score: Math.min(MAX_SCORE, strongest + FURTHER_KIND * (kinds.length - 1)),
      note: `personal details in the body: ${kinds.map(([kind, count]) => `${count} ${LABELS[kind] ?? kind}`).join(', ')}`,
      details: Object.fromEntries(kinds),
    }
  },
}

const LABELS: Readonly<Record<string, string>> = {
  emailAddresses: 'e-mail address(es)',
  phoneNumbers: 'phone number(s)',
  bankAccounts: 'bank account(s)',
  cards: 'card number(s)',
  streetAddresses: 'postal address(es)',
  streets: 'street(s)',
}
