/** Where captions that stand in one line part: （2023年度） 单位：万元, 某县林业局　　2024年3月12日. */
import { normalize } from '../text.ts'
import type { Terms } from './form.ts'
import { BODY } from './list-heading.ts'

/** A piece of a line, by offsets into it. */
export interface Piece {
  readonly start: number
  readonly end: number
}

const UNIT = String.raw`(?:(?:金额|货币|计量)?单位\s*[:：]\s*(?:人民币)?(?:亿|百万|万|千)?元)`
const FILER = String.raw`(?:(?:填报|填制|申报|编制|预算)(?:单位|部门)|项目名称|主管部门|实施单位)(?:[(（][^)）]{0,6}[)）])?\s*[:：]`
const YEAR = String.raw`[(（]\s*(?:19|20)\d\d\s*年度?\s*[)）]`

/** Two blanks or a wide one; one in front of a unit, of a label, or behind a unit; none around a bracketed year or unit. */
const GAP = new RegExp(
  [
    String.raw`\s*\n\s*|[ \t\u00a0]*\u3000[ \t\u00a0\u3000]*|[ \t\u00a0]{2,}`,
    String.raw`[ \t\u00a0](?=[(（]?${UNIT}|${FILER}|${YEAR})`,
    String.raw`(?<=${UNIT}[)）]?)[ \t\u00a0]`,
    String.raw`(?<!日期|时间|[至到~～—-])[ \t\u00a0](?=(?:19|20)\d\d(?:年\d{1,2}月|[-/.]\d{1,2}[-/.]\d))`,
    String.raw`(?<=^附(?:件|表)[一二三四五六七八九十\d-]{1,4})[ \t\u00a0]`,
    String.raw`(?<=${YEAR})[ \t\u00a0]*(?=[(（]?${UNIT}|${FILER}|项目名称)`,
    String.raw`(?=(?<!^)${YEAR}\s*(?:[(（]?${UNIT}|${FILER}))`,
  ].join('|'),
  'gu',
)

/** The pieces of a line, one where nothing parts it. */
export function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = []
  let start = 0
  const add = (end: number) => {
    if (line.slice(start, end).trim() !== '') pieces.push({ start, end })
  }
  for (const gap of line.matchAll(GAP)) {
    add(gap.index)
    start = gap.index + gap[0].length
  }
  add(line.length)
  return pieces
}

/**
 * The kind of a line of several captions side by side, null for any other line: all of its pieces are known ones, pairs of
 * a label and its text, or a body beside the unit (某县林业局　　单位：万元).
 */
export function kindOfPieces(terms: Terms, text: string): string | null {
  if (text.length > 200 || text.includes('\n')) return null
  const pieces = piecesOf(text).map(({ start, end }) => text.slice(start, end))
  const kinds = pieces.map((piece) => terms.pattern('caption', normalize(piece))?.code ?? null)
  const first = kinds.find((kind) => kind !== null && FRONT.has(kind))
  const known = pieces.every((piece, i) => kinds[i] !== null || isPair(piece) || (i === 0 && isFiler(piece)))
  if (pieces.length < 2 || !first || !known) return null
  return kinds.includes('title') ? 'title' : first
}

const FRONT = new Set(['title', 'year', 'attachment', 'unit'])

const isPair = (piece: string) => /^\s*[^:：。；;，,]{2,20}[:：]\s*\S/.test(piece)

/** 某县林业局, 326001某市农业农村局本级: who files, without a label. */
export function isFiler(piece: string): boolean {
  const plain = normalize(piece).replace(/\(?本级\)?$/, '')
  return plain.length >= 4 && plain.length <= 30 && /^[\p{Script=Han}\d()[\]-]+$/u.test(plain) && BODY.test(plain)
}
