/** What a careful reader takes out of a random filing. */

/** Figures as printed; null where nothing is printed. */
export interface ExpectedFund {
  readonly item: string | null
  readonly label: string
  readonly horizon: 'annual' | 'multi-year'
  readonly figures: Readonly<Record<string, string>>
}

export interface ExpectedGoal {
  readonly horizon: 'annual' | 'multi-year'
  readonly expected: string | null
  readonly actual: string | null
}

export interface ExpectedIndicator {
  readonly level1: string | null
  /** undefined: a cell over both levels, whose second level is not judged. */
  readonly level2: string | null | undefined
  readonly level1Label: string | null
  readonly level2Label: string | null | undefined
  readonly level3: string
  /** Position of the parent row, counted within the filing. */
  readonly parent: number | null
  /** The default slice as printed. */
  readonly target: string | null
  readonly actual: string | null
  readonly weight: string | null
  readonly score: string | null
  readonly deviation: string | null
  /** Texts that no key holds: each must be in `extra` or in an observation of its own. */
  readonly extra: readonly string[]
  /** `role/horizon/period/subject=raw` of the slices beside the default one. */
  readonly slices: readonly string[]
}

/** One figure of a matrix: its section, row and column, and what is printed. */
export interface ExpectedMeasure {
  readonly row: string
  readonly column: string
  readonly raw: string
}

export interface ExpectedFiling {
  readonly form: string
  /** Head keys; what a form does not state is left out, null is asserted to be null. */
  readonly head: Readonly<Record<string, string | null>>
  readonly fields: readonly (readonly [label: string, text: string])[]
  readonly funds: readonly ExpectedFund[]
  readonly goals: readonly ExpectedGoal[]
  readonly indicators: readonly ExpectedIndicator[]
  /** Lines beside the expected ones are not judged. */
  readonly fundsOpen: boolean
  readonly measures: readonly ExpectedMeasure[]
  readonly totalWeight: string | null
  readonly totalScore: string | null
}
