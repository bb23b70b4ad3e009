/** Which characters pass for a Latin letter, and which cannot be seen at all. Data only; after Unicode TR 36 and UTS 39. */

/**
 * Groups "latin letter, then everything that passes for it". Hand-picked from the Unicode confusables list: only
 * characters a reader takes for the Latin one at normal size.
 */
const STRONG_GROUPS = [
  'aаɑαаᴀɐⱥꭺ',
  'bЬьƅʙ',
  'cсϲᴄⅽꮯ¢',
  'dԁɗᴅꓒ₫',
  'eеҽєэεᴇ℮ɛəꬲ€',
  'fƒғꜰẝ',
  'gɡցɢ',
  'hһհʜҺћ',
  'iіıɩɪιїӏ',
  'jјյᴊϳ',
  'kκкᴋқ',
  'lⅼʟꓡߊ',
  'mᴍⅿ',
  'nոռηɴŋп',
  'oоοօσᴏ٥סഠөѳ',
  'pрρᴘ',
  'qԛզգ',
  'rгᴦʀɾ',
  'sѕʂꜱ§',
  'tτᴛŧ',
  'uսυᴜʋцυ',
  'vνѵᴠⅴ',
  'wԝωᴡшщա',
  'xхχⅹ×',
  'yуγʏүყ',
  'zᴢʐ',
  'AАΑᎪꓮ',
  'BВΒᏴꓐ',
  'CСϹᏟꓚ',
  'DᎠꓓ',
  'EЕΕᎬꓰ',
  'FϜꓝ',
  'GԌᏀꓖ',
  'HНΗᎻꓧ',
  'IІΙӀꓲ',
  'JЈᎫꓙ',
  'KКΚᏦꓗ',
  'LᏞꓡԼ',
  'MМΜᎷꓟ',
  'NΝꓠ',
  'OОΟՕꓳ',
  'PРΡᏢꓑ',
  'QԚ',
  'RᎡꓣ',
  'SЅՏᏚꓢ',
  'TТΤᎢꓔ',
  'UՍꓴ',
  'VѴᏙꓦ',
  'WԜᎳꓪ',
  'XХΧꓫ',
  'YҮΥꓬ',
  'ZΖᏃꓜ',
]

/** Pass for a Latin letter only by shape of a capital or by custom; believed only in the middle of a disguised word. */
const WEAK_GROUPS = ['bв', 'mм', 'nпи', 'hн', 'tт', 'kк', 'rяг', 'uц', 'wшщ', 'eэ', 'nη', 'wω', 'RЯ', 'NИ', 'EЄ', 'YУ']

/** Letters that only look Latin because the alphabet is extended Latin: a Turkish ı or a Sami ŋ is no disguise. */
const GENUINE_LATIN = 'ıŋəɛŧɗʋɐ'

/** Symbols of the groups above that are not letters: they count only between letters. */
export const LOOK_ALIKE_SYMBOLS = '¢§€₫×'

/** Code unit of a look-alike → code unit of the Latin letter; 0 when it is none. Covers the basic plane. */
export const LOOK_ALIKE = new Uint16Array(0x10000)
/** 1 where the likeness is weak. */
export const IS_WEAK = new Uint8Array(0x10000)
for (const group of STRONG_GROUPS) {
  for (const char of group.slice(1)) LOOK_ALIKE[char.charCodeAt(0)] = group.charCodeAt(0)
}
for (const group of WEAK_GROUPS) {
  for (const char of group.slice(1)) {
    LOOK_ALIKE[char.charCodeAt(0)] = group.charCodeAt(0)
    IS_WEAK[char.charCodeAt(0)] = 1
  }
}

/** True for a letter of the Latin blocks (ASCII, Latin-1, Extended A/B, IPA, Additional), look-alikes made of them aside. */
export function isLatinLetter(code: number): boolean {
  if (code < 0x80) return (code > 96 && code < 123) || (code > 64 && code < 91)
  if (code < 0x250) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7
  if (code < 0x2b0) return GENUINE_LATIN.includes(String.fromCharCode(code))
  return code >= 0x1e00 && code < 0x1f00
}

/** True for characters without a picture: zero-width, direction marks, fillers, soft hyphen, tag letters' first half. */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127
  return (
    code === 0xad ||
    code === 0x34f ||
    code === 0x61c ||
    (code >= 0x115f && code <= 0x1160) ||
    (code >= 0x17b4 && code <= 0x17b5) ||
    (code >= 0x180b && code <= 0x180e) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x2800 ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff0 && code <= 0xfffb)
  )
}

/** True for marks that sit on another character and, in these blocks, belong to no script of their own. */
export function isCombiningMark(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x483 && code <= 0x489) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f)
  )
}
