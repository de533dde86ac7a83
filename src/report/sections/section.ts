/** One part of the report: a question to the views, its chart, and the table under it. */
import { drawLabel, type Label, type Words } from '../bilingual.ts'
import { type Html, html } from '../html.ts'

/** Rows of a query on the views, by column name. */
export type Query = (sql: string) => readonly Readonly<Record<string, unknown>>[]

/** One file of this folder. */
export interface Section {
  readonly id: string
  readonly title: Words
  draw(query: Query): Html
}

/** A figure: what it shows and how to read it, the chart, its numbers as a table. */
export function drawFigure(title: Words, how: Words, chart: Html | null, table: Html): Html {
  return html`<figure><figcaption><h3>${drawLabel(title)}</h3><p class="dim">${drawLabel(how)}</p></figcaption>${chart}${table}</figure>`
}

/** A cell of a table: words of ours, text of a file, or a number. */
export type TableCell = Label | number | null

/** A table; numbers are aligned to the right, column by column. Nothing to show is said in words. */
export function drawHtmlTable(head: readonly Words[], rows: readonly (readonly TableCell[])[]): Html {
  if (rows.length === 0)
    return html`<p class="none">${drawLabel({ en: 'There is nothing to show.', zh: '没有可显示的内容。' })}</p>`
  const numeric = head.map((_, at) => rows.every((row) => isNumber(row[at] ?? null)))
  const cells = (row: readonly TableCell[]) =>
    row.map((cell, at) => {
      const text = cell === null ? '–' : typeof cell === 'number' ? count(cell) : drawLabel(cell)
      if (at === 0) return html`<th scope="row">${text}</th>`
      return html`<td${numeric[at] && html` class="number"`}>${text}</td>`
    })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="table 表"><table><thead><tr>${head.map((one, at) => html`<th scope="col"${numeric[at] && at > 0 && html` class="number"`}>${drawLabel(one)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`
}

function isNumber(cell: TableCell): boolean {
  return cell === null || typeof cell === 'number' || (typeof cell === 'string' && /^(?:[-\d.,]+( ?%)?|–)$/.test(cell))
}

/** A number with thousands separators. */
export function count(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 2 })
}

/** A share in percent with one decimal; `–` of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`
}

/** 分 (as decimal digits) in 万元 with two decimals, exactly rounded. */
export function tenThousands(fen: string): string {
  const negative = fen.startsWith('-')
  const hundredths = (BigInt(negative ? fen.slice(1) : fen) + 5_000n) / 10_000n
  const whole = (hundredths / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${negative && hundredths > 0n ? '-' : ''}${whole}.${(hundredths % 100n).toString().padStart(2, '0')}`
}

/** A column of a row as number; null counts as 0. */
export function numberOf(row: Readonly<Record<string, unknown>>, name: string): number {
  return Number(row[name] ?? 0)
}

/** A column of a row as text; `–` for null. */
export function textOf(row: Readonly<Record<string, unknown>>, name: string): string {
  return row[name] === null || row[name] === undefined ? '–' : String(row[name])
}

/** Adds up a column by the values of another, the largest first. */
export function addUp(rows: ReturnType<Query>, by: string, column: string): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(textOf(row, by), (sums.get(textOf(row, by)) ?? 0) + numberOf(row, column))
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
