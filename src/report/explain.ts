/** `guibiao explain`: which rule claimed which characters of a file, what they became, and what nobody claimed. */
import type { Decision, Extraction, Filing, Ledger, Mark } from '../model.ts'
import { isBlank } from '../text.ts'
import { paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { cutTo, printable } from './width.ts'
import { countFilings, word } from './words.ts'

/** The unread first, then for each filing and table the claims of every cell in order of place. Ends with a line break. */
export function explainText(extraction: Extraction, options: Style): string {
  const { filings, document, ledger, findings } = extraction
  const paint = paintOf(options)
  const count = countFilings(filings.length, options)
  const parts = [
    `${paint.bold(`${document.format} · ${count}`)}  ${drawLedger(ledger, options)}\n`,
    drawUnread(extraction, options),
  ]
  for (const [at, filing] of filings.entries())
    parts.push(explainFiling(filing, at, extraction.evidence[at] ?? [], options))
  for (const { severity, rule, message } of findings)
    parts.push(`${severity}  ${rule}  ${printable(message[options.lang])}\n`)
  return parts.filter((part) => part !== '').join('\n')
}

function drawLedger(ledger: Ledger, style: Style): string {
  const total = ledger.label + ledger.value + ledger.ignored + ledger.unread
  const counts = (['label', 'value', 'ignored', 'unread'] as const).map((key) => `${word(key, style)} ${ledger[key]}`)
  return `${word('characters', style)} ${total} = ${counts.join(' + ')}`
}

function drawUnread(extraction: Extraction, style: Style): string {
  const { filings, ledger } = extraction
  const paint = paintOf(style)
  const rows = filings.flatMap((filing, at) =>
    filing.unread.map(({ place, start, end, raw }) => [
      `#${at + 1}`,
      place.address,
      `${start}–${end}`,
      `“${short(raw)}”`,
    ]),
  )
  const outside = ledger.unread - filings.reduce((sum, filing) => sum + filing.ledger.unread, 0)
  if (outside > 0) rows.push(['–', word('outside', style), '', `${outside} ${word('characters', style)}`])
  if (outside > 0) for (const text of textsOutside(extraction)) rows.push(['', '', '', `“${short(text)}”`])
  if (rows.length === 0) return `${paint.green(word('nothingUnread', style))}\n`
  const title = `${word('unread', style)} (${ledger.unread} ${word('characters', style)})`
  return `${paint.red(title)}\n${drawTable(rows, { indent: 2 })}`
}

/** How many texts outside of all filings are shown. */
const SHOWN = 30

/** The texts of the blocks in which no filing claimed anything, the first ones of them. */
function textsOutside({ document, filings }: Extraction): readonly string[] {
  const claimed = new Set(filings.flatMap((filing) => filing.marks.map((mark) => mark.place.block)))
  const texts = document.blocks
    .filter((_, at) => !claimed.has(at))
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.grid.cells.map((cell) => cell.text)))
    .filter((text) => !isBlank(text))
  return texts.length > SHOWN ? [...texts.slice(0, SHOWN), `… ${texts.length - SHOWN}`] : texts
}

const short = (text: string) => cutTo(printable(text), 48)

function explainFiling(filing: Filing, at: number, decisions: readonly Decision[], options: Style): string {
  const paint = paintOf(options)
  const title = filing.title === null ? '' : ` ${printable(filing.title)}`
  const lines = [
    `${paint.bold(`#${at + 1}${title}`)}  ${filing.form} · ${filing.status} · ${printable(filing.source.range)}  ${drawLedger(filing.ledger, options)}\n`,
  ]
  lines.push(drawDecisions(decisions, options))
  const byBlock = new Map<number, Mark[]>()
  for (const mark of filing.marks) {
    const marks = byBlock.get(mark.place.block)
    if (marks) marks.push(mark)
    else byBlock.set(mark.place.block, [mark])
  }
  for (const marks of byBlock.values()) lines.push(drawMarks(marks, options))
  return lines.join('')
}

/** The claims of one table or paragraph; the address is written once for each cell. */
function drawMarks(marks: readonly Mark[], style: Style): string {
  const paint = paintOf(style)
  const colors = { label: paint.dim, value: paint.green, ignored: paint.yellow, unread: paint.red }
  const sorted = [...marks].sort(byPlace)
  const rows = sorted.map((mark, at) => {
    const again = at > 0 && sorted[at - 1]!.place.address === mark.place.address
    const into = mark.into === null ? '' : `→ ${mark.into}`
    return {
      as: mark.as,
      cells: [again ? '' : mark.place.address, word(mark.as, style), `“${short(mark.raw)}”`, into, mark.rule],
    }
  })
  const table = drawTable(
    rows.map(({ cells }) => cells),
    { indent: 2 },
  )
    .trimEnd()
    .split('\n')
  return table.map((line, at) => `${colors[rows[at]!.as](line)}\n`).join('')
}

function byPlace(a: Mark, b: Mark): number {
  return (
    a.place.block - b.place.block ||
    (a.place.row ?? -1) - (b.place.row ?? -1) ||
    (a.place.column ?? -1) - (b.place.column ?? -1) ||
    a.start - b.start ||
    a.end - b.end
  )
}

function drawDecisions(decisions: readonly Decision[], options: Style): string {
  if (decisions.length === 0) return ''
  const rows = decisions.flatMap(({ about, chosen, candidates }) => {
    const listed = candidates.map(({ name, points, why }, at) => [
      at === 0 ? printable(about) : '',
      name === chosen ? '✓' : '',
      name,
      `${points}`,
      why,
    ])
    return chosen === null ? [...listed, [listed.length === 0 ? printable(about) : '', '–', '', '', '']] : listed
  })
  return `  ${word('decisions', options)}\n${drawTable(rows, { indent: 4, right: [3] })}`
}
