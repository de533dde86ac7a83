/** Parquet with exact decimals, snappy, row groups of bounded size; whole tables or one folder a partition. */
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { ViewValue } from '../store/views.ts'
import type { ExportTable } from './column.ts'
import { type FileSink, openSink } from './file-sink.ts'
import type { Digits, ExportFormat, OutColumn, RowWriter, TableOut, WrittenFile } from './format.ts'

/** Rows held at a time: each group is encoded and written before the next is read. */
const GROUP = 10_000
/** Digits of the widest DECIMAL (parquet-format, LogicalTypes.md). */
const WIDEST = 38
/** Decimals that every exact column has, so that exports of different archives fit together. */
const USUAL = 6

/** A column's schema element, and how its values are turned into what the writer takes. */
interface Encoder {
  readonly element: SchemaElement
  encode(value: ViewValue): unknown
}

/** An exact decimal as a whole number of its last place: `12.5` with scale 3 → 12500. */
export function unscaled(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole.replace(/^-/, '') + fraction.padEnd(scale, '0')) * (decimal.startsWith('-') ? -1n : 1n)
}

/** The precision and scale that hold a column's decimals exactly; null when 38 digits are too few. */
export function decimalType({
  whole,
  fraction,
}: Digits): { readonly precision: number; readonly scale: number } | null {
  const scale = Math.max(USUAL, fraction)
  if (whole + fraction > WIDEST) return null
  return { precision: WIDEST, scale: Math.min(scale, WIDEST - whole) }
}

function encoderOf({ label, kind, nullable, name }: OutColumn, { digits }: TableOut): Encoder {
  const base = { name: label, repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' } as const
  const plain = (value: ViewValue) => value
  const exact = kind === 'decimal' ? decimalType(digits().get(name) ?? { whole: 0, fraction: 0 }) : null
  switch (kind) {
    case 'integer':
      return { element: { ...base, type: 'INT32' }, encode: Number }
    case 'flag':
      return { element: { ...base, type: 'BOOLEAN' }, encode: (value) => value !== 0n }
    case 'fen':
      return { element: { ...base, type: 'INT64' }, encode: plain }
    case 'number':
      return { element: { ...base, type: 'DOUBLE' }, encode: Number }
    case 'yuan': {
      // 分 have up to 19 digits, one more than a DECIMAL in INT64 may have.
      const type = {
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 9,
        converted_type: 'DECIMAL',
        precision: 20,
        scale: 2,
      } as const
      return { element: { ...base, ...type }, encode: (value) => unscaled(String(value), 2) }
    }
    default: {
      if (exact === null) return { element: { ...base, type: 'BYTE_ARRAY', converted_type: 'UTF8' }, encode: plain }
      const type = { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL', ...exact } as const
      return { element: { ...base, ...type }, encode: (value) => unscaled(String(value), exact.scale) }
    }
  }
}

/** One Parquet file. */
function openParquet(sink: FileSink, out: TableOut, done: (file: WrittenFile) => void): RowWriter {
  const encoders = out.columns.map((column) => encoderOf(column, out))
  const bytes = new ByteWriter()
  const flush = () => {
    sink.write(bytes.getBytes())
    bytes.index = 0
  }
  const schema: SchemaElement[] = [
    { name: 'root', num_children: encoders.length },
    ...encoders.map(({ element }) => element),
  ]
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'guibiao' })
  let held: unknown[][] = encoders.map(() => [])
  const writeGroup = () => {
    if (held[0]!.length === 0) return
    const columnData = encoders.map(({ element }, at) => ({ name: element.name, data: held[at]! }))
    writer.write({ columnData, rowGroupSize: GROUP })
    flush()
    held = encoders.map(() => [])
  }
  return {
    write: (row) => {
      for (const [at, { encode }] of encoders.entries()) held[at]!.push(row[at] === null ? null : encode(row[at]!))
      if (held[0]!.length >= GROUP) writeGroup()
    },
    close: () => {
      writeGroup()
      writer.finish()
      flush()
      done(sink.close())
    },
  }
}

/** Parquet. */
export const PARQUET: ExportFormat = {
  id: 'parquet',
  mediatype: 'application/vnd.apache.parquet',
  partitions: true,
  names: (tables) => tables.flatMap(({ name }) => [`${name}.parquet`, name]),
  open: (folder) => {
    const files = new Map<ExportTable, WrittenFile[]>()
    const notes: string[] = []
    return {
      notes,
      open: (out) => {
        const { table, partition, columns } = out
        const path = partition === '' ? `${table.name}.parquet` : `${table.name}/${partition}/part-0.parquet`
        for (const { kind, name, label } of columns)
          if (kind === 'decimal' && decimalType(out.digits().get(name) ?? { whole: 0, fraction: 0 }) === null)
            notes.push(`${table.name}.${label} has decimals of more than ${WIDEST} digits: it is written as text.`)
        const own = files.get(table) ?? []
        files.set(table, own)
        return openParquet(openSink(folder, path), out, (file) => own.push(file))
      },
      close: () => {},
      filesOf: (table) => files.get(table) ?? [],
    }
  },
}
