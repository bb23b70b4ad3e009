/** A seeded generator, so that a generated test says the same on every machine. Mulberry32. */

export interface Random {
  next: () => number
  below: (limit: number) => number
  pick: <T>(list: readonly [T, ...T[]] | readonly T[]) => T
}

export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (list) => {
      const [found] = list.slice(below(list.length))
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
  }
}
