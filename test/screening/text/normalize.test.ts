/** Disguises are undone and named; honest writing of any language stays as it is. */

import t from 'tap'
import { type Disguises, normalizeText } from '../../../src/screening/text/normalize.js'

const DISGUISED: [string, string, string][] = [
  ['Buy v1agra n0w at c@sino', 'Buy viagra now at casino', 'leet'],
  ['1nv3st y0ur m0n3y n0w', 'invest your money now', 'leet'],
  ['v i a g r a cheap', 'viagra cheap', 'spaced'],
  ['v.i.a.g.r.a', 'viagra', 'spaced'],
  ["W''h a''t''s a p p", 'Whatsapp', 'spaced'],
  ['b u y  c h e a p  p i l l s now', 'buy cheap pills now', 'spaced'],
  ['freeeee', 'free', 'repeated'],
  ['ｆｕｌｌ ｗｉｄｔｈ', 'full width', 'styled'],
  ['𝐛𝐨𝐥𝐝 𝓶𝓸𝓷𝓮𝔂', 'bold money', 'styled'],
  ['🅵🆁🅴🅴', 'FREE', 'styled'],
  ['саsіnо bоnus', 'casino bonus', 'homoglyphs'],
  ['ᴠɪᴀɢʀᴀ', 'viagra', 'homoglyphs'],
  ['ca\u200bsi\u200bno', 'casino', 'invisible'],
  ['ca\u00adsino', 'casino', 'invisible'],
  ['h\u0336e\u0336l\u0336l\u0336o', 'hello', 'marks'],
]

const HONEST = [
  'Привет, как дела? Это сор и хор.',
  'VPNом и WhatsApp пользуются все',
  'Καλημέρα κόσμε, τι κάνεις;',
  'Élève à l’école : ça va, naïveté, cœur',
  'Việt Nam đẹp lắm',
  'Türkçe ısırgan, ığdır',
  'i18n k8s h264 mp3 b2b covid19 2nd 10km utf8',
  'user@host.com and @user4me, see http://x.com/a1b2c',
  'The U.S.A., e.g. New York, costs $100 or 5€.',
  '日本語のコメントです。',
  'مرحبا بالعالم',
  'नमस्ते दुनिया क्‍या',
  '👨‍👩‍👧 ❤️ ok',
]

t.test('a disguise is undone and named', async (t) => {
  for (const [text, plain, kind] of DISGUISED) {
    const { text: read, disguises } = normalizeText(text)
    t.equal(read, plain, `${JSON.stringify(text)} reads ${plain}`)
    t.ok(disguises[kind as keyof typeof disguises] > 0, `${kind} is counted in ${JSON.stringify(text)}`)
  }
})

t.test('honest writing is left alone', async (t) => {
  for (const text of HONEST) {
    const { text: read, disguises } = normalizeText(text)
    t.equal(read.replaceAll('\ufe0f', ''), text.replaceAll('\ufe0f', ''), text)
    t.notOk(isDisguised(disguises), `${text} wears no disguise`)
  }
})

t.test('letters and their accents written apart are composed, not taken for a disguise', async (t) => {
  const { text, disguises } = normalizeText('e\u0301le\u0300ve')
  t.equal(text, 'élève')
  t.notOk(isDisguised(disguises))
})

t.test('entities are written out', async (t) => {
  t.equal(normalizeText('&#86;iagra &amp; co &#x41;').text, 'Viagra & co A')
  t.equal(normalizeText('&#0; &#xd800; &unknown;').text, '&#0; &#xd800; &unknown;')
})

t.test('work grows with the length of the text, not faster', async (t) => {
  const hostile: Record<string, string> = {
    letters: 'a',
    apart: 'a ',
    dotted: 'a.',
    leet: 'a1',
    marks: 'a\u0315\u0300',
    homoglyphs: 'аb',
    entities: '&#',
    joined: 'a\u200d',
    expanding: '\ufdfa',
    signs: "a''",
    exclamations: 'a!!!!',
    mixed: 'ⓐа1\u200b\u0336 ',
  }
  for (const [name, piece] of Object.entries(hostile)) {
    const short = piece.repeat(Math.ceil(20_000 / piece.length))
    const time = (text: string): number => {
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 5; i++) {
        const before = process.cpuUsage()
        normalizeText(text)
        const spent = process.cpuUsage(before)
        best = Math.min(best, spent.user + spent.system)
      }
      return best
    }
    time(short)
    // Sixteen times the text: linear work takes sixteen times as long, quadratic 256 times.
    t.ok(time(short.repeat(16)) < 60 * Math.max(500, time(short)), `${name} in linear time`)
  }
})

function isDisguised(disguises: Disguises): boolean {
  return Object.values(disguises).some((count) => count > 0)
}
