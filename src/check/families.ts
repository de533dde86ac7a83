/** All families of checks, in the order in which findings are reported. */
import { ACTUALS } from './actuals.ts'
import { BASELINE } from './baseline.ts'
import type { Check, Family } from './check.ts'
import { DEVIATIONS } from './deviations.ts'
import { EXECUTION } from './execution.ts'
import { FUNDS } from './funds.ts'
import { IDENTITY } from './identity.ts'
import { INDICATORS } from './indicators.ts'
import { MONITORING } from './monitoring.ts'
import { NARRATIVE } from './narrative.ts'
import { PAIRS } from './pairs.ts'
import { SATISFACTION } from './satisfaction.ts'
import { SCORES } from './scores.ts'
import { TARGETS } from './targets.ts'
import { TRANSFER } from './transfers.ts'
import { WEIGHTS } from './weights.ts'

/** The families of checks. */
export const FAMILIES: readonly Family[] = [
  IDENTITY,
  FUNDS,
  EXECUTION,
  WEIGHTS,
  SCORES,
  DEVIATIONS,
  INDICATORS,
  TARGETS,
  ACTUALS,
  SATISFACTION,
  PAIRS,
  NARRATIVE,
  MONITORING,
  BASELINE,
  TRANSFER,
]

/** All checks, sorted by id within their family. */
export const CHECKS: readonly Check[] = FAMILIES.flatMap(({ checks }) =>
  checks.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
)

/** The ids of all checks. */
export const RULE_IDS: readonly string[] = CHECKS.map(({ id }) => id)

/** The check of an id, whatever its case; null when there is none. */
export function findCheck(id: string): Check | null {
  return CHECKS.find((check) => check.id === id.toUpperCase()) ?? null
}
