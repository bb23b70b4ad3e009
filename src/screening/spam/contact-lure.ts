/** Texts that draw readers away to a private talk: loans, spells and investments are sold by messenger, not by link. */

import type { Check } from '../check.js'
import { countAddresses, countPhones } from '../text/personal-data.js'
import { fold } from '../text/words.js'

/** A messenger with a number or an address to write to. */
const MESSENGER_SCORE = 0.6
/** A number and an address together are a business card. */
const CARD_SCORE = 0.45
/** "Contact me", with one of the two: most often help that is honestly meant. */
const CALL_SCORE = 0.3

const MESSENGER = /\b(?:whats ?app|telegram|viber|wechat|signal app)\b|\b(?:wa|t)\.me\//
const CALL =
  /\b(?:contact(?:ez|er)?|ecrivez|joindre|joignez|appelez|reach (?:me|him|her|us|out)|text (?:me|him)|email (?:me|him|her|us)|par mail|write to)\b/

export const contactLure: Check = {
  name: 'contact-lure',
  version: '1',
  kind: 'text',
  run: ({ body }) => {
    const addresses = countAddresses(body)
    const phones = countPhones(body)
    if (addresses + phones === 0) return null

    const folded = fold(body)
    const hasMessenger = MESSENGER.test(folded)
    const isCard = addresses > 0 && phones > 0
    const score = hasMessenger ? MESSENGER_SCORE : isCard ? CARD_SCORE : CALL.test(folded) ? CALL_SCORE : 0
    if (score === 0) return null
    return {
      score,
      note: `asks to be contacted: ${addresses} e-mail address(es), ${phones} phone number(s)${hasMessenger ? ', a messenger' : ''}`,
      details: { addresses, phones, hasMessenger },
    }
  },
}
