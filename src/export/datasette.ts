/** Metadata for Datasette (datasette.io): what the views and columns of a database mean, and questions to start with. */
import type { ExportTable } from './column.ts'
import { ANALYTICS_VERSION, TABLES } from './tables/index.ts'

/** A question that Datasette offers by its name. */
export interface CannedQuery {
  readonly name: string
  readonly title: string
  readonly sql: string
}

/** Columns that hold what a person looks for first. */
const FACETS: Readonly<Record<string, readonly string[]>> = {
  filings: ['form', 'fiscal_year', 'status'],
  indicators: ['form', 'fiscal_year', 'category'],
  findings: ['severity', 'rule', 'fiscal_year'],
  execution: ['form', 'fiscal_year'],
  pairs: ['state', 'fiscal_year'],
}

/** The metadata of a database; Datasette finds it by the database's file name without `.db`. */
export function datasetteMetadata(database: string, queries: readonly CannedQuery[]): object {
  const described = TABLES.flatMap((table) =>
    [table.view, ...(table.all === undefined ? [] : [table.all])].map((view) => [view, tableOf(table, view)]),
  )
  return {
    title: 'Budget-performance filings 预算绩效填报表',
    description: `Analytics contract, version ${ANALYTICS_VERSION}. v_X shows what counts, v_all_X everything. v_X 只含有效填报表，v_all_X 含全部。`,
    databases: {
      [database]: {
        queries: Object.fromEntries(queries.map(({ name, title, sql }) => [name, { title, sql }])),
        tables: Object.fromEntries(described),
      },
    },
  }
}

function tableOf({ name, en, zh, columns, internal }: ExportTable, view: string): object {
  const facets = view === `v_${name}` ? FACETS[name] : undefined
  return {
    description: `${en} ${zh}`,
    columns: Object.fromEntries(columns.map((column) => [column.name, `${column.en} · ${column.zh}`])),
    ...(facets === undefined ? {} : { facets }),
    ...(internal === true ? { hidden: true } : {}),
  }
}
