/** Every table of the analytics contract, in the order of the data dictionary. */
import type { ExportTable } from '../column.ts'
import { FILINGS } from './filings.ts'
import { FINDINGS } from './findings.ts'
import { EXECUTION, FUNDS, ROLLUP } from './funds.ts'
import { HEADS } from './heads.ts'
import { INDICATORS, ORDERED_INDICATORS } from './indicators.ts'
import { PAIR_INDICATORS, PAIRS, PANEL, YEAR_OVER_YEAR } from './series.ts'
import { FIELDS, GOALS, MEASURES, OBSERVATIONS } from './texts.ts'

/** The version of the contract: columns are added within one version, never renamed or given another meaning. */
export const ANALYTICS_VERSION = 1

/** The tables, and at the end the views that they are made of. */
export const TABLES: readonly ExportTable[] = [
  FILINGS,
  FUNDS,
  GOALS,
  INDICATORS,
  OBSERVATIONS,
  MEASURES,
  FIELDS,
  FINDINGS,
  EXECUTION,
  ROLLUP,
  PAIRS,
  PAIR_INDICATORS,
  PANEL,
  YEAR_OVER_YEAR,
  HEADS,
  ORDERED_INDICATORS,
]

/** The tables that are exported. */
export const EXPORTED: readonly ExportTable[] = TABLES.filter(({ internal }) => internal !== true)
