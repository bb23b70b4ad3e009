import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { createFormTokens, createReceipts, FORM_TOKEN_MAX_AGE_MS } from '../../src/privacy/tokens.js'

const SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000001' }
const OTHER_SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000002' }
const COMMENT = '018f3c2e-1111-7111-8111-111111111111' as CommentId
const NOW = new Date('2026-11-22T12:00:00Z')
const MINUTE_MS = 60_000

const secret = new Redacted(Buffer.from('the session secret of this test, long enough'))
const otherSecret = new Redacted(Buffer.from('another session secret, as long as the first'))

/** Every change of a token by one letter, and every shorter one. */
function* spoil(token: string): Generator<string> {
  for (let at = 0; at < token.length; at += 1) {
    yield token.slice(0, at)
    const letter = token[at] === 'A' ? 'B' : 'A'
    yield `${token.slice(0, at)}${letter}${token.slice(at + 1)}`
  }
  yield `${token}A`
  yield ` ${token}`
  yield `${token}\n`
}

t.test('a receipt opens its own comment, and only as it was issued', async (t) => {
  const receipts = createReceipts(secret)
  const receipt = receipts.issue(COMMENT)
  t.equal(receipts.read(receipt), COMMENT)
  t.equal(receipts.issue(COMMENT), receipt, 'a repeated submit gets the same one')
  t.equal(createReceipts(otherSecret).read(receipt), undefined, 'another installation does not know it')
  const opened = [...spoil(receipt)].filter((forged) => receipts.read(forged) !== undefined)
  // The last letter of base64url carries bits that no byte has: two spellings of one and the same token.
  t.strictSame(
    opened.filter((forged) => receipts.read(forged) !== COMMENT),
    [],
  )
  t.ok(
    opened.every((forged) => forged.slice(0, -1) === receipt.slice(0, -1)),
    'every forgery is refused',
  )
  t.not(receipts.issue('018f3c2e-1111-7111-8111-111111111112' as CommentId).slice(-43), receipt.slice(-43))
})

t.test('a form token tells how long the form was open', async (t) => {
  const tokens = createFormTokens(secret)
  const { token, expiresAt } = tokens.issue(SITE, NOW)
  const after = (ms: number): Date => new Date(NOW.getTime() + ms)
  t.strictSame(tokens.read(SITE, token, after(5_000)), { token: 'valid', elapsedMs: 5_000 })
  t.equal(expiresAt.getTime(), NOW.getTime() + FORM_TOKEN_MAX_AGE_MS)
  t.equal(tokens.read(SITE, token, after(FORM_TOKEN_MAX_AGE_MS + 1)).token, 'expired')
  t.equal(tokens.read(SITE, token, after(-MINUTE_MS)).token, 'expired', 'from the future')
  t.not(tokens.issue(SITE, NOW).token, token, 'no two are the same')
})

t.test('a form token of another site, another installation or a forger counts for nothing', async (t) => {
  const tokens = createFormTokens(secret)
  const { token } = tokens.issue(SITE, NOW)
  t.equal(tokens.read(OTHER_SITE, token, NOW).token, 'invalid')
  t.equal(createFormTokens(otherSecret).read(SITE, token, NOW).token, 'invalid')
  t.equal(tokens.read(SITE, undefined, NOW).token, 'missing')
  t.equal(tokens.read(SITE, '', NOW).token, 'missing')
  const accepted = [...spoil(token)].filter((forged) => tokens.read(SITE, forged, NOW).token === 'valid')
  t.ok(
    accepted.every((forged) => forged.slice(0, -1) === token.slice(0, -1)),
    'every forgery is refused',
  )
})
