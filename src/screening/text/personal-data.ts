/** Counts e-mail addresses, phone numbers, IBANs, card numbers and postal addresses. The values themselves never leave here. */

// One character before the @ is enough to know that it is an address, and keeps the search linear.
const EMAIL = /[\p{L}\p{N}_%+-]@([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63}){1,4})/gu
const SPELLED_EMAIL =
  /[\p{L}\p{N}_] ?[[({] ?(?:at|arobase|@) ?[\])}] ?[\p{L}\p{N}-]{1,63} ?(?:\.|[[({] ?(?:dot|point) ?[\])}]) ?\p{L}{2}/giu
/** Reserved for examples (RFC 2606), and the one address that is a command. */
const EXAMPLE_HOST = /(?:^|\.)(?:example\.(?:com|org|net)|test|invalid|example)$/i
const COMMAND_LOCAL = /(?:^|[^\p{L}\p{N}._%+-])(?:git|svn|noreply|no-reply)$/iu
const LOCAL_REACH = 10

const FRENCH_PHONE =
  /(?<![\p{L}\p{N}.,+/-])(?:\+ ?33|0033|0) ?(?:\(0\) ?)?[1-9](?:[ .\-\u00a0\u202f]?\d\d){4}(?![\p{N}]|[.,-]\d)/gu
const WORLD_PHONE = /(?<![\p{L}\p{N}])(?:\+|00 )\d[\d ().\-\u00a0]{6,20}\d(?![\p{N}])/gu
const AMERICAN_PHONE = /(?<![\p{L}\p{N}.-])(?:\([2-9]\d\d\) ?|[2-9]\d\d-)\d{3}-\d{4}(?![\p{N}-])/gu
const NOT_DIGIT = /\D/g
const PHONE_DIGITS = { min: 9, max: 15 }
/** `+100 000 000` is an amount. */
const ROUND_SUM = /000$/
const MOBILE = /^(?:0|0033|33)[67]/
const CALL_WORD =
  /(?:t[ée]l|phone|portable|mobile|appel|call|whats|sms|num[ée]ro|contact|joindre)\p{L}{0,8}\P{L}{0,8}$/iu
const ORDER_WORD =
  /(?:command|order|r[ée]f|facture|invoice|ticket|suivi|tracking|colis|isbn|ean|siret|siren|version|build|num[ée]ro de (?:s[ée]rie|dossier)|serial|client|bug|issue|kb)\p{L}{0,8}\P{L}{0,4}(?:n[°ºo.]{0,2})?\P{L}{0,4}$/iu
const CONTEXT_REACH = 30

const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/giu
/** A made-up example; its check digits can be right. */
const EMPTY_ACCOUNT = /^.{4}0+$/
const CARD =
  /(?<![\p{L}\p{N}.-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\p{N}.-])|(?<![\p{L}\p{N}.-])3[47]\d\d[ -]?\d{6}[ -]?\d{5}(?![\p{N}.-])/gu
/** Visa, Mastercard (old and new range), American Express, Discover, with the lengths they have. */
const CARD_ISSUER =
  /^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/

const FRENCH_STREET =
  /(?<![\p{L}\p{N}])\d{1,4}(?: ?(?:bis|ter|quater))?,? +(?:rue|avenue|av\.|boulevard|bd|bld|place|all[ée]e|chemin|impasse|route|quai|cours|square|passage) +(?:d[eu]s? |de la |de l['’]|d['’]|la |le |les )?\p{L}[\p{L}'’-]*/giu
const ENGLISH_STREET =
  /(?<![\p{L}\p{N}])\d{1,5} +\p{Lu}[\p{L}'’]{1,30} +(?:\p{Lu}[\p{L}'’]{1,30} +)?(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Drive|Boulevard|Blvd\.?|Crescent|Terrace)(?![\p{L}])/gu
const POST_CODE =
  /(?<![\p{L}\p{N}])(?:\d{5}(?:-\d{4})? *\p{Lu}\p{L}|[A-Z]{2},? +\d{5}(?!\d)|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\p{N}]))/u
const POST_CODE_REACH = 60

export function countAddresses(text: string): number {
  const plain = [...text.matchAll(EMAIL)].filter(({ 1: host = '', index }) => {
    const local = text.slice(Math.max(0, index + 1 - LOCAL_REACH), index + 1)
    return !EXAMPLE_HOST.test(host) && !COMMAND_LOCAL.test(` ${local}`)
  })
  return plain.length + [...text.matchAll(SPELLED_EMAIL)].length
}

export function countPhones(text: string): number {
  const french = [...text.matchAll(FRENCH_PHONE)].filter((match) => isFrenchPhone(text, match[0], match.index))
  const world = [...text.matchAll(WORLD_PHONE)].filter(({ 0: number, index }) => {
    const digits = number.replace(NOT_DIGIT, '')
    const isLong = digits.length >= PHONE_DIGITS.min && digits.length <= PHONE_DIGITS.max
    return isLong && !ROUND_SUM.test(digits) && !french.some((found) => overlaps(found, index))
  })
  const american = [...text.matchAll(AMERICAN_PHONE)].filter(({ index }) => !isAfter(ORDER_WORD, text, index))
  return french.length + world.length + american.length
}

function isFrenchPhone(text: string, number: string, at: number): boolean {
  if (isAfter(ORDER_WORD, text, at)) return false
  const digits = number.replace(NOT_DIGIT, '')
  // Ten digits in one piece may be any number; those of a mobile phone, or of a call, hardly are.
  return number !== digits || MOBILE.test(digits) || isAfter(CALL_WORD, text, at)
}

function overlaps(found: RegExpExecArray, at: number): boolean {
  return at >= found.index && at < found.index + found[0].length
}

/** IBANs whose check digits are right (ISO 13616: the number modulo 97 is 1). */
export function countBankAccounts(text: string): number {
  return [...text.matchAll(IBAN)].filter(([iban]) => isIban(iban.replaceAll(' ', '').toUpperCase())).length
}

function isIban(iban: string): boolean {
  if (iban.length < 15 || iban.length > 34 || EMPTY_ACCOUNT.test(iban)) return false
  const moved = iban.slice(4) + iban.slice(0, 4)
  let rest = 0
  for (const character of moved) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Numbers of known card issuers whose check digit is right (Luhn, ISO 7812). */
export function countCards(text: string): number {
  return [...text.matchAll(CARD)].filter(({ 0: number, index }) => {
    const digits = number.replace(NOT_DIGIT, '')
    return CARD_ISSUER.test(digits) && isLuhn(digits) && !isAfter(ORDER_WORD, text, index)
  }).length
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Streets with a house number, told apart by whether a post code follows. */
export function countStreets(text: string): { withPostCode: number; alone: number } {
  const found = [...text.matchAll(FRENCH_STREET), ...text.matchAll(ENGLISH_STREET)]
  const withPostCode = found.filter(({ 0: street, index }) => {
    const end = index + street.length
    return POST_CODE.test(text.slice(end, end + POST_CODE_REACH))
  }).length
  return { withPostCode, alone: found.length - withPostCode }
}

function isAfter(word: RegExp, text: string, at: number): boolean {
  return word.test(text.slice(Math.max(0, at - CONTEXT_REACH), at))
}
