/** `guibiao explain --html`: a file as printed, every span of text coloured by what claimed it, the unread first. */
import type { Claim, Decision, Document, Extraction, Filing, Finding, Ledger, Table } from '../model.ts'
import { columnLetters } from '../text.ts'
import { cutPieces, type FilingMark, type Piece, placeKey } from './claimed-text.ts'
import { EXPLAIN_SCRIPT, EXPLAIN_STYLE } from './explain-look.ts'
import { type Html, html } from './html.ts'
import { drawPage } from './page.ts'
import { readingAt } from './reading-at.ts'
import type { Style } from './style.ts'
import { countFilings, type Word, word } from './words.ts'

/** How the page is drawn. */
export interface ExplainPageOptions extends Pick<Style, 'lang'> {
  /** The file's name as the page shows it. */
  readonly name: string
}

/** What every part of the page needs. */
interface Work extends ExplainPageOptions {
  readonly extraction: Extraction
  readonly marks: ReadonlyMap<string, readonly FilingMark[]>
  /** The texts that nobody claimed, in the order of the file; filled while blocks are drawn. */
  readonly unread: { readonly id: string; readonly address: string; readonly text: string; readonly where: string }[]
}

const KINDS = ['unread', 'outside', 'value', 'label', 'ignored'] as const

/**
 * One self-contained HTML page: what is unread, then each filing with its findings, then every block of the file with
 * its real spans. Pointing at a span, or reaching it with the Tab key, shows its rule and its reading.
 */
export function explainPage(extraction: Extraction, options: ExplainPageOptions): string {
  const marks = new Map<string, FilingMark[]>()
  for (const [filing, { marks: own }] of extraction.filings.entries())
    for (const mark of own) {
      const key = placeKey(mark.place.block, mark.place.row, mark.place.column)
      const known = marks.get(key)
      if (known) known.push({ filing, mark })
      else marks.set(key, [{ filing, mark }])
    }
  const work: Work = { ...options, extraction, marks, unread: [] }
  const blocks = extraction.document.blocks.map((_, at) => drawBlock(extraction.document, at, work))
  const { document, filings, ledger } = extraction
  const body = html`<a class="skip" href="#file">${word('toFile', options)}</a>
<header><h1><bdi>${options.name}</bdi></h1>
<p>${document.format} · ${document.reader} · ${countFilings(filings.length, options)}</p>
${drawLedger(ledger, work)}</header>
<main>
${drawUnread(work)}
${filings.map((filing, at) => drawFiling(filing, at, extraction.evidence[at] ?? [], work))}
${drawFindings(extraction.findings, work)}
<section id="file" tabindex="-1"><h2>${word('file', options)}</h2>${drawLegend(work)}${blocks}</section>
</main>
<div id="note" class="screen" role="status" aria-live="polite" hidden></div>`
  const title = `${word('explainTitle', options)} · ${options.name}`
  return drawPage({ lang: options.lang, title, style: EXPLAIN_STYLE, body, script: EXPLAIN_SCRIPT })
}

function drawLedger(ledger: Ledger, style: Pick<Style, 'lang'>): Html {
  const total = ledger.label + ledger.value + ledger.ignored + ledger.unread
  const counts = (['unread', 'value', 'label', 'ignored'] as const).map(
    (key, at) => html`${at > 0 ? ' + ' : ''}<span class="as ${key}">${word(key, style)} ${ledger[key]}</span>`,
  )
  return html`<p class="ledger">${word('characters', style)} ${total} = ${counts}</p>`
}

function drawLegend(style: Pick<Style, 'lang'>): Html {
  return html`<p class="ledger">${KINDS.map((key) => html`<span class="as ${key}">${word(key, style)}</span> `)}</p>`
}

function drawUnread(work: Work): Html {
  const { unread, extraction } = work
  const rows = unread.map(
    ({ id, address, text, where }) =>
      html`<li><a href="#${id}">${address}</a> <span class="dim">${where}</span> <q>${text}</q></li>`,
  )
  const note = unread.length === 0 ? html`<p>${word('nothingUnread', work)}</p>` : html`<ol>${rows}</ol>`
  return html`<section id="unread"><h2>${word('unread', work)} (${extraction.ledger.unread} ${word('characters', work)})</h2>${note}</section>`
}

function drawFiling(filing: Filing, at: number, decisions: readonly Decision[], work: Work): Html {
  const about = [filing.form, filing.fiscalYear, filing.status, filing.source.range].filter((part) => part !== null)
  return html`<section class="filing"><h2>#${at + 1} ${filing.title ?? filing.form}</h2>
<p>${about.join(' · ')}</p>${drawLedger(filing.ledger, work)}${drawFindings(filing.findings, work)}
${decisions.length > 0 && html`<details><summary>${word('decisions', work)} (${decisions.length})</summary><ul>${decisions.map(drawDecision)}</ul></details>`}
</section>`
}

function drawDecision({ about, chosen, candidates }: Decision): Html {
  const all = candidates.map(
    ({ name, points, why }) => html`<li>${name} ${points} <span class="dim">${why}</span></li>`,
  )
  return html`<li>${about} → <strong>${chosen ?? '–'}</strong><ul>${all}</ul></li>`
}

function drawFindings(findings: readonly Finding[], work: Work): Html | null {
  if (findings.length === 0) return null
  const rows = findings.map(
    ({ severity, rule, message, cells }) =>
      html`<li class="${severity}"><strong>${severity}</strong> ${rule} ${message[work.lang]} ${cells.slice(0, 1).map((claim) => linkTo(claim))}</li>`,
  )
  return html`<h3>${word('findings', work)} (${findings.length})</h3><ul>${rows}</ul>`
}

const cellId = (block: number, row: number | null, column: number | null) => `b${block}-${row ?? ''}-${column ?? ''}`

function linkTo({ place }: Claim): Html {
  return html`<a href="#${cellId(place.block, place.row, place.column)}">${place.address}</a>`
}

function drawBlock(document: Document, at: number, work: Work): Html {
  const block = document.blocks[at]!
  const hidden = block.hidden ? html` <em class="dim">${word('hidden', work)}</em>` : null
  if (block.kind === 'table') return drawTableBlock(block, at, document, hidden, work)
  const part = block.part === 'body' ? null : html`<em class="dim">${block.part}</em> `
  return html`<p class="printed" id="${cellId(at, null, null)}">${part}${drawText(block.text, at, null, null, work)}${hidden}</p>`
}

function drawTableBlock(block: Table, at: number, document: Document, hidden: Html | null, work: Work): Html {
  const { grid, name, within } = block
  const covered = new Map(
    grid.cells.filter((cell) => cell.covered).map((cell) => [placeKey(at, cell.row, cell.column), cell]),
  )
  const rows = Array.from({ length: grid.rows }, (_, row) => {
    const cells = grid.cells.filter((cell) => cell.row === row && !cell.covered)
    const drawn = cells
      .sort((a, b) => a.column - b.column)
      .map((cell) => {
        const under: Html[] = []
        for (let r = row; r < row + cell.rowSpan; r++)
          for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
            const below = covered.get(placeKey(at, r, c))
            if (below)
              under.push(
                html`<div class="covered" id="${cellId(at, r, c)}"><em>${word('covered', work)}</em> ${drawText(below.text, at, r, c, work)}</div>`,
              )
          }
        const spans = html`${cell.rowSpan > 1 && html` rowspan="${cell.rowSpan}"`}${cell.columnSpan > 1 && html` colspan="${cell.columnSpan}"`}${cell.hidden && html` class="hidden"`}`
        const note = cell.hidden ? html` <em class="dim">${word('hidden', work)}</em>` : null
        return html`<td id="${cellId(at, row, cell.column)}"${spans}>${drawText(cell.text, at, row, cell.column, work)}${note}${under}</td>`
      })
    return html`<tr><th scope="row" class="edge">${row + 1}</th>${drawn}</tr>`
  })
  const columns = Array.from({ length: grid.columns }, (_, column) =>
    name === null ? column + 1 : columnLetters(column),
  )
  const tables = document.blocks.slice(0, at + 1).filter(({ kind }) => kind === 'table').length
  const title = html`${name ?? `${word('table', work)} ${tables}`}${within && html` ← <a href="#${cellId(within.block, within.row, within.column)}">${word('nested', work)}</a>`}${hidden}`
  return html`<div class="scroll"><table class="printed"><caption>${title}</caption>
<thead><tr><td class="edge"></td>${columns.map((column) => html`<th scope="col" class="edge">${column}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

function drawText(text: string, block: number, row: number | null, column: number | null, work: Work): Html {
  const marks = work.marks.get(placeKey(block, row, column)) ?? []
  const pieces = cutPieces(text, marks).map((piece) => {
    if (piece.as === 'free') return html`${piece.text}`
    const missed = piece.as === 'unread' || piece.as === 'outside'
    const id = missed ? noteUnread(piece, block, row, column, work) : null
    return html`<span class="as ${piece.as}" tabindex="0"${id !== null && html` id="${id}"`} title="${describe(piece, work)}">${piece.text}</span>`
  })
  return html`${pieces}`
}

/** The address of a text that no claim names, written as claims write it. */
function addressAt({ blocks }: Document, at: number, row: number | null, column: number): string {
  const block = blocks[at]!
  const count = blocks.slice(0, at + 1).filter(({ kind }) => kind === block.kind).length
  if (block.kind === 'paragraph' || row === null) return `段落${count}`
  if (block.name !== null) return `${block.name}!${columnLetters(column)}${row + 1}`
  return `表${count} 第${row + 1}行第${column + 1}列`
}

function noteUnread(piece: Piece, block: number, row: number | null, column: number | null, work: Work): string {
  const [first] = piece.marks
  const id = `u${work.unread.length + 1}`
  const place = addressAt(work.extraction.document, block, row, column ?? 0)
  const where = first ? `#${first.filing + 1}` : word('outside', work)
  work.unread.push({ id, address: first?.mark.place.address ?? place, text: piece.text, where })
  return id
}

/** One line a claim: what it is, which rule made it, which field it fills, and how that was read. */
function describe({ marks, as }: Piece, work: Work): string {
  if (marks.length === 0) return word(as as Word, work)
  const many = work.extraction.filings.length > 1
  const lines = marks.map(({ filing, mark }) => {
    const reading = mark.into === null ? null : readingAt(work.extraction.filings[filing]!, mark.into)
    const into = mark.into === null ? '' : ` → ${mark.into}${reading === null ? '' : ` = ${reading}`}`
    return `${many ? `#${filing + 1} ` : ''}${word(mark.as, work)} · ${mark.rule === '' ? '–' : mark.rule}${into}`
  })
  return lines.join('\n')
}
