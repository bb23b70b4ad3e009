/**
 * Letters of other scripts that readers take for a Latin one. A small table of our own: the idea and the facts are those of
 * Unicode Technical Standard 39 (confusables), cut down to letters that occur in real disguises.
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

/** The closest of them: a whole word of these reads as a Latin word, so nothing else in it need be Latin. */
const TWINS = new Set('аАВсСеЕһНіІјЈКМоОрРԛѕЅТхХуԝӏοΟΑΒΕΖΗΙΚΜΝΡΤΥΧνԁ')

const LATIN_OF = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
)

/** Latin letters by which Cyrillic words are disguised, and what they stand for. */
const CYRILLIC_OF: ReadonlyMap<string, string> = new Map([
  ...zip('aeopcyxkmtbhi', 'аеорсухкмтвні'),
  ...zip('AEOPCYXKMTBHI', 'АЕОРСУХКМТВНІ'),
])

/** The Latin letter that readers see in this one; undefined for all others, Latin letters included. */
export function latinLookAlike(letter: string): string | undefined {
  return LATIN_OF.get(letter)
}

/** The Cyrillic letter that readers see in a Latin one. */
export function cyrillicLookAlike(letter: string): string | undefined {
  return CYRILLIC_OF.get(letter)
}

export function isTwin(letter: string): boolean {
  return TWINS.has(letter)
}

function zip(from: string, to: string): [string, string][] {
  const other = [...to]
  return [...from].flatMap((letter, i): [string, string][] => {
    const twin = other[i]
    return twin === undefined ? [] : [[letter, twin]]
  })
}
