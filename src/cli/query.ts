/** `guibiao query`: one SQL query on a database, which can't be changed by it. */
import type { Command } from 'commander'
import { drawTable, jsonCell, openViews, printable, quoteCsv, type ViewResult, type ViewValue } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { langOf } from './io.ts'

interface Options {
  readonly db: string
  readonly format: string
  readonly limit: string
}

const FORMATS = ['table', 'csv', 'json', 'jsonl'] as const

/** Adds the command to the program. */
export function addQuery(program: Command, context: Context): void {
  program
    .command('query')
    .description('run a SQL query on a database, read-only; docs/data-dictionary.md lists the views')
    .argument('<sql>', 'a SELECT, or - to read it from stdin')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--format <format>', `one of ${FORMATS.join(', ')}`, 'table')
    .option('--limit <n>', 'rows of a table; csv, json and jsonl have no limit', '1000')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao query "SELECT department, computed_rate FROM v_execution ORDER BY 2 LIMIT 10"
  $ guibiao query "SELECT * FROM v_indicators WHERE key = '供水率'" --format csv > 供水率.csv
  $ guibiao query - < examples/copies.sql`,
    )
    .action((sql: string, _options, command: Command) => runQuery(sql, command, context))
}

async function runQuery(sql: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const format = options.json ? 'json' : options.format
  if (!(FORMATS as readonly string[]).includes(format))
    command.error(`error: --format knows no "${format}"; it takes ${FORMATS.join(', ')}`)
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1)
    command.error(`error: --limit takes a number from 1, not "${options.limit}"`)
  const views = await openViews(options.db)
  try {
    const result = views.query(sql === '-' ? await readAll(context) : sql, [], { exact: true })
    if (format === 'table') await printTable(result, limit, context)
    else if (format === 'csv') await printCsv(result, context)
    else await printJson(result, format === 'jsonl', context)
  } finally {
    views.close()
  }
}

async function readAll({ io }: Context): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of io.stdin ?? []) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}

/** Bytes can't be shown: how many there are is. */
const shown = (value: ViewValue): ViewValue => (value instanceof Uint8Array ? `(${value.length} bytes)` : value)

async function printTable({ columns, rows }: ViewResult, limit: number, { io, out }: Context): Promise<void> {
  const kept: string[][] = []
  const numeric = columns.map(() => true)
  let more = 0
  for (const row of rows()) {
    if (kept.length === limit) {
      more++
      continue
    }
    for (const [at, value] of row.entries()) if (typeof value === 'string') numeric[at] = false
    kept.push(row.map((value) => (value === null ? '' : printable(String(shown(value))))))
  }
  const right = numeric.flatMap((is, at) => (is ? [at] : []))
  await out.print(drawTable([columns, ...kept], { right }))
  if (more > 0)
    out.say(
      langOf(io) === 'zh'
        ? `另有 ${more} 行未显示；用 --limit 或 --format csv 查看。`
        : `${more} more rows are not shown; --limit or --format csv shows them.`,
    )
}

async function printCsv({ columns, rows }: ViewResult, { out }: Context): Promise<void> {
  await out.print(`${columns.map(quoteCsv).join(',')}\n`)
  for (const row of rows()) {
    const cells = row.map((value) => (value === null ? '' : quoteCsv(String(shown(value)))))
    await out.print(`${cells.join(',')}\n`)
    if (out.closed) return
  }
}

async function printJson({ columns, rows }: ViewResult, lines: boolean, { out }: Context): Promise<void> {
  const names = columns.map((name) => `${JSON.stringify(name)}:`)
  let printed = 0
  for (const row of rows()) {
    const object = `{${row.map((value, at) => names[at] + jsonCell({ kind: 'text' }, shown(value))).join(',')}}`
    await out.print(lines ? `${object}\n` : `${printed === 0 ? '[' : ','}\n${object}`)
    printed++
    if (out.closed) return
  }
  if (!lines) await out.print(printed === 0 ? '[]\n' : '\n]\n')
}
