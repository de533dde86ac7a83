/** The part `field`: a label and its value to the right; what no key is named for becomes a field of its own. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, pairCells, sourcesOf, takeCell, textOf } from './area.ts'
import { readTails } from './captions.ts'
import type { Span } from './claims.ts'
import { takeUnit } from './fund-figures.ts'
import { readHeadedFields } from './headed-fields.ts'
import { findPairs, readInline, unitOrBody } from './inline.ts'
import { readInlineGoal } from './inline-goal.ts'
import { findLooseFund, takeLooseFund } from './loose-funds.ts'
import { readScoreText } from './score-texts.ts'
import { captionKind } from './segment.ts'
import { BLANK, ruleName, setHead, type Work } from './work.ts'

/** Reads rows of labels and values. */
export function readFields(work: Work, area: Area): void {
  for (let row = area.top; row <= area.bottom; row++) {
    const below = textBelow(work, area, row)
    const last = below ? null : readHeadedFields(work, area, row)
    if (last !== null) row = last
    else if (below) {
      takePair(work, area, pairCells(area, row)[0]!, below, null)
      row++
    } else readFieldRow(work, area, pairCells(area, row), null)
  }
}

/** 单位意见 over 同意, each over the full width: a label with its text below it. */
function textBelow(work: Work, area: Area, row: number): Cell | null {
  const [label, ...others] = pairCells(area, row)
  const [text, ...more] = row < area.bottom ? pairCells(area, row + 1) : []
  if (!label || !text || others.length > 0 || more.length > 0 || isBlank(text.text)) return null
  if (label.rowSpan > 1 || label.column !== text.column || label.columnSpan !== text.columnSpan) return null
  const known = ['field', 'closing'].some((group) => work.terms.match(group, label.text)?.how === 'exact')
  return known && !isLabel(work, text.text) && !hasPairs(work, area, text) && !hasPairs(work, area, label) ? text : null
}

/** Reads one row of label and value cells. `section` is the banner they stand under. */
export function readFieldRow(work: Work, area: Area, cells: readonly Cell[], section: Span | null): void {
  const texts = cells.map((cell) => cell.text)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    const text = textOf(work.book, area, cell)
    if (isBlank(text)) continue
    const next = cells[i + 1]
    const fund = next && text.length <= 30 ? findLooseFund(work, text, next, texts) : null
    if (fund && next) {
      const label = takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/loose'))
      takeUnit(work, area, cell)
      takeLooseFund(work, area, next, fund, label)
      i++
    } else if (next && isBody(text) && findPairs(next.text, work, false).length > 0) takeBody(work, area, cell)
    else if (isLabel(work, text) && next && !opensPair(work, cells, i + 1) && !bothInline(work, text, next.text)) {
      const more = goesOnWith(cells, i + 1)
      takePair(work, area, cell, next, section, more)
      i += 1 + more.length
    } else if (
      next &&
      isOpen(text) &&
      !isBlank(next.text) &&
      !isLabel(work, next.text) &&
      !bothInline(work, text, next.text)
    ) {
      takePair(work, area, cell, next, section)
      i++
    } else if (cells.length === 1 && readInlineGoal(work, area, cell)) return
    else if (hasPairs(work, area, cell))
      for (const source of sourcesOf(work.book, area, cell)) {
        readInline(work, source)
        readTails(work, source)
      }
    else if (i > 0 && captionKind(work.terms, text) === 'date')
      for (const source of sourcesOf(work.book, area, cell)) readTails(work, source)
    else if (isLabel(work, text)) takePair(work, area, cell, null, section)
    else if (next && looksLikeLabel(text) && !isHeadLabel(work, next.text)) {
      takePair(work, area, cell, next, section)
      i++
    } else if (cells.length === 1 && looksLikeLabel(text)) takeSection(work, area, cell)
  }
}

/** 2024年1月 | 至 | 2024年12月: a value in three cells. */
function goesOnWith(cells: readonly Cell[], i: number): readonly Cell[] {
  const [to, end] = [cells[i + 1], cells[i + 2]]
  return to && end && /^\s*[至到—–~～-]+\s*$/.test(to.text) && /\d/.test(end.text) ? [to, end] : []
}

/** 项目设立的必要性：: a short label, known or not, whose value stands in the next cell. */
const isOpen = (text: string) => /^[^:：。；;，,]{2,24}[:：]\s*$/.test(text)

const isHeadLabel = (work: Work, text: string) =>
  normalize(text).length >= 3 && work.terms.match('head', text)?.how === 'exact'

/** 410001某市水利局本级: a body by its budget code, without a label. */
function isBody(text: string): boolean {
  return /^\s*[[【(（]?\d{3,}[\]】)）]?[-—]?[\p{Script=Han}]{4,}(?:\(本级\)|本级|[局厅委办院所站队会部馆校])\s*$/u.test(
    text,
  )
}

function takeBody(work: Work, area: Area, cell: Cell): void {
  const text = takeCell(work.book, area, cell, 'value', ruleName(work, 'field/body'), 'agency')
  setHead(work, 'agency', { text: '单位', stored: null, claims: [] }, text)
}

/** A row of nothing but a title (项目资金（万元）) heads what follows; the unit in it is the form's. */
function takeSection(work: Work, area: Area, cell: Cell): void {
  takeCell(work.book, area, cell, 'label', ruleName(work, 'section'))
  takeUnit(work, area, cell)
}

/** 项目类别： | 项目属性：延续性项目: two cells with their values inside, the first one blank. */
function bothInline(work: Work, label: string, next: string): boolean {
  return /[:：]\s*$/.test(label) && findPairs(next, work, true).some(({ label: [start] }) => start === 0)
}

/** True when a cell is a label of its own: with a colon, or with a value to its right. */
function opensPair(work: Work, cells: readonly Cell[], i: number): boolean {
  const text = cells[i]!.text
  // 自评得分99分 at the end of a row states the score, it labels none.
  const states = i === cells.length - 1 && /[^\d.(（]\s*\d+(?:\.\d+)?\s*分\s*$/.test(text)
  const exact = text.length >= 3 && !states && work.terms.match('head', text)?.how === 'exact'
  return exact || (isLabel(work, text) && (/[:：]\s*$/.test(text) || i < cells.length - 1))
}

/** A text that a head term knows exactly, or by its end. */
function isLabel(work: Work, text: string): boolean {
  if (text.length <= 40 && ['field', 'closing'].some((group) => work.terms.match(group, text)?.how === 'exact'))
    return true
  const match = text.length <= 40 ? work.terms.match('head', text) : null
  return (
    match !== null &&
    (match.how === 'exact' || (match.how === 'suffix' && normalize(text).length <= match.term.length + 4))
  )
}

/** A short text without figures can be a label that no term knows. */
function looksLikeLabel(text: string): boolean {
  const plain = normalize(text)
  return plain.length >= 2 && plain.length <= 30 && !/^[\d.,%+-]+$/.test(plain) && !/[。；;]/.test(plain)
}

function hasPairs(work: Work, area: Area, cell: Cell): boolean {
  return sourcesOf(work.book, area, cell).some((source) => findPairs(source.text, work, true).length > 0)
}

/** Claims a label cell and the cell of its value; the head key that the label names, or a field. */
export function takePair(
  work: Work,
  area: Area,
  label: Cell,
  value: Cell | null,
  section: Span | null,
  more: readonly Cell[] = [],
): void {
  const code = headCode(work, label.text, value?.text ?? '')
  const part = `field/${code ?? 'other'}`
  const name = takeCell(work.book, area, label, 'label', ruleName(work, part))
  const into = code ?? `fields[${work.fields.length}]`
  const spans = [value, ...more]
    .filter((cell): cell is Cell => cell !== null && !isBlank(textOf(work.book, area, cell)))
    .map((cell) => takeCell(work.book, area, cell, 'value', ruleName(work, part), into))
  const text = spans.length < 2 ? (spans[0] ?? BLANK) : joined(spans)
  if (code !== null) setHead(work, code, name, text)
  else work.fields.push({ label: section ? { ...name, text: `${section.text}/${name.text}` } : name, text })
  if (code === null && value) for (const source of sourcesOf(work.book, area, value)) readScoreText(work, source)
}

const joined = (spans: readonly Span[]): Span => ({
  text: spans.map((span) => span.text.trim()).join(''),
  stored: null,
  claims: spans.flatMap((span) => span.claims),
})

function headCode(work: Work, label: string, value: string): string | null {
  const match = work.terms.match('head', label)
  return match && match.how !== 'contains' ? unitOrBody(match.code, value) : null
}
