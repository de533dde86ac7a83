/** What a judged sample says of the whole: error rates with Wilson intervals, for each stratum and over all. */

/** One reading that a person judged; null where the person did not. */
export interface Judgement {
  readonly stratum: string
  readonly field: string
  readonly right: boolean | null
}

/** An error rate: `wrong` of `judged`, with the interval that holds the true rate with 95% confidence. */
export interface ErrorRate {
  readonly name: string
  readonly judged: number
  readonly wrong: number
  readonly rate: number | null
  readonly low: number | null
  readonly high: number | null
}

/** All rates of a sample. */
export interface ErrorRates {
  /** Weighted by how many readings each stratum has; null where a stratum has no judged reading. */
  readonly all: ErrorRate
  readonly strata: readonly ErrorRate[]
  /** By kind of field, over all strata, not weighted. */
  readonly fields: readonly ErrorRate[]
  readonly open: number
}

/** The normal quantile of 95%. */
const Z = 1.959963984540054

/** Wilson's score interval of a share `p` of `n` (E. B. Wilson, 1927); `n` need not be whole. */
export function wilson(p: number, n: number): readonly [low: number, high: number] {
  const square = (Z * Z) / n
  const middle = p + square / 2
  const half = Z * Math.sqrt((p * (1 - p)) / n + square / (4 * n))
  const bound = (x: number) => Math.min(1, Math.max(0, x))
  return [bound((middle - half) / (1 + square)), bound((middle + half) / (1 + square))]
}

/** Rates of a judged sample. `population`: stratum → how many readings it has. */
export function errorRates(judgements: readonly Judgement[], population: ReadonlyMap<string, number>): ErrorRates {
  const judged = judgements.filter(({ right }) => right !== null)
  const group = (by: 'stratum' | 'field') =>
    [...new Set(judgements.map((one) => one[by]))].sort().map((name) =>
      rateOf(
        name,
        judged.filter((one) => one[by] === name),
      ),
    )
  const strata = group('stratum')
  return { all: overall(strata, population), strata, fields: group('field'), open: judgements.length - judged.length }
}

function rateOf(name: string, judged: readonly Judgement[]): ErrorRate {
  const wrong = judged.filter(({ right }) => right === false).length
  if (judged.length === 0) return { name, judged: 0, wrong: 0, rate: null, low: null, high: null }
  const rate = wrong / judged.length
  const [low, high] = wilson(rate, judged.length)
  return { name, judged: judged.length, wrong, rate, low, high }
}

/** Strata count by their size; the interval is Wilson's for the sample size that is left after weighting (Kish, 1965). */
function overall(strata: readonly ErrorRate[], population: ReadonlyMap<string, number>): ErrorRate {
  const judged = strata.reduce((sum, one) => sum + one.judged, 0)
  const wrong = strata.reduce((sum, one) => sum + one.wrong, 0)
  const none = { name: 'all', judged, wrong, rate: null, low: null, high: null }
  const total = [...population.values()].reduce((sum, size) => sum + size, 0)
  const missing = [...population].some(
    ([name, size]) => size > 0 && !strata.some((one) => one.name === name && one.judged > 0),
  )
  if (judged === 0 || total === 0 || missing) return none
  const weighted = strata.map((one) => ({ share: (population.get(one.name) ?? 0) / total, ...one }))
  const rate = weighted.reduce((sum, { share, rate }) => sum + share * (rate ?? 0), 0)
  const effective =
    1 / weighted.reduce((sum, { share, judged }) => sum + (judged === 0 ? 0 : (share * share) / judged), 0)
  const [low, high] = wilson(rate, effective)
  return { name: 'all', judged, wrong, rate, low, high }
}
