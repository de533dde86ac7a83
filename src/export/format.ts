/** What an export format is: rows of tables go in, files come out. */
import type { Exporter } from '../model.ts'
import type { ViewValue } from '../store/views.ts'
import type { Column, ExportTable } from './column.ts'

/** A column as it is written: `label` is its name in the file. */
export interface OutColumn extends Column {
  readonly label: string
}

/** How many digits the exact decimals of a column have at most, before and after the point. */
export interface Digits {
  readonly whole: number
  readonly fraction: number
}

/** One table, or one partition of it, on its way out. */
export interface TableOut {
  readonly table: ExportTable
  readonly columns: readonly OutColumn[]
  /** `fiscal_year=2020/form=project-goals` for a partition; empty for a whole table. */
  readonly partition: string
  /** The digits of the decimal columns by name; counted when it is asked for. */
  digits(): ReadonlyMap<string, Digits>
}

/** Takes rows; the values stand in the order of the columns, whole numbers as `bigint`. */
export interface RowWriter {
  write(row: readonly ViewValue[]): void
  close(): void
}

/** A file that was written, with what the descriptor says of it. */
export interface WrittenFile {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** Writes tables into a folder, one after the other. */
export interface FormatWriter {
  open(out: TableOut): RowWriter
  /** Finishes what is shared by the tables. */
  close(): void
  /** The files of a table; complete after `close`. */
  filesOf(table: ExportTable): readonly WrittenFile[]
  /** Whatever the format could not hold, for the person who exports. */
  readonly notes: readonly string[]
}

/** One export format: one file of this folder. */
export type ExportFormat = Exporter<ExportTable, FormatWriter>
