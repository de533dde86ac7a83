/** Two lists side by side: what stands in both, in the same order, and what stands in one only. */

/** A pair of positions; null where the other list has nothing to compare with. */
export type Pair = readonly [before: number | null, after: number | null]

/**
 * Aligns two lists by their keys (longest common subsequence). Between two common elements the rest is paired in order:
 * a renamed element is one that changed, not one lost and one new.
 */
export function align(before: readonly string[], after: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = []
  let [i, k] = [0, 0]
  const fill = (toI: number, toK: number) => {
    while (i < toI || k < toK) pairs.push([i < toI ? i++ : null, k < toK ? k++ : null])
  }
  for (const [atI, atK] of commonOf(before, after)) {
    fill(atI, atK)
    pairs.push([i++, k++])
  }
  fill(before.length, after.length)
  return pairs
}

/** Above this many comparisons lists are paired by position: it bounds time and room. */
const MOST = 4_000_000

function commonOf(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let [endI, endK] = [before.length, after.length]
  while (endI > start && endK > start && before[endI - 1] === after[endK - 1]) [endI, endK] = [endI - 1, endK - 1]
  const front = before.slice(0, start).map((_, at) => [at, at] as const)
  const back = before.slice(endI).map((_, at) => [endI + at, endK + at] as const)
  const [rows, columns] = [endI - start, endK - start]
  if (rows * columns > MOST) return [...front, ...back]
  const longest = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1))
  for (let i = rows - 1; i >= 0; i--)
    for (let k = columns - 1; k >= 0; k--)
      longest[i]![k] =
        before[start + i] === after[start + k]
          ? longest[i + 1]![k + 1]! + 1
          : Math.max(longest[i + 1]![k]!, longest[i]![k + 1]!)
  const middle: (readonly [number, number])[] = []
  for (let i = 0, k = 0; i < rows && k < columns; ) {
    if (before[start + i] === after[start + k]) middle.push([start + i++, start + k++])
    else if (longest[i + 1]![k]! >= longest[i]![k + 1]!) i++
    else k++
  }
  return [...front, ...middle, ...back]
}
