/** The work-sheet of a sample: cells as printed beside the readings, a column to judge them in, and back again. */
import { renameSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Grid } from '../model.ts'
import { openSink } from './file-sink.ts'
import { assertFree, asTargetError, passingName, sweepPassing, type TargetOptions } from './target.ts'
import { lettersOf, openBook } from './xlsx-file.ts'

/** One line to be judged. */
export interface AuditLine {
  readonly stratum: string
  readonly filingId: string
  readonly path: string
  readonly file: string
  readonly about: string
  readonly where: string
  readonly printed: string
  readonly reading: string
}

/** What is written beside the lines. */
export interface AuditInfo {
  readonly population: ReadonlyMap<string, number>
  readonly seed: number
  readonly by: string
}

const LINES = 'audit 抽查'
const STRATA = 'strata 分层'
const HEAD = [
  'no 序号',
  'file 文件',
  'where 位置',
  'field 字段',
  'of 所属',
  'printed 原文',
  'reading 读取结果',
  'right? 对错',
  'correct value 正确值',
  'note 备注',
  'stratum 层',
  'filing_id',
]
const WIDTHS = [6, 40, 24, 24, 28, 40, 36, 10, 24, 24, 36, 36]
const VERDICT = HEAD.indexOf('right? 对错')

/** Writes the work-sheet as a whole or not at all. Throws a `TargetError`. */
export function writeAudit(
  target: string,
  lines: readonly AuditLine[],
  info: AuditInfo,
  options: TargetOptions = {},
): void {
  assertFree(target, options)
  const passing = passingName(target)
  try {
    sweepPassing(target)
    fillBook(passing, lines, info)
    renameSync(passing, target)
  } catch (error) {
    rmSync(passing, { force: true })
    throw asTargetError(error, target)
  }
}

function fillBook(file: string, lines: readonly AuditLine[], { population, seed, by }: AuditInfo): void {
  const sink = openSink(dirname(file), basename(file))
  const book = openBook(sink)
  const letter = lettersOf(VERDICT)
  const sheet = book.sheet({
    name: LINES,
    widths: WIDTHS,
    choices: [{ range: `${letter}2:${letter}${lines.length + 1}`, values: ['对', '错', 'y', 'n'] }],
  })
  sheet.row(HEAD)
  for (const [at, line] of lines.entries())
    sheet.row([
      { number: String(at + 1) },
      line.file,
      line.where,
      line.path,
      line.about,
      line.printed,
      line.reading,
      '',
      '',
      '',
      line.stratum,
      line.filingId,
    ])
  sheet.close()
  const strata = book.sheet({ name: STRATA, widths: [48, 14, 14] })
  strata.row(['stratum 层', 'readings 总数', 'chosen 抽取'])
  for (const [stratum, size] of population)
    strata.row([
      stratum,
      { number: String(size) },
      { number: String(lines.filter((line) => line.stratum === stratum).length) },
    ])
  strata.row([`seed ${seed}, by ${by}`, null, null])
  strata.close()
  book.close()
  sink.close()
}

/** A line as a person left it. `verdict` is what stands in the column, trimmed. */
export interface Judged {
  readonly stratum: string
  readonly path: string
  readonly verdict: string
  readonly row: number
}

/** A filled-in work-sheet; null when the sheets are not those of {@link writeAudit}. */
export function readAudit(sheets: readonly { readonly name: string | null; readonly grid: Grid }[]): {
  readonly lines: readonly Judged[]
  readonly population: ReadonlyMap<string, number>
} | null {
  const lines = rowsOf(sheets, LINES)
  const strata = rowsOf(sheets, STRATA)
  if (!lines || !strata || lines[0]?.[VERDICT] !== HEAD[VERDICT]) return null
  const [path, stratum] = [HEAD.indexOf('field 字段'), HEAD.indexOf('stratum 层')]
  return {
    lines: lines
      .map((row, at) => ({
        stratum: row[stratum] ?? '',
        path: row[path] ?? '',
        verdict: row[VERDICT] ?? '',
        row: at + 1,
      }))
      .slice(1)
      .filter((line) => line.path !== ''),
    population: new Map(
      strata.slice(1).flatMap(([name = '', size = '']) => (/^\d+$/.test(size) ? [[name, Number(size)] as const] : [])),
    ),
  }
}

function rowsOf(
  sheets: readonly { readonly name: string | null; readonly grid: Grid }[],
  name: string,
): string[][] | null {
  const found = sheets.find((sheet) => sheet.name === name)
  if (!found) return null
  const rows: string[][] = Array.from({ length: found.grid.rows }, () => [])
  for (const cell of found.grid.cells) if (!cell.covered) rows[cell.row]![cell.column] = cell.text.trim()
  return rows
}

/** What a verdict means; undefined for what can't be understood, null for a blank. */
export function verdictOf(text: string): boolean | null | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (word === '') return null
  if (/^(?:对|是|正确|y|yes|1|true|✓|√|ok|right)$/.test(word)) return true
  return /^(?:错|否|不对|错误|n|no|0|false|✗|×|x|wrong)$/.test(word) ? false : undefined
}
