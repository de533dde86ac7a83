/** The lines around a table: title, year, amount unit, attachment number, notes, signatures. */
import { halfWidth, isBlank, normalize } from '../text.ts'
import { isFiler, kindOfPieces, piecesOf } from './caption-line.ts'
import { type Source, type Span, takeSpanOf } from './claims.ts'
import { readInline } from './inline.ts'
import { captionKind, type Line } from './segment.ts'
import { BLANK, findingOf, ruleName, setHead, type Work } from './work.ts'

/** Titles are letter-spaced at times: 2 0 1 8 年 度. */
const YEAR = /(?<!\d)(?:1 *9|2 *0) *\d *\d(?! *\d)/
const UNIT = /(?:亿|百万|万|千)?元/

/** What the lines of a filing share: months without a year, and where a line stands. */
interface Lines {
  readonly months: Span[]
  /** In front of the table. */
  readonly front: boolean
}

/** Reads the lines in front of a filing and behind it. */
export function readCaptions(work: Work, before: readonly Line[], after: readonly Line[]): void {
  const months: Span[] = []
  for (const line of before) readLine(work, line, { months, front: true })
  for (const line of after) readLine(work, line, { months, front: false })
  for (const span of months) placeMonths(work, span)
}

/** （1—8月） is of the year of the form; beside a day of its own (监控时点) it stays as printed. */
function placeMonths(work: Work, span: Span): void {
  const year = /(?:19|20)\d\d/.exec(normalize(work.head.get('fiscalYear')?.text ?? ''))?.[0]
  if (year && !work.head.get('asOf')?.text) work.head.set('asOf', { ...span, text: `${year}年${span.text}` })
  else work.fields.push({ label: { ...BLANK, text: '监控时段' }, text: span })
}

function readLine(work: Work, { source, kind }: Line, lines: Lines): void {
  if (kind === 'note') {
    const text = takeSpanOf(
      work.book,
      source,
      0,
      source.text.length,
      'value',
      ruleName(work, 'caption/note'),
      `fields[${work.fields.length}]`,
    )
    work.fields.push({ label: { ...BLANK, text: '注' }, text })
    return
  }
  // What stands alone above the year is a title, whatever its words.
  const several = kindOfPieces(work.terms, source.text) !== null
  if (kind === 'title' && !several && captionKind(work.terms, source.text) === null && !/\n/.test(source.text.trim())) {
    takeTitle(work, source, 0, source.text.length)
    return
  }
  let start = 0
  let pairs = false
  for (const part of source.text.split('\n')) {
    if (!isBlank(part) && !readPart(work, source, start, start + part.length, lines))
      pairs = !readPieces(work, source, start, part, lines) || pairs
    start += part.length + 1
  }
  if (pairs) readInline(work, source)
}

/** 预算年度：2021年　　　（单位：元）: captions side by side in one line; false when a piece is none of the known kinds. */
function readPieces(work: Work, source: Source, start: number, line: string, lines: Lines): boolean {
  const pieces = piecesOf(line)
  if (pieces.length < 2) return false
  const read = pieces.map((piece) => readPart(work, source, start + piece.start, start + piece.end, lines))
  const [first, ...others] = pieces
  // 某县林业局　　单位：万元: beside its unit, a body needs no label.
  const filer = !read[0] && others.length > 0 && read.slice(1).every(Boolean)
  if (!filer || !isFiler(line.slice(first!.start, first!.end))) return read.every(Boolean)
  const rule = ruleName(work, 'caption/filer')
  const span = takeSpanOf(work.book, source, start + first!.start, start + first!.end, 'value', rule, 'agency')
  setHead(work, 'agency', { ...BLANK, text: '单位' }, span)
  return true
}

/** Captions behind the pairs of a cell: 填报单位：某县水务局　　2024年3月12日　　单位：万元. */
export function readTails(work: Work, source: Source): void {
  for (const { start, raw } of work.book.unread([source]))
    for (const piece of piecesOf(raw)) {
      const kind = captionKind(work.terms, raw.slice(piece.start, piece.end))
      if (kind !== null && TAILS.has(kind))
        readPart(work, source, start + piece.start, start + piece.end, { months: [], front: false })
    }
}

const TAILS = new Set(['attachment', 'date', 'unit', 'year', 'continued'])

/** Reads one printed line of a caption; false when it is none of the known kinds. */
function readPart(work: Work, source: Source, start: number, end: number, lines: Lines): boolean {
  const text = source.text.slice(start, end)
  const kind = captionKind(work.terms, text)
  if (kind === 'attachment') takeCaption(work, source, start, end, 'attachmentNo')
  else if (kind === 'continued') work.book.claim(source, start, end, 'label', ruleName(work, 'caption/continued'))
  else if (kind === 'title') takeTitle(work, source, start, end)
  else if (kind === 'year') {
    work.book.claim(source, start, end, 'label', ruleName(work, 'caption/year'))
    const year = YEAR.exec(halfWidth(text))
    if (year) takeYear(work, source, start + year.index, start + year.index + year[0].length)
  } else if (kind === 'date') takeDate(work, source, start, end, lines)
  else if (kind === 'period') takePeriod(work, source, start, end, lines)
  else return readUnit(work, source, start, end)
  return true
}

function takeTitle(work: Work, source: Source, start: number, end: number): void {
  const text = source.text.slice(start, end)
  takeCaption(work, source, start, end, 'title')
  // 项目绩效目标表（金额单位：元）
  const unit = /单位[:：]\s*(?:人民币)?((?:亿|百万|万|千)?元)\s*[)）]/.exec(text)
  const at = unit ? start + unit.index + unit[0].lastIndexOf(unit[1]!) : 0
  if (unit) takeCaption(work, source, at, at + unit[1]!.length, 'amountUnit')
  const year = YEAR.exec(halfWidth(text))
  if (year && /^\s*年/.test(halfWidth(text).slice(year.index + year[0].length)))
    takeYear(work, source, start + year.index, start + year.index + year[0].length)
}

/**
 * 2024年3月12日 without a label: most forms are filed in the year after, so it is the day of filing. Above a monitoring
 * form, and in brackets where the year is that of the form (（2023年8月）), it is the state of things.
 */
function takeDate(work: Work, source: Source, start: number, end: number, lines: Lines): void {
  const text = source.text.slice(start, end)
  const at = YEAR.exec(halfWidth(text))?.index ?? 0
  const digits = normalize(text.slice(at)).slice(0, 4)
  const label = normalize(text.slice(0, at)).replace('(', '')
  const known = normalize(work.head.get('fiscalYear')?.text ?? '').slice(0, 4)
  const bracketed = /^\s*[(（]/.test(text)
  if (lines.front && label === '' && (work.form?.id === 'monitoring' || (bracketed && known === digits))) {
    takePeriod(work, source, start, end, lines)
    return
  }
  const rule = ruleName(work, 'caption/date')
  work.book.claim(source, start, end, 'label', rule)
  const close = start + text.trimEnd().replace(/[)）]$/, '').length
  const span = takeSpanOf(work.book, source, start + at, close, 'value', rule, 'filedOn')
  setHead(work, 'filedOn', { ...BLANK, text: '日期' }, span)
}

/** （2023年1—7月）, 截至2023年7月31日: the year, and the state of things that a monitoring form reports. */
function takePeriod(work: Work, source: Source, start: number, end: number, { months }: Lines): void {
  const text = source.text.slice(start, end)
  const [skip, length] = [text.search(/[^（(\s]/), text.trimEnd().replace(/[)）]$/, '').length]
  const year = YEAR.exec(halfWidth(text))
  work.book.claim(source, start, end, 'label', ruleName(work, 'caption/period'))
  if (!year) {
    const rule = ruleName(work, 'caption/period')
    months.push(takeSpanOf(work.book, source, start + skip, start + length, 'value', rule, 'asOf'))
    return
  }
  takeCaption(work, source, start + skip, start + length, 'asOf')
  takeYear(work, source, start + year.index, start + year.index + year[0].length, false)
}

/**
 * The year that a caption states. Where two differ (2023年…自评表 over （2022年度）) the line that says nothing else is
 * the form's own slot for it (`slot`), a period or a day is not; the other is reported.
 */
function takeYear(work: Work, source: Source, start: number, end: number, slot = true): void {
  const digits = (text: string) => /(?:19|20)\d\d/.exec(normalize(text))?.[0]
  const known = work.head.get('fiscalYear')
  const differs = known !== undefined && digits(known.text) !== digits(source.text.slice(start, end))
  if (known && differs && slot) {
    const place = known.claims[0]?.place
    if (place !== undefined && place === work.head.get('title')?.claims[0]?.place) work.head.delete('fiscalYear')
  }
  const span = takeCaption(work, source, start, end, 'fiscalYear')
  if (!known || !differs) return
  const [own, other] = work.head.get('fiscalYear') === span ? [span, known] : [known, span]
  work.findings.push(
    findingOf(
      'year-conflict',
      'warning',
      `The form states two years, ${digits(own.text)} and ${digits(other.text)}; ${digits(own.text)} was taken.`,
      `表中有两个年度：${digits(own.text)}年、${digits(other.text)}年，取${digits(own.text)}年。`,
      [own, other],
      { found: digits(other.text) ?? null, expected: digits(own.text) ?? null },
    ),
  )
}

/** `单位：万元`, `（万元）`: the amount unit of the form. */
function readUnit(work: Work, source: Source, start: number, end: number): boolean {
  const text = source.text.slice(start, end)
  if (!/^[(（]?(?:(?:金额|计量)?单位[:：])?[(（]?(?:人民币)?(?:亿|百万|万|千)?元[)）]?$/.test(normalize(text)))
    return false
  const unit = UNIT.exec(text)
  work.book.claim(source, start, end, 'label', ruleName(work, 'caption/unit'))
  if (unit) takeCaption(work, source, start + unit.index, start + unit.index + unit[0].length, 'amountUnit')
  return unit !== null
}

/** The first of a kind counts; a title printed twice stays a label. */
function takeCaption(work: Work, source: Source, start: number, end: number, key: string): Span {
  const first = !work.head.get(key)?.text
  const span = takeSpanOf(
    work.book,
    source,
    start,
    end,
    first ? 'value' : 'label',
    ruleName(work, `caption/${key}`),
    first ? key : undefined,
  )
  if (first) work.head.set(key, span)
  return span
}
