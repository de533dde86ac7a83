/** `guibiao coverage`: which bodies of a roster filed what in a year, and which did not. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import {
  coverageOf,
  coverageRows,
  drawCoverage,
  isComplete,
  openSqlite,
  type RosterEntry,
  readDocument,
  rowsOf,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

interface Options {
  readonly db: string
  readonly roster: string
  readonly year: string
  readonly csv?: boolean
}

/** Adds the command to the program. */
export function addCoverage(program: Command, context: Context): void {
  program
    .command('coverage')
    .description('compare a roster of departments with the filings of a year: filed, missing, double, blank')
    .requiredOption(
      '--roster <file>',
      'a CSV or workbook with a column 部门名称 (department), and 部门代码 if there are codes',
    )
    .requiredOption('--year <year>', 'the fiscal year')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--csv', 'print the table as CSV')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao coverage --roster departments.csv --year 2020
  $ guibiao coverage --roster departments.xlsx --year 2020 --csv > coverage.csv`,
    )
    .action((_options, command: Command) => runCoverage(command, context))
}

async function runCoverage(command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const year = Number(options.year)
  if (!Number.isInteger(year)) command.error(`error: --year takes a year, not "${options.year}"`)
  const roster = await readRoster(options.roster).catch((error: Error) =>
    command.error(`error: --roster ${options.roster}: ${error.message}`),
  )
  const store = await openSqlite(options.db, { readOnly: true })
  try {
    const coverage = coverageOf(year, roster, await store.filedForms(year))
    if (options.json) await out.print(`${JSON.stringify(coverage)}\n`)
    else if (options.csv) await out.print(csvOf(coverageRows(coverage, langOf(io))))
    else await out.print(drawCoverage(coverage, langOf(io)))
    exit(isComplete(coverage) ? EXIT.fine : EXIT.rejected)
  } finally {
    await store.close()
  }
}

const NAME = /^(department|name|部门|部门名称|预算部门|主管部门|单位|单位名称|预算单位)$/
const CODE = /^(code|department_?code|部门代码|部门编码|单位代码|代码|预算编码)$/

async function readRoster(path: string): Promise<readonly RosterEntry[]> {
  const [heads = [], ...rows] = rowsOf(await readDocument(readFileSync(path)))
  const column = (pattern: RegExp) => heads.findIndex((head) => pattern.test(head.replace(/\s/g, '').toLowerCase()))
  const [name, code] = [column(NAME), column(CODE)]
  if (name < 0) throw new Error(`it has no column 部门名称 or department; its first row is ${JSON.stringify(heads)}`)
  return rows
    .filter((row) => row[name] !== '')
    .map((row) => ({ name: row[name]!, code: (code >= 0 && row[code]) || null }))
}

/** UTF-8 with BOM, as Excel wants it; names that begin like formulas get an apostrophe. */
function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
