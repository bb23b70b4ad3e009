/** A name that readers take for one of the site's staff, or for an office it does not hold. */

import type { Check, Finding } from '../check.js'
import { nameWords, plainName, skeleton } from '../text/skeleton.js'
import { trimEndOf } from '../text/words.js'

/** Same to the eye. Held at the usual threshold; not 1, because two people may share a name. */
const SAME_SCORE = 0.9
/** One letter dropped, doubled, added or swapped inside a long name. */
const NEAR_SCORE = 0.65
const OFFICE_SCORE = 0.75
/** In shorter names one letter makes another name. */
const NEAR_LETTERS_MIN = 8
const NEAR_WORD_MIN = 4

/** Offices anywhere in a name: nobody is called so. */
const OFFICES = skeletonsOf(
  'admin admins administrator administrators administrateur administratrice administration administrador amministratore ' +
    'moderator moderators moderateur moderateurs moderatrice moderation moderador moderatore webmaster webmestre ' +
    'sysadmin superadmin siteadmin causerie админ администратор модератор',
)
/** Offices that are also surnames or common words: only when they are the whole name. */
const OFFICES_ALONE = skeletonsOf(
  'staff support team theteam siteteam equipe lequipe modo mod root system systeme owner siteowner official officiel ' +
    'editor editors redaction laredaction redacteur superuser operator 管理员 管理者 관리자',
)
/** Beginnings and middles of names written in one word, such as `AdminTeam`; long enough to be no accident. */
const OFFICE_STARTS = ['admin', 'moderat', 'webmaster', 'causerie'].map(skeleton)

const NOT_LETTER = /[^\p{L}\p{M}]/u

interface Name {
  /** Letters as they are, for counting differences; skeletons would hide some and make up others. */
  plain: readonly string[]
  words: readonly string[]
  whole: string
  sorted: string
}
const staffLists = new WeakMap<readonly string[], readonly Name[]>()

export const impersonation: Check = {
  name: 'impersonation',
  kind: 'circumstance',
  version: '1',
  run: ({ authorName }, { staffNames }) => {
    const staff = staffOf(staffNames)
    const readings = readingsOf(authorName)
    if (readings.some((name) => staff.some((member) => isSame(member, name)))) return found('same', SAME_SCORE)
    if (readings.some(holdsOffice)) return found('office', OFFICE_SCORE)
    return readings.some((name) => staff.some((member) => isNear(member, name))) ? found('near', NEAR_SCORE) : null
  },
}

function found(kind: 'same' | 'office' | 'near', score: number): Finding {
  const note = {
    same: "the name looks the same as a staff member's",
    office: 'the name claims an office of the site',
    near: "the name differs by one letter from a staff member's",
  }[kind]
  return { score, note, details: { kind } }
}

function staffOf(names: readonly string[]): readonly Name[] {
  const known = staffLists.get(names)
  if (known !== undefined) return known
  const staff = names.map(toName).filter(({ whole }) => whole !== '')
  staffLists.set(names, staff)
  return staff
}

/** With the number at its end and without: it may stand for a letter, or tell two accounts apart but not two people. */
function readingsOf(name: string): Name[] {
  const numberless = trimEndOf(name, (character) => NOT_LETTER.test(character))
  return [...new Set([name, numberless])].map(toName).filter(({ whole }) => whole !== '')
}

function isSame(a: Name, b: Name): boolean {
  return a.whole === b.whole || a.sorted === b.sorted
}

function toName(text: string): Name {
  const parts = nameWords(text)
  const words = parts.map(skeleton).filter((word) => word !== '')
  const plain = parts.map(plainName).filter((word) => word !== '')
  return { plain, words, whole: skeleton(text), sorted: [...words].sort().join('') }
}

function holdsOffice({ words, whole }: Name): boolean {
  return (
    OFFICES_ALONE.has(whole) ||
    OFFICES.has(whole) ||
    words.some((word) => OFFICES.has(word)) ||
    OFFICE_STARTS.some((start) => whole.startsWith(start) || words.some((word) => word.startsWith(start)))
  )
}

/** All words the same but one, and that one differs inside: `Louis` and `Louise` are two people, `Louis` and `Lovuis` are not. */
function isNear(a: Name, b: Name): boolean {
  if (a.whole.length < NEAR_LETTERS_MIN || a.plain.length !== b.plain.length) return false
  const different = a.plain.flatMap((word, i) => (word === b.plain[i] ? [] : [[word, b.plain[i] ?? ''] as const]))
  const [pair] = different
  return different.length === 1 && pair !== undefined && isNearWord(pair[0], pair[1])
}

function isNearWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < NEAR_WORD_MIN || long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  if (start === 0 || start >= short.length) return false
  if (long.length === short.length) return isSwap(short, long, start)
  return short.slice(start) === long.slice(start + 1)
}

function isSwap(a: string, b: string, at: number): boolean {
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function skeletonsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(skeleton))
}
