/** `guibiao report`: one page on what a database holds. */
import type { Command } from 'commander'
import { assertFree, drawReport, holdingsOf, openViews, writeTarget } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

interface Options {
  readonly db: string
  readonly out: string
  readonly force?: boolean
}

/** Adds the command to the program. */
export function addReport(program: Command, context: Context): void {
  program
    .command('report')
    .description('write one page on what a database holds: coverage, findings, execution, points, values; no network')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--out <file>', 'the page', 'report.html')
    .option('--force', 'replace the page when it is there')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao report --db filings.db --out report.html
  $ LANG=zh_CN.UTF-8 guibiao report --db filings.db --out 报告.html --force`,
    )
    .action((_options, command: Command) => runReport(command, context))
}

async function runReport(command: Command, { io, out, version, exit }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const zh = langOf(io) === 'zh'
  assertFree(options.out, options)
  const views = await openViews(options.db)
  try {
    if (holdingsOf(views).filings === 0) {
      out.say(
        zh
          ? `${options.db} 中没有有效的填报表。请先运行 guibiao import PATH --db ${options.db}。`
          : `${options.db} holds no filings that count. \`guibiao import PATH --db ${options.db}\` brings some in.`,
      )
      exit(EXIT.nothing)
      return
    }
    const page = drawReport((sql) => views.all(sql), {
      lang: langOf(io),
      name: options.db,
      maker: `guibiao ${version}`,
    })
    writeTarget(options.out, page, options)
    if (options.json) await out.print(`${JSON.stringify({ out: options.out, bytes: Buffer.byteLength(page) })}\n`)
    else out.say(zh ? `已写入 ${options.out}` : `wrote ${options.out}`)
  } finally {
    views.close()
  }
}
