/** `datapackage.json`: what the exported files hold, as Data Package v2 with Table Schema (datapackage.org). */
import type { ColumnKind, ExportTable } from './column.ts'
import type { OutColumn, WrittenFile } from './format.ts'
import { ANALYTICS_VERSION } from './tables/index.ts'

/** One exported table with its files. */
export interface Exported {
  readonly table: ExportTable
  readonly columns: readonly OutColumn[]
  readonly rows: number
  readonly files: readonly WrittenFile[]
}

/** What the descriptor says of the export as a whole. */
export interface PackageInfo {
  readonly format: string
  readonly mediatype: string
  /** What of the database was exported, in words. */
  readonly description: string
}

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  integer: 'integer',
  flag: 'boolean',
  fen: 'integer',
  yuan: 'number',
  decimal: 'number',
  number: 'number',
  json: 'any',
}

/** In JSON exact decimals are strings: a number would be read as binary floating point. */
const JSON_TYPES: Partial<Record<ColumnKind, string>> = { yuan: 'string', decimal: 'string' }

function fieldOf({ label, kind, en, zh, nullable, blank = false, values }: OutColumn, format: string) {
  const type = (format === 'jsonl' ? JSON_TYPES[kind] : undefined) ?? TYPES[kind]
  const constraints = { ...(nullable || blank ? {} : { required: true }), ...(values ? { enum: values } : {}) }
  return {
    name: label,
    type,
    title: zh,
    description: en,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  }
}

/** The Table Schema of a table under the names of the export. */
export function tableSchema({ table, columns }: Pick<Exported, 'table' | 'columns'>, format: string) {
  const label = (name: string) => columns.find((column) => column.name === name)?.label
  const key = table.key.map(label)
  const filing = label('filing_id')
  const isFiling = table.name === 'filings'
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map((column) => fieldOf(column, format)),
    // Keys of joined tables may be empty in part, which a primary key must not be.
    ...(table.key.every((name) => columns.some((column) => column.name === name && !column.nullable))
      ? { primaryKey: key }
      : {}),
    ...(!isFiling && filing !== undefined && table.key.includes('filing_id')
      ? { foreignKeys: [{ fields: [filing], reference: { resource: 'filings', fields: [filing] } }] }
      : {}),
    missingValues: [''],
  }
}

/** What a reader of the files must take off again. */
const GUARDS: Readonly<Record<string, string>> = {
  'csv-excel':
    '. Guarded for spreadsheets: an apostrophe before texts that begin like formulas, a tab before texts that look like numbers or dates and before numbers of more than 15 digits',
}

function dialectOf(format: string, table: ExportTable) {
  if (format === 'csv')
    return { dialect: { header: true, delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true } }
  if (format === 'csv-excel')
    return { dialect: { header: true, delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true } }
  return format === 'xlsx' ? { dialect: { header: true, sheetName: table.name } } : {}
}

/** The descriptor as text; the same export gives the same text. */
export function describePackage(exported: readonly Exported[], info: PackageInfo): string {
  const single = new Set(exported.map(({ table }) => table.name))
  const resources = exported.map(({ table, columns, rows, files }) => {
    const [first] = files
    const schema = tableSchema({ table, columns }, info.format)
    // A foreign key may only name a resource that is in the package.
    const { foreignKeys: _foreignKeys, ...alone } = schema as typeof schema & { foreignKeys?: unknown }
    return {
      name: table.name,
      title: table.zh,
      description: table.en,
      path: files.length === 1 ? first!.path : files.map(({ path }) => path),
      format: info.format === 'csv-excel' ? 'csv' : info.format,
      mediatype: info.mediatype,
      encoding: 'utf-8',
      ...(files.length === 1 ? { bytes: first!.bytes, hash: `sha256:${first!.sha256}` } : {}),
      ...dialectOf(info.format, table),
      rows,
      schema: single.has('filings') ? schema : alone,
    }
  })
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'guibiao-filings',
    title: 'Budget-performance filings 预算绩效填报表',
    description: info.description + (GUARDS[info.format] ?? ''),
    version: `${ANALYTICS_VERSION}.0.0`,
    resources,
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}
