/**
 * Marks in little room. What a mark covers stands in the document, so that only its span is kept: five numbers a mark,
 * rules and fields once for a filing, raw deflate.
 */
import type { Document, Mark, Place } from '../model.ts'
import type { Places } from './compact.ts'
import { deflate, inflateText } from './deflate.ts'

const AS = ['label', 'value', 'ignored', 'unread'] as const

interface CompactMarks {
  readonly rules: readonly string[]
  readonly fields: readonly string[]
  /** Place, start, end, kind, rule and field (-1: none) of each mark, one after the other. */
  readonly spans: readonly number[]
  /** Position of a mark → its text, where the document has another text there. */
  readonly raws?: Readonly<Record<number, string>>
}

const SPAN = 6

/** Finds the text of a cell or paragraph. */
export type TextAt = (place: Place) => string | undefined

/** Indexes the texts of a document by place. */
export function textsOf(document: Document): TextAt {
  const tables = new Map<number, Map<number, string>>()
  document.blocks.forEach((block, at) => {
    if (block.kind !== 'table') return
    const texts = new Map<number, string>()
    for (const cell of block.grid.cells) texts.set(cell.row * block.grid.columns + cell.column, cell.text)
    tables.set(at, texts)
  })
  return ({ block, row, column }) => {
    const found = document.blocks[block]
    if (found?.kind === 'paragraph') return row === null ? found.text : undefined
    if (found === undefined || row === null || column === null) return undefined
    return tables.get(block)?.get(row * found.grid.columns + column)
  }
}

/** Numbers texts in the order in which they are first met. */
function collectTexts(): { readonly list: readonly string[]; indexOf(text: string): number } {
  const known = new Map<string, number>()
  const list: string[] = []
  return {
    list,
    indexOf: (text) => {
      const index = known.get(text) ?? list.push(text) - 1
      known.set(text, index)
      return index
    },
  }
}

/** Marks as compressed JSON, null when there are none. */
export function compactMarks(marks: readonly Mark[], places: Places, textAt: TextAt): Uint8Array | null {
  if (marks.length === 0) return null
  const rules = collectTexts()
  const fields = collectTexts()
  const spans: number[] = []
  const raws: Record<number, string> = {}
  marks.forEach(({ place, start, end, raw, as, rule, into }, at) => {
    const field = into === null ? -1 : fields.indexOf(into)
    spans.push(places.indexOf(place), start, end, AS.indexOf(as), rules.indexOf(rule), field)
    if (textAt(place)?.slice(start, end) !== raw) raws[at] = raw
  })
  const compact: CompactMarks = { rules: rules.list, fields: fields.list, spans }
  return deflate(JSON.stringify(Object.keys(raws).length === 0 ? compact : { ...compact, raws }))
}

/** The inverse of {@link compactMarks}. */
export function expandMarks(bytes: Uint8Array | null, places: readonly Place[], textAt: TextAt): readonly Mark[] {
  if (bytes === null) return []
  const { rules, fields, spans, raws } = JSON.parse(inflateText(bytes)) as CompactMarks
  return Array.from({ length: spans.length / SPAN }, (_, at): Mark => {
    const [place, start, end, as, rule, field] = spans.slice(at * SPAN, (at + 1) * SPAN) as [
      ...[number, number, number, number, number, number],
    ]
    return {
      place: places[place]!,
      start,
      end,
      raw: raws?.[at] ?? textAt(places[place]!)?.slice(start, end) ?? '',
      as: AS[as]!,
      rule: rules[rule]!,
      into: field < 0 ? null : fields[field]!,
    }
  })
}
