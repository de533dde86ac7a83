/** A comparison of two filings as text: what is new, gone and different, part by part. */
import type { Filing } from '../model.ts'
import type { Change, FilingDiff, RecordChange } from './diff.ts'
import { isSame } from './diff.ts'
import { type Paint, paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { cutTo, displayWidth, printable } from './width.ts'
import { hasWord, type Word, word } from './words.ts'

/** Both filings with the names under which they were given. */
export interface Compared {
  readonly name: string
  readonly filing: Filing
}

const PARTS = ['funds', 'goals', 'indicators', 'fields', 'findings'] as const
const MARKS = { added: '+', dropped: '-', changed: '~' } as const
const WIDE = 60

/** Draws a comparison; ends with a line break. */
export function drawDiff(a: Compared, b: Compared, diff: FilingDiff, style: Style): string {
  const paint = paintOf(style)
  const heading = ([mark, { name, filing }]: readonly [string, Compared]) =>
    `${mark} ${paint.bold(printable(filing.title ?? filing.form))}  ${paint.dim(printable([filing.form, filing.fiscalYear, filing.department ?? filing.agency, filing.projectName, name].filter((part) => part !== null).join(' · ')))}\n`
  const parts = [['-', a] as const, ['+', b] as const].map(heading)
  if (isSame(diff)) parts.push(`${word('nothingDiffers', style)}\n`)
  if (diff.head.length > 0)
    parts.push(`\n${paint.blue(word('headPart', style))}\n${drawChanges(diff.head, 2, style, paint)}`)
  for (const part of PARTS) if (diff[part].length > 0) parts.push(drawPart(part, diff[part], style, paint))
  parts.push(`\n${paint.dim(`${diff.same} ${word('unchanged', style)}`)}\n`)
  return parts.join('')
}

function drawPart(part: Word, records: readonly RecordChange[], style: Style, paint: Paint): string {
  const counts = (['added', 'dropped', 'changed'] as const).map(
    (how) => `${MARKS[how]}${records.filter((record) => record.how === how).length}`,
  )
  const colors = { added: paint.green, dropped: paint.red, changed: paint.yellow }
  const drawn = records.map(
    ({ name, how, changes }) =>
      `  ${colors[how](`${MARKS[how]} ${printable(name)}`)}\n${drawChanges(changes, 6, style, paint)}`,
  )
  return `\n${paint.blue(word(part, style))} ${counts.join(' ')}\n${drawn.join('')}`
}

function drawChanges(changes: readonly Change[], indent: number, style: Style, paint: Paint): string {
  const other = style.lang === 'en' ? 'message.zh' : 'message.en'
  const rows = changes
    .filter(({ field }) => field !== other)
    .map(({ field, before, after, sameReading }) => [
      hasWord(field) ? word(field, style) : printable(field),
      excerpt(before, after),
      '→',
      excerpt(after, before),
      sameReading ? paint.dim(word('sameReading', style)) : '',
    ])
  // The table would show the escapes of a colour as text.
  const plain = drawTable(
    rows.map((row) => row.slice(0, 4)),
    { indent },
  ).split('\n')
  return rows.map((row, at) => `${plain[at]}${row[4] === '' ? '' : `  ${row[4]}`}\n`).join('')
}

/** A text, or of a long one the part where it begins to differ from the other. */
function excerpt(text: string | null, other: string | null): string {
  if (text === null) return '–'
  const line = printable(text)
  if (displayWidth(line) <= WIDE || other === null) return cutTo(line, WIDE)
  const against = printable(other)
  let same = 0
  while (same < line.length && line[same] === against[same]) same++
  const from = Math.max(0, same - 8)
  return cutTo(`${from > 0 ? '…' : ''}${line.slice(from)}`, WIDE)
}
