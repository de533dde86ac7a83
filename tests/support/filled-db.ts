/** A database with made-up filings, written row by row: departments and projects, goals and self-evaluations, years. */
import Sqlite, { type Database } from 'better-sqlite3'
import { applyMigrations } from '../../src/store/migrations.ts'
import { sha256Of } from './records.ts'

/** What is in a table, by column. */
export type Columns = Readonly<Record<string, string | number | bigint | Uint8Array | null>>

/** An indicator as it is written; everything else has a default. */
export type IndicatorColumns = Columns & { readonly level3: string }

/** One filing with its records. */
export interface FilledFiling {
  readonly filing: Columns & { readonly form: string }
  readonly funds?: readonly Columns[]
  readonly goals?: readonly Columns[]
  readonly indicators?: readonly IndicatorColumns[]
  readonly findings?: readonly Columns[]
}

/** Writes filings into a database. */
export interface Filler {
  readonly db: Database
  /** Adds a filing, in a file of its own. */
  add(filing: FilledFiling): void
  close(): void
}

/** Opens a new database; `:memory:` for one that is never written. */
export function fillDb(path: string): Filler {
  const db = new Sqlite(path)
  applyMigrations(db, path)
  db.pragma('foreign_keys = ON')
  const statements = new Map<string, Sqlite.Statement>()
  const insert = (table: string, columns: Columns) => {
    const names = Object.keys(columns)
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return Number(statement.run(...Object.values(columns)).lastInsertRowid)
  }
  const run = insert('run', { command: 'test', version: '0', rules_digest: 'r', started_at: '2026-01-01T00:00:00Z' })
  const ledger = { ledger_label: 40, ledger_value: 60, ledger_ignored: 2, ledger_unread: 0 }
  let made = 0
  return {
    db,
    add: ({ filing, funds = [], goals = [], indicators = [], findings = [] }) => {
      const path = `${++made}.docx`
      const format = String(filing.source_format ?? 'docx')
      const blob = insert('blob', {
        sha256: sha256Of(path),
        bytes: 1000,
        format,
        outcome: 'read',
        reader: 'test',
        run_no: run,
      })
      insert('sighting', { path, blob_no: blob, run_no: run })
      insert('document', {
        blob_no: blob,
        path,
        encoding: 'none',
        content: new Uint8Array(),
        ...ledger,
        records_digest: 'd',
        run_no: run,
      })
      const id = sha256Of(`filing ${made}`).slice(0, 32)
      const filingNo = insert('filing', {
        ...{ blob_no: blob, position: 0, id, digest: id, subject: '[]', standing: 'current', source_path: path },
        ...{
          source_format: format,
          source_block: 0,
          source_range: '表1',
          status: 'clean',
          ...ledger,
          places: '[]',
          ...filing,
        },
      })
      const owned = (table: string, rows: readonly Columns[], defaults: Columns) => {
        for (const [position, row] of rows.entries())
          insert(table, { filing_no: filingNo, position, ...defaults, ...row })
      }
      owned('fund', funds, { axis: 'total', horizon: 'annual', label: '资金总额', rounded: 0 })
      owned('goal', goals, { horizon: 'annual' })
      owned(
        'indicator',
        indicators.map((one) => ({ key: one.level3, ...one })),
        { level1: 'output', level2: 'quantity' },
      )
      owned(
        'finding',
        findings.map((one) => ({ blob_no: blob, ...one })),
        { severity: 'error', message_en: 'x', message_zh: '某' },
      )
    },
    close: () => void db.close(),
  }
}

/** The columns of a quantity under a prefix. */
export function quantityColumns(
  prefix: string,
  raw: string,
  comparator: string,
  value: string,
  unit: string,
  more: object | null = null,
): Columns {
  return {
    [`${prefix}_raw`]: raw,
    [`${prefix}_kind`]: 'quantity',
    [`${prefix}_comparator`]: comparator,
    [`${prefix}_value`]: value,
    [`${prefix}_unit`]: unit,
    [`${prefix}_more`]: more === null ? null : JSON.stringify(more),
  }
}

/** The head of a filing with its key: form, year and who filed it. */
export function headOf(form: string, year: number, department: string, rest: Columns = {}): FilledFiling['filing'] {
  const project = rest.project_name ?? null
  const subject = ['', department, '', project ?? '']
  return {
    ...{ form, fiscal_year: year, department, amount_unit: '万元', key: [form, year, ...subject].join('|') },
    ...{ subject: JSON.stringify(subject), ...rest },
  }
}
