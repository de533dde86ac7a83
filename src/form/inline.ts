/** The part `inline`: 名称：值 pairs inside a cell or a line, several of them if need be. */
import { halfWidth, isBlank, normalize } from '../text.ts'
import { piecesOf } from './caption-line.ts'
import { type Source, takeSpanOf } from './claims.ts'
import { BLANK, ruleName, setHead, type Work } from './work.ts'

/** A label with its colon and the text up to the next label, as offsets into the source. */
export interface InlinePair {
  readonly label: readonly [start: number, end: number]
  readonly value: readonly [start: number, end: number]
  readonly code: string | null
}

const LABEL =
  /(?:^|[\s　;；。，,、）)])((?:[^\s:：;；。，,、()（）]|[(（][^()（）:：]{0,12}[)）]| (?=[^\s:：]{1,4}[:：])){2,24}?)[ 　]*[:：]/gmu

/** 一、存在问题：无: the number is of the label. */
const NUMBERED = /^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?)\s*$/

/** Finds the pairs of a text whose label is a head term; with `any`, a label at the start of a line counts as well. */
export function findPairs(text: string, work: Pick<Work, 'terms'>, any: boolean): readonly InlinePair[] {
  const flat = halfWidth(text)
  const labels: { start: number; end: number; after: number; code: string | null }[] = []
  LABEL.lastIndex = 0
  for (let m = LABEL.exec(flat); m; m = LABEL.exec(flat)) {
    const label = labelIn(m[1]!, work)
    const start = m.index + m[0].indexOf(m[1]!) + m[1]!.length - label.length
    const match = work.terms.match('head', label)
    const known = match !== null && match.how !== 'contains' && match.how !== 'pattern'
    const front = flat.slice(flat.lastIndexOf('\n', start - 1) + 1, start)
    const opens = isBlank(front) || NUMBERED.test(front)
    // 项目名称：高标准农田建设　　评价机构：某事务所: behind a gap a label needs no term.
    const parted =
      /(?:[ \t]{2}|\u3000)[ \t\u3000]*$/.test(text.slice(0, start)) && /^\p{Script=Han}{2,10}$/u.test(label)
    if (known || (any && (opens || parted) && label.length <= 16))
      labels.push({
        start: known || !NUMBERED.test(front) ? start : start - front.trimStart().length,
        end: start + label.length,
        after: m.index + m[0].length,
        code: known ? match.code : null,
      })
    LABEL.lastIndex = m.index + m[0].length - 1
  }
  return labels.map(({ start, end, after, code }, i) => {
    const last = labels[i + 1] ? endOf(flat, after, labels[i + 1]!.start) : text.length
    return { label: [start, end], value: [after, withoutCaptions(text, after, last, work)], code }
  })
}

/** 附件2 填报单位：… : of a text with a blank in it, the known label at its end. */
function labelIn(text: string, { terms }: Pick<Work, 'terms'>): string {
  const own = text.slice(text.lastIndexOf(' ') + 1)
  if (text.trimStart() === own) return own
  const exact = (label: string) => terms.match('head', label)?.how === 'exact'
  return own.length >= 4 && exact(own) && !exact(text) ? own : text
}

const CAPTIONS = new Set(['attachment', 'date', 'year', 'period', 'unit', 'continued'])

/** 某县水务局　　2024年3月12日: a value ends where a gap and a caption follow. A span of days goes on. */
function withoutCaptions(text: string, start: number, end: number, { terms }: Pick<Work, 'terms'>): number {
  let last = start
  for (const piece of piecesOf(text)) {
    const before = text.slice(start, last)
    const kind = terms.pattern('caption', normalize(text.slice(piece.start, piece.end)))?.code
    const dated = /(?:19|20)\d\d\s*[年\-/.]|[至到—~～-]\s*$/.test(before) && kind !== 'unit' && kind !== 'attachment'
    if (piece.start > start && piece.end <= end && !isBlank(before) && kind && CAPTIONS.has(kind) && !dated) return last
    last = Math.max(start, piece.end)
  }
  return end
}

/** Where a value ends in front of the next label: 绿化养护，主管部门：… without the comma. */
function endOf(text: string, start: number, end: number): number {
  return start + text.slice(start, end).replace(/[\s,，;；、]+$/, '').length
}

/** 单位 alone is the amount unit beside 万元, and a body beside a name. */
export function unitOrBody(code: string, value: string): string {
  if (code !== 'unit') return code
  return /^(?:人民币)?(?:亿|百万|万|千)?元$/.test(normalize(value)) ? 'amountUnit' : 'agency'
}

/** The value in front of a stamp (某局（盖章）), or behind it where nothing stands in front (（盖章）某局). */
function besideIgnored(
  text: string,
  [start, end]: readonly [number, number],
  ignored: readonly { readonly start: number; readonly end: number }[],
): readonly [number, number] {
  const first = Math.min(end, ...ignored.map((span) => start + span.start))
  const last = Math.max(start, ...ignored.map((span) => start + span.end))
  return isBlank(text.slice(start, first)) && last > start ? [last, end] : [start, first]
}

/** Reads the pairs of a source into head keys and fields; false when there is none. */
export function readInline(work: Work, source: Source, any = true): boolean {
  const pairs = findPairs(source.text, work, any)
  for (const { label, value, code: named } of pairs) {
    const code = named === null ? null : unitOrBody(named, source.text.slice(value[0], value[1]))
    const name = takeSpanOf(work.book, source, label[0], label[1], 'label', ruleName(work, `inline/${code ?? 'field'}`))
    const ignored = work.terms.ignored(source.text.slice(value[0], value[1])).filter((span) => span.start >= 0)
    for (const span of ignored)
      work.book.claim(source, value[0] + span.start, value[0] + span.end, 'ignored', span.rule)
    const into = code ?? `fields[${work.fields.length}]`
    const [from, to] = besideIgnored(source.text, value, ignored)
    const text = isBlank(source.text.slice(from, to))
      ? BLANK
      : takeSpanOf(work.book, source, from, to, 'value', ruleName(work, `inline/${code ?? 'field'}`), into)
    if (code !== null) setHead(work, code, name, text)
    else work.fields.push({ label: name, text })
  }
  return pairs.length > 0
}
