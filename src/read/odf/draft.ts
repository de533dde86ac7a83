/** What a part of an OpenDocument file holds before blocks are numbered. */
import type { Paragraph } from '../../model.ts'
import type { ReadRule } from '../findings.ts'
import type { SheetMerge } from '../sheetjs.ts'
import type { Content } from '../workbook/sheet.ts'

export interface OdfRemark {
  readonly rule: ReadRule
  readonly found: string | null
}

export interface OdfParagraph {
  readonly kind: 'paragraph'
  readonly part: Paragraph['part']
  readonly text: string
  readonly hidden: boolean
  readonly remarks: readonly OdfRemark[]
}

/** A `table:table` (ODF 1.3 part 3, §9.1). */
export interface OdfTable {
  readonly kind: 'table'
  readonly name: string
  readonly hidden: boolean
  readonly rows: number
  readonly columns: number
  readonly contents: readonly Content[]
  readonly merges: readonly SheetMerge[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  readonly remarks: readonly (OdfRemark & { readonly row: number; readonly column: number })[]
  readonly nested: readonly { readonly row: number; readonly column: number; readonly table: OdfTable }[]
}

export type OdfBlock = OdfParagraph | OdfTable
