/** The export formats: one file of this folder each. */
import { CSV, CSV_EXCEL } from './csv.ts'
import type { ExportFormat } from './format.ts'
import { JSONL } from './jsonl.ts'
import { PARQUET } from './parquet.ts'
import { XLSX } from './xlsx.ts'

/** Every format, in the order in which help lists them. */
export const FORMATS: readonly ExportFormat[] = [CSV, CSV_EXCEL, JSONL, XLSX, PARQUET]
