/** Database → files: table after table, row after row, into a folder that is complete or not there. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Views, ViewValue } from '../store/views.ts'
import type { ExportTable } from './column.ts'
import { describePackage, type Exported } from './datapackage.ts'
import { openFolder } from './folder-target.ts'
import type { Digits, ExportFormat, FormatWriter, OutColumn } from './format.ts'
import { nameFinder, type RedactText } from './redact-rows.ts'
import { type Condition, conditionOf, orderOf, type Selection, viewOf } from './select.ts'
import { TargetError, type TargetOptions } from './target.ts'

/** What is exported how. */
export interface ExportOptions extends Selection, TargetOptions {
  readonly format: ExportFormat
  readonly tables: readonly ExportTable[]
  /** Leave out names, phones and paths, and hide names and personal numbers in texts with this; null: leave all in. */
  readonly redact: RedactText | null
  /** `mof`: field names of 预算管理一体化 where there are some. */
  readonly names: 'own' | 'mof'
  /** Columns whose values become folders; only formats that know partitions. */
  readonly partition: readonly string[]
  /** What of the database is exported, in words, for the descriptor. */
  readonly description: string
  /** Told of every ten thousandth row; `done` of `total` tables are complete. */
  readonly onRows?: (table: string, rows: number, done: number, total: number) => void
  /** Ends the export soon after it is aborted, with a `TargetError` `interrupted`. */
  readonly signal?: AbortSignal
}

/** What was written. */
export interface ExportSummary {
  readonly tables: Readonly<Record<string, number>>
  readonly files: readonly string[]
  readonly bytes: number
  /** Tables that were left out because they can't be filtered so, and whatever the format could not hold. */
  readonly notes: readonly string[]
}

const DESCRIPTOR = 'datapackage.json'

/**
 * Exports tables into a folder. Rows are read and written one at a time; memory does not grow with their number. Rejects
 * with a `TargetError` or `StoreError`, and leaves nothing behind then.
 */
export async function exportTables(views: Views, folder: string, options: ExportOptions): Promise<ExportSummary> {
  const { format } = options
  const chosen = options.tables.flatMap((table) => {
    const condition = conditionOf(table, options)
    return condition === null ? [] : [{ table, condition }]
  })
  const notes = options.tables
    .filter((table) => chosen.every((one) => one.table !== table))
    .map(({ name }) => `${name} is left out: it can't be filtered so.`)
  const tables = chosen.map(({ table }) => table)
  const target = openFolder(folder, [...format.names(tables), DESCRIPTOR], options)
  try {
    const writer = format.open(target.folder, tables)
    const rows: number[] = []
    for (const [at, { table, condition }] of chosen.entries()) {
      const onRows = async (rows: number) => {
        options.onRows?.(table.name, rows, at, chosen.length)
        await breathe(options.signal, folder)
      }
      await onRows(0)
      rows.push(await exportTable(views, writer, table, condition, { ...options, onRows }))
    }
    writer.close()
    const exported = tables.map((table, at): Exported => {
      const columns = outColumns(table, options)
      return { table, columns, rows: rows[at]!, files: writer.filesOf(table) }
    })
    const info = { format: format.id, mediatype: format.mediatype, description: options.description }
    writeFileSync(join(target.folder, DESCRIPTOR), describePackage(exported, info))
    target.close()
    const files = new Map(exported.flatMap((one) => one.files).map((file) => [file.path, file.bytes]))
    return {
      tables: Object.fromEntries(exported.map(({ table, rows }) => [table.name, rows])),
      files: [...files.keys(), DESCRIPTOR],
      bytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0),
      notes: [...notes, ...new Set(writer.notes)],
    }
  } catch (error) {
    target.abandon()
    // The person named the folder, not the place where it grows.
    if (!(error instanceof TargetError)) throw error
    throw new TargetError(error.code, error.message.replaceAll(target.folder, resolve(folder)), { cause: error })
  }
}

/** Lets signals in. */
async function breathe(signal: AbortSignal | undefined, folder: string): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal?.aborted) throw new TargetError('interrupted', `Interrupted: ${folder} is as it was before.`)
}

function outColumns(
  { columns }: ExportTable,
  { names, redact }: Pick<ExportOptions, 'names' | 'redact'>,
): readonly OutColumn[] {
  return columns.map((column) => ({
    ...column,
    label: names === 'mof' ? (column.mof ?? column.name) : column.name,
    nullable: column.nullable || (redact !== null && isHidden(column)),
  }))
}

/** Personal columns, and paths: folders and files are often named after people. */
function isHidden({ name, personal }: Pick<OutColumn, 'name' | 'personal'>): boolean {
  return personal === true || name.endsWith('source_path')
}

/** Texts that filers wrote; codes, keys and hashes are none. */
function isFreeText({ name, kind, values }: OutColumn): boolean {
  return (
    (kind === 'text' || kind === 'json') &&
    values === undefined &&
    !/(^|_)(id|code|uscc|sha256|digest|key|form|unit|rule)$/.test(name)
  )
}

async function exportTable(
  views: Views,
  writer: FormatWriter,
  table: ExportTable,
  condition: Condition,
  options: TableOptions,
): Promise<number> {
  const columns = outColumns(table, options)
  const keys = options.partition.filter((name) => columns.some((column) => column.name === name))
  if (keys.length === 0) return exportRows(views, writer, { table, columns, condition, partition: '' }, options)
  const view = viewOf(table, options)
  const found = views.all(
    `SELECT DISTINCT ${keys.join(', ')} FROM ${view}${condition.sql} ORDER BY ${keys.join(', ')}`,
    ...condition.params,
  )
  const rest = columns.filter(({ name }) => !keys.includes(name))
  let rows = 0
  for (const values of found) {
    const sql = `${condition.sql === '' ? ' WHERE ' : `${condition.sql} AND `}${keys.map((name) => `${name} IS ?`).join(' AND ')}`
    const params = [...condition.params, ...keys.map((name) => values[name]!)]
    const partition = keys.map((name) => `${name}=${folderName(values[name]!)}`).join('/')
    rows += await exportRows(views, writer, { table, columns: rest, condition: { sql, params }, partition }, options)
  }
  return rows
}

/** A value as Hive names its folders. */
function folderName(value: ViewValue): string {
  return value === null ? '__HIVE_DEFAULT_PARTITION__' : encodeURIComponent(String(value))
}

type TableOptions = Omit<ExportOptions, 'onRows'> & { readonly onRows: (rows: number) => Promise<void> }

interface Part {
  readonly table: ExportTable
  readonly columns: readonly OutColumn[]
  readonly condition: Condition
  readonly partition: string
}

async function exportRows(
  views: Views,
  writer: FormatWriter,
  { table, columns, condition, partition }: Part,
  options: TableOptions,
): Promise<number> {
  const from = `FROM ${viewOf(table, options)}${condition.sql}`
  const digits = () => countDigits(views, columns, from, condition.params)
  const out = writer.open({ table, columns, partition, digits: once(digits) })
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const result = views.query(`SELECT ${names} ${from}${orderOf(table)}`, condition.params, { exact: true })
  const clean = options.redact === null ? null : cleanerOf(views, columns, options.redact)
  let rows = 0
  for (const row of result.rows()) {
    out.write(clean === null ? row : clean(row))
    if (++rows % 10_000 === 0) await options.onRows(rows)
  }
  out.close()
  return rows
}

/** Hides what is personal in a row: whole columns, and names and numbers inside texts. */
function cleanerOf(
  views: Views,
  columns: readonly OutColumn[],
  redact: RedactText,
): (row: readonly ViewValue[]) => readonly ViewValue[] {
  const namesOf = nameFinder(views)
  const filing = columns.findIndex(({ name }) => /(^|_)filing_no$/.test(name))
  const hidden = columns.map(isHidden)
  const free = columns.map(isFreeText)
  return (row) => {
    const names = namesOf(filing < 0 ? null : row[filing]!)
    return row.map((value, at) => {
      if (hidden[at]) return null
      return free[at] && typeof value === 'string' ? redact(value, names) : value
    })
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The most digits before and after the point of every exact column, in one pass. */
function countDigits(
  views: Views,
  columns: readonly OutColumn[],
  from: string,
  params: readonly ViewValue[],
): ReadonlyMap<string, Digits> {
  const names = columns.filter(({ kind }) => kind === 'decimal').map(({ name }) => name)
  if (names.length === 0) return new Map()
  const terms = names.flatMap((name, at) => {
    const bare = `ltrim("${name}", '-')`
    const point = `instr(${bare}, '.')`
    return [
      `max(iif(${point} = 0, length(${bare}), ${point} - 1)) AS w${at}`,
      `max(iif(${point} = 0, 0, length(${bare}) - ${point})) AS f${at}`,
    ]
  })
  const [row] = views.all(`SELECT ${terms.join(', ')} ${from}`, ...params)
  return new Map(
    names.map((name, at) => [name, { whole: Number(row?.[`w${at}`] ?? 0), fraction: Number(row?.[`f${at}`] ?? 0) }]),
  )
}
