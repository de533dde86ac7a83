/** What formats of one text file a table have in common. */
import type { ViewValue } from '../store/views.ts'
import type { ExportTable } from './column.ts'
import { openSink } from './file-sink.ts'
import type { ExportFormat, OutColumn, WrittenFile } from './format.ts'

/** How a text format writes. */
export interface TextFormat {
  readonly id: string
  readonly extension: string
  readonly mediatype: string
  /** What stands before the first row. */
  head(columns: readonly OutColumn[]): string
  /** One row with its line end, made once for each table. */
  row(columns: readonly OutColumn[]): (values: readonly ViewValue[]) => string
}

/** An export format of one text file a table. */
export function textFiles({ id, extension, mediatype, head, row }: TextFormat): ExportFormat {
  const nameOf = ({ name }: ExportTable) => `${name}.${extension}`
  return {
    id,
    mediatype,
    partitions: false,
    names: (tables) => tables.map(nameOf),
    open: (folder) => {
      const files = new Map<ExportTable, WrittenFile>()
      return {
        notes: [],
        open: ({ table, columns }) => {
          const sink = openSink(folder, nameOf(table))
          const draw = row(columns)
          sink.write(head(columns))
          return {
            write: (values) => sink.write(draw(values)),
            close: () => void files.set(table, sink.close()),
          }
        },
        close: () => {},
        filesOf: (table) => [files.get(table)].filter((file) => file !== undefined),
      }
    },
  }
}

/** A cell as plain text: decimals as they are, flags as true and false, null as nothing. */
export function plainText({ kind }: OutColumn, value: ViewValue): string {
  if (value === null) return ''
  if (kind === 'flag') return value === 0n || value === 0 ? 'false' : 'true'
  return String(value)
}
