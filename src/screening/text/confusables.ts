/**
 * Letters of other scripts that readers take for a Latin one. A small table of our own: the idea and the facts are those of
 * Unicode Technical Standard 39 (confusables), cut down to letters that occur in real disguises.
 */

// Each Latin letter is followed by the letters that look like it, upper and lower case alike.
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аАαΑɑаᴀꭺӑӓⲁ',
  b: 'ЬьВвΒβƄƅʙᏏᖯ',
  c: 'сСϲϹⲥᴄҫ',
  d: 'ԁԀᏧᗞɗᴅ',
  e: 'еЕΕεєЄҽᴇѐёЁɛ',
  f: 'ҒғϜƒꜰ',
  g: 'ԌԍɡɢᏀց',
  h: 'һҺНнΗհᏂʜ',
  i: 'іІΙιїЇɩӏᎥɪ',
  j: 'јЈϳʝᴊ',
  k: 'кКΚκқҚᴋ',
  l: 'ⅼӀΙʟ',
  m: 'мМΜᴍ',
  n: 'ηΝոռпɴᴨ',
  o: 'оОοΟσօՕөⲟᴏ',
  p: 'рРρΡⲣᴘ',
  q: 'ԛԚգզ',
  r: 'гГᴦгʀⲅ',
  s: 'ѕЅꜱՏ',
  t: 'тТτΤᴛ',
  u: 'υսᴜʋ',
  v: 'νѵѴᴠ',
  w: 'ԝԜωшѡᴡ',
  x: 'хХχΧᕁⲭ',
  y: 'уУүҮγΥʏყ',
  z: 'ΖᴢȥᏃ',
}

const LATIN_OF = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
)

/** The Latin letter that readers see in this one; undefined for all others, Latin letters included. */
export function latinLookAlike(letter: string): string | undefined {
  return LATIN_OF.get(letter)
}
