/** Rounds in turn, so that whatever else the machine does hits all sides alike; and their medians. */

export interface Side {
  name: string
  /** Measures once; returns a rate, in things per second. */
  measure: (round: number) => Promise<number>
}

export interface Result {
  name: string
  median: number
  min: number
  max: number
  /** Median of the ratios to the limit in the same round; undefined for the limit itself. */
  ratio: number | undefined
}

/** Measures the limit and the sides in turn. The first round only warms up and is left out. */
export async function compare(
  limit: Side,
  sides: readonly Side[],
  options: { rounds: number; warmUps: number; onRound: (round: number, line: string) => void },
): Promise<Result[]> {
  const all = [limit, ...sides]
  const rates = new Map<Side, number[]>(all.map((side) => [side, []]))
  for (let round = -options.warmUps; round < options.rounds; round += 1) {
    // Every second round runs backwards: what the one leaves behind for the next then evens out.
    for (const side of round % 2 === 0 ? all : all.toReversed()) {
      const rate = await side.measure(round)
      if (round >= 0) rates.get(side)?.push(rate)
    }
    if (round < 0) continue
    const line = all.map((side) => `${side.name} ${Math.round(rates.get(side)?.at(-1) ?? 0)}`).join(', ')
    options.onRound(round, `${line} a second`)
  }
  const limits = rates.get(limit) ?? []
  return all.map((side) => {
    const own = rates.get(side) ?? []
    return {
      name: side.name,
      median: median(own),
      min: Math.min(...own),
      max: Math.max(...own),
      ratio: side === limit ? undefined : median(own.map((rate, round) => rate / (limits[round] ?? Number.NaN))),
    }
  })
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Linear between the two nearest values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}
