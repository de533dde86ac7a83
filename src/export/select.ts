/** Which rows of which tables are exported: filters as SQL, and what they could be when nothing fits. */
import type { Views, ViewValue } from '../store/views.ts'
import type { ExportTable } from './column.ts'
import { HEADS } from './tables/heads.ts'

/** What is exported of a database; every list may be empty for all. */
export interface Selection {
  readonly years: readonly number[]
  /** GB/T 2260 codes or their beginnings: `4302` for all districts of a city. */
  readonly divisions: readonly string[]
  readonly forms: readonly string[]
  /** Copies, templates and superseded versions too. */
  readonly all: boolean
}

/** A condition with its parameters; `null` when the table has no column for a filter that is set. */
export interface Condition {
  readonly sql: string
  readonly params: readonly ViewValue[]
}

/** The condition of a selection on a table. */
export function conditionOf(table: ExportTable, { years, divisions, forms }: Selection): Condition | null {
  const parts: string[] = []
  const params: ViewValue[] = []
  const has = (name: string) => table.columns.some((column) => column.name === name)
  const marks = (values: readonly ViewValue[]) => values.map(() => '?').join(', ')
  if (years.length > 0) {
    if (!has('fiscal_year')) return null
    parts.push(`fiscal_year IN (${marks(years)})`)
    params.push(...years)
  }
  if (forms.length > 0) {
    const name = has('form') ? 'form' : 'filing_form'
    if (!has(name)) return null
    parts.push(`${name} IN (${marks(forms)})`)
    params.push(...forms)
  }
  if (divisions.length > 0) {
    if (!has('division_code')) return null
    parts.push(`(${divisions.map(() => 'division_code GLOB ?').join(' OR ')})`)
    params.push(...divisions.map((code) => `${code}*`))
  }
  return { sql: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, params }
}

/** The view of a table for a selection. */
export function viewOf({ view, all }: ExportTable, selection: Pick<Selection, 'all'>): string {
  return selection.all && all !== undefined ? all : view
}

/** Rows come in the order of filings and positions where a table has them: it costs nothing and never changes. */
export function orderOf({ columns }: ExportTable): string {
  const names = ['filing_no', 'indicator', 'position'].filter((name) => columns.some((column) => column.name === name))
  const order = names.includes('filing_no') && names.includes('position') ? names : names.slice(0, 1)
  return order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`
}

/** What a database holds, for a person whose selection found nothing. */
export interface Holdings {
  readonly filings: number
  readonly years: readonly number[]
  readonly forms: readonly string[]
  readonly divisions: readonly string[]
}

/** The years, forms and divisions of the filings that count; of all filings with `all`. */
export function holdingsOf(views: Views, { all }: Pick<Selection, 'all'> = { all: false }): Holdings {
  const which = all ? '1' : "standing = 'current'"
  const list = <T>(column: string) =>
    views
      .all(`SELECT DISTINCT ${column} AS one FROM filing WHERE ${which} AND ${column} IS NOT NULL ORDER BY 1`)
      .map(({ one }) => one as T)
  const filings = views.all(`SELECT count(*) AS n FROM filing WHERE ${which}`)[0]!.n as number
  return { filings, years: list('fiscal_year'), forms: list('form'), divisions: list('division_code') }
}

/** How many filings a selection holds. */
export function countSelected(views: Views, selection: Selection): number {
  const { sql, params } = conditionOf(HEADS, selection)!
  const standing = selection.all ? '' : `${sql === '' ? ' WHERE' : ' AND'} standing = 'current'`
  return views.all(`SELECT count(*) AS n FROM ${HEADS.view}${sql}${standing}`, ...params)[0]!.n as number
}
