/** Reads digits and signs that stand for letters (`v1agra`, `c@sino`, `fr33`) as those letters. */

export const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
  '8': 'b',
  '9': 'g',
}

/** Rare as letters, common in names (`k8s`, `a|b`, `c++`): believed only in a text that is full of leet. */
const DOUBTFUL = '|+89'
/** So many words with a certain replacement make the whole text suspect. */
const WORDS_OF_A_SUSPECT_TEXT = 3
const LONGEST_INNER_RUN = 3
const LETTER = /[A-Za-z\u00c0-\u024f]/
const TOKEN = /[^\s<>()[\]{}"«»,;:]+/g
const WORTH_A_LOOK = /[A-Za-z\u00c0-\u024f][013457@$!|+89]{1,3}[A-Za-z\u00c0-\u024f]/
const NOT_A_WORD = /:\/\/|www\.|[\\/=_#&~^`]|\w\.\w|^@|--|\d{4}|[a-z][A-Z]|[A-Za-z]\d[A-Z][a-z]/
const EDGES = /^([^A-Za-z\u00c0-\u024f0-9@$]*)(.*?)([^A-Za-z\u00c0-\u024f0-9@$]*)$/s

/** `leet` counts replaced characters. Links, addresses, mentions, tags, code and plain numbers stay as they are. */
export function undoLeet(text: string): { text: string; leet: number } {
  if (!WORTH_A_LOOK.test(text)) return { text, leet: 0 }
  let suspects = 0
  for (const [token] of text.matchAll(TOKEN)) {
    if (WORTH_A_LOOK.test(token) && !NOT_A_WORD.test(token) && readToken(token, 'cautious') !== token) suspects++
  }
  if (suspects === 0) return { text, leet: 0 }

  const manner = suspects >= WORDS_OF_A_SUSPECT_TEXT ? 'bold' : 'cautious'
  let leet = 0
  const read = text.replace(TOKEN, (token) => {
    const isCandidate = manner === 'bold' ? /[0-9@$!|+]/.test(token) : WORTH_A_LOOK.test(token)
    if (!isCandidate || NOT_A_WORD.test(token)) return token
    const word = readToken(token, manner)
    for (let i = 0; i < word.length; i++) if (word[i] !== token[i]) leet++
    return word
  })
  return { text: read, leet }
}

/** Cautious: signs between letters, and then also at the word's ends. Bold: also words with signs only at their ends. */
function readToken(token: string, manner: 'cautious' | 'bold'): string {
  const [, before = '', core = '', after = ''] = EDGES.exec(token) ?? []
  const chars = [...core]
  const letters = chars.filter((char) => LETTER.test(char)).length
  if (letters === 0 || core.length < 3) return token
  let hasInner = false
  let isPlain = true
  for (let i = 0; i < chars.length; i++) {
    if (LETTER.test(chars[i] ?? '')) continue
    let end = i
    while (end < chars.length && !LETTER.test(chars[end] ?? '')) end++
    const run = chars.slice(i, end)
    const isInner = i > 0 && end < chars.length
    if (run.some((char) => LEET[char] === undefined || (manner === 'cautious' && DOUBTFUL.includes(char))))
      isPlain = false
    else if (isInner && run.length <= LONGEST_INNER_RUN) hasInner = true
    i = end
  }
  // `i18n`, `h264`, `b2b`: a digit that is no leet makes it a name.
  if (!isPlain || (!hasInner && manner === 'cautious')) return token
  if (manner === 'cautious' && (letters < 2 || (letters === 2 && core.length > 3))) return token
  if (!hasInner && letters < 2) return token
  const upper = core === core.toUpperCase() && letters > 1
  const word = chars.map((char) =>
    LETTER.test(char) ? char : ((upper ? LEET[char]?.toUpperCase() : LEET[char]) ?? char),
  )
  return before + word.join('') + after
}
