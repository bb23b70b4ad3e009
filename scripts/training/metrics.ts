/** Figures about scores against labels. All take parallel arrays; a label is 0 or 1. */

/** Indices from the highest score to the lowest. */
function ranked(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i)
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

/** Area under the ROC curve (Mann-Whitney, ties count half); NaN unless both labels occur. */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = ranked(scores)
  let positives = 0
  let wins = 0
  let negatives = 0
  for (let i = 0; i < order.length; ) {
    let tiedPositives = 0
    let tiedNegatives = 0
    const score = scores[order[i] ?? 0]
    for (; i < order.length && scores[order[i] ?? 0] === score; i++) {
      if (labels[order[i] ?? 0] === 1) tiedPositives++
      else tiedNegatives++
    }
    wins += tiedNegatives * (positives + tiedPositives / 2)
    positives += tiedPositives
    negatives += tiedNegatives
  }
  return wins / (positives * negatives)
}

/** Average precision: the area under the precision-recall curve, by steps. */
export function prAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let hits = 0
  let sum = 0
  ranked(scores).forEach((index, rank) => {
    if (labels[index] !== 1) return
    hits++
    sum += hits / (rank + 1)
  })
  return sum / hits
}

/** Share of the positives above the score that a share `rate` of the negatives reaches. */
export function recallAtFalsePositiveRate(scores: ArrayLike<number>, labels: ArrayLike<number>, rate: number): number {
  const negatives: number[] = []
  let positives = 0
  for (let i = 0; i < scores.length; i++) {
    if (labels[i] === 1) positives++
    else negatives.push(scores[i] ?? 0)
  }
  negatives.sort((a, b) => b - a)
  const limit = negatives[Math.floor(rate * negatives.length)] ?? Number.NEGATIVE_INFINITY
  let found = 0
  for (let i = 0; i < scores.length; i++) if (labels[i] === 1 && (scores[i] ?? 0) > limit) found++
  return found / positives
}

/** Expected calibration error over ten equally wide bins: the mean gap between the stated and the true share. */
export function calibrationError(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  const stated = new Float64Array(10)
  const actual = new Float64Array(10)
  let total = 0
  for (let i = 0; i < scores.length; i++) {
    const weight = weights?.[i] ?? 1
    const bin = Math.min(9, Math.floor((scores[i] ?? 0) * 10))
    stated[bin] = (stated[bin] ?? 0) + weight * (scores[i] ?? 0)
    actual[bin] = (actual[bin] ?? 0) + weight * (labels[i] ?? 0)
    total += weight
  }
  let error = 0
  for (let bin = 0; bin < 10; bin++) error += Math.abs((stated[bin] ?? 0) - (actual[bin] ?? 0))
  return error / total
}
