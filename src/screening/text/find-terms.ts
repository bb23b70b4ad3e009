/** Finds many strings in one pass over a text, whatever their number (Aho and Corasick 1975). */

export interface TermMatch {
  /** Position of the term in the list given to `createFinder`. */
  term: number
  start: number
  end: number
}

/** Calls `onMatch` for every occurrence of every term, in order of their ends. */
export type Finder = (text: string, onMatch: (match: TermMatch) => void) => void

interface Trie {
  /** State after reading a unit in a state; one map for all states, keyed `state * UNITS + unit`. */
  next: Map<number, number>
  /** Where to go on when a unit does not fit: the longest proper suffix that is also a prefix of a term. */
  fallback: number[]
  /** Terms that end in a state. */
  ends: number[][]
  /** The next shorter suffix in which a term ends; 0 when there is none. */
  shorter: number[]
}

const UNITS = 65_536
const ROOT = 0

/** Compiles the terms. Empty ones never match. */
export function createFinder(terms: readonly string[]): Finder {
  const trie: Trie = { next: new Map(), fallback: [ROOT], ends: [[]], shorter: [ROOT] }
  const parents: { parent: number; unit: number }[] = [{ parent: ROOT, unit: 0 }]
  terms.forEach((term, index) => {
    if (term !== '') insert(trie, parents, term, index)
  })
  link(trie, parents)
  return (text, onMatch) => find(trie, terms, text, onMatch)
}

function insert(trie: Trie, parents: { parent: number; unit: number }[], term: string, index: number): void {
  let state = ROOT
  for (let i = 0; i < term.length; i++) {
    const key = state * UNITS + term.charCodeAt(i)
    const known = trie.next.get(key)
    const next = known ?? trie.ends.length
    if (known === undefined) {
      trie.next.set(key, next)
      trie.ends.push([])
      parents.push({ parent: state, unit: term.charCodeAt(i) })
    }
    state = next
  }
  trie.ends[state]?.push(index)
}

/** States are linked by depth: a fallback is always less deep, so it is known by then. */
function link(trie: Trie, parents: readonly { parent: number; unit: number }[]): void {
  const depths: number[] = []
  parents.forEach(({ parent }, state) => {
    depths.push(state === ROOT ? 0 : (depths[parent] ?? 0) + 1)
  })
  const byDepth = parents.map((_, state) => state).sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0))
  for (const state of byDepth) {
    const { parent, unit } = parents[state] ?? { parent: ROOT, unit: 0 }
    const fallback = parent === ROOT ? ROOT : step(trie, trie.fallback[parent] ?? ROOT, unit)
    trie.fallback[state] = fallback
    trie.shorter[state] = (trie.ends[fallback]?.length ?? 0) > 0 ? fallback : (trie.shorter[fallback] ?? ROOT)
  }
}

function step(trie: Trie, from: number, unit: number): number {
  for (let state = from; ; state = trie.fallback[state] ?? ROOT) {
    const next = trie.next.get(state * UNITS + unit)
    if (next !== undefined) return next
    if (state === ROOT) return ROOT
  }
}

function find(trie: Trie, terms: readonly string[], text: string, onMatch: (match: TermMatch) => void): void {
  let state = ROOT
  for (let i = 0; i < text.length; i++) {
    state = step(trie, state, text.charCodeAt(i))
    for (let end = state; end !== ROOT; end = trie.shorter[end] ?? ROOT) {
      for (const term of trie.ends[end] ?? []) onMatch({ term, start: i + 1 - (terms[term]?.length ?? 0), end: i + 1 })
    }
  }
}
