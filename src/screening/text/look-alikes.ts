/**
 * Letters of other scripts that readers take for a Latin one, whatever word they stand in: for the skeletons of names and
 * for prints of bodies, which are compared and never read. Prints are stored, so a change here needs a new print column;
 * `confusables.ts`, by which texts are read, changes with the models. After Unicode Technical Standard 39.
 */

// Each Latin letter is followed by the letters that look like it, upper and lower case alike.
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аАαΑɑаᴀꭺӑӓⲁ',
  b: 'ЬьВвΒβʙᏏᖯ',
  c: 'сСϲϹⲥᴄҫ',
  d: 'ԁԀᏧᗞᴅ',
  e: 'еЕΕεєЄҽᴇѐёЁ',
  f: 'ҒғϜꜰ',
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
  u: 'υսᴜ',
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
