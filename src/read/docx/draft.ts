/** What the parts of a .docx hold before blocks are numbered and places are known. */
import type { Paragraph } from '../../model.ts'
import type { ReadRule } from '../findings.ts'

/** Something to report about a stretch of text, until its place is known. */
export interface Remark {
  readonly rule: ReadRule
  /** Offsets in the text of its paragraph or cell. */
  readonly start: number
  readonly end: number
  readonly found: string | null
}

/** Text with what there is to say about it. */
export interface TextDraft {
  readonly text: string
  readonly remarks: readonly Remark[]
}

export interface ParagraphDraft extends TextDraft {
  readonly kind: 'paragraph'
  readonly part: Paragraph['part']
  readonly hidden: boolean
}

/** A `w:tc` (ECMA-376-1 §17.4.65) as it stands in its row. */
export interface CellDraft extends TextDraft {
  readonly span: number
  readonly vertical: 'none' | 'restart' | 'continue'
  readonly horizontal: 'none' | 'restart' | 'continue'
  readonly hidden: boolean
  readonly nested: readonly TableDraft[]
}

/** A `w:tr` (§17.4.78); `before` and `after` count grid columns without a cell. */
export interface RowDraft {
  readonly before: number
  readonly after: number
  readonly hidden: boolean
  readonly cells: readonly CellDraft[]
}

/** A `w:tbl` (§17.4.37). `widths` are those of its `w:gridCol` in twips, NaN where they are not stated. */
export interface TableDraft {
  readonly kind: 'table'
  readonly widths: readonly number[]
  readonly rows: readonly RowDraft[]
}

/** A document that is inserted here, by the relationship id of its part. */
export interface ChunkDraft {
  readonly kind: 'chunk'
  readonly id: string
}

export type BlockDraft = ParagraphDraft | TableDraft | ChunkDraft

/** Where a section (§17.6) ends in the list of blocks, and the relationship ids of its headers and footers. */
export interface SectionDraft {
  readonly end: number
  readonly headers: readonly string[]
  readonly footers: readonly string[]
}

/** One part read: its blocks in order. */
export interface StoryDraft {
  readonly blocks: readonly BlockDraft[]
  readonly sections: readonly SectionDraft[]
  /** Relationship ids of documents that are inserted when Word opens the file, where they are not read: in cells, or as files. */
  readonly inserted: readonly string[]
  readonly insertions: number
  readonly deletions: number
  /** A field begins or ends without its counterpart; read the part again with `fields` off. */
  readonly unbalanced: boolean
}

/** Texts of one place, one below the other: joined by `\n`, their remarks moved along. */
export function joinTexts(texts: readonly TextDraft[]): TextDraft {
  if (texts.length === 1) return texts[0]!
  const remarks: Remark[] = []
  let offset = 0
  for (const { text, remarks: own } of texts) {
    for (const remark of own) remarks.push({ ...remark, start: remark.start + offset, end: remark.end + offset })
    offset += text.length + 1
  }
  return { text: texts.map(({ text }) => text).join('\n'), remarks }
}
