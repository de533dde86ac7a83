/** `guibiao import`: files into a database. */
import type { Command } from 'commander'
import { importPaths, OUTCOMES, type Outcome, openSqlite, sniff } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { sayRejected } from './files.ts'
import { drawSummary } from './import-table.ts'
import { debugOf, EXIT, langOf } from './io.ts'
import { openProgress } from './progress.ts'

interface Options {
  readonly db: string
  readonly jobs: string
  readonly retry?: string
}

/** Adds the command to the program. */
export function addImport(program: Command, context: Context): void {
  program
    .command('import')
    .description('read files, folders and patterns into a database; bytes that it knows are not read again')
    .argument('<path...>', 'files, folders (with all that is in them) or patterns such as "2020/**/*.docx"')
    .option('--db <file>', 'the SQLite database; made when it is missing', 'filings.db')
    .option('--jobs <n>', 'files in flight at a time', '2')
    .option('--retry <outcomes>', `read files again that ended so, e.g. damaged,crashed (of ${OUTCOMES.join(', ')})`)
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao import 2020 2021 --db filings.db
  $ guibiao import "archive/**/*自评*.docx"
  $ guibiao import archive --retry crashed,timeout --json`,
    )
    .action((paths: string[], _options, command: Command) => runImport(paths, command, context))
}

async function runImport(paths: readonly string[], command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const { io, out, version, typed } = context
  const jobs = Number(options.jobs)
  if (!Number.isInteger(jobs) || jobs < 1) command.error(`error: --jobs takes a number from 1, not "${options.jobs}"`)
  const retry = options.retry?.split(',').map((outcome) => outcome.trim()) ?? []
  const unknown = retry.find((outcome) => !(OUTCOMES as readonly string[]).includes(outcome))
  if (unknown !== undefined)
    command.error(`error: --retry knows no outcome "${unknown}"; it takes ${OUTCOMES.join(', ')}`)
  const rules = rulesOf(options)
  const progress = openProgress(io)
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  const store = await openSqlite(options.db)
  process.once('SIGINT', onInterrupt)
  try {
    const summary = await importPaths(paths, {
      store,
      rules,
      version,
      command: typed,
      jobs,
      retry: retry as Outcome[],
      signal: stop.signal,
      sniff,
      debug: debugOf(io),
      onFile: (file, done, total) => {
        if (file.outcome !== 'read' && file.outcome !== 'skipped') progress.clear()
        sayRejected(file, out)
        progress.show(done, total, file.path)
      },
    })
    progress.clear()
    const totals = await store.totals()
    if (options.json) await out.print(`${JSON.stringify({ ...summary, database: options.db, totals })}\n`)
    else await out.print(drawSummary(summary, totals, options.db, langOf(io)))
    const read = summary.outcomes.read ?? 0
    if (summary.interrupted) context.exit(EXIT.interrupted)
    else context.exit(read === 0 ? EXIT.nothing : summary.rejected > 0 ? EXIT.rejected : EXIT.fine)
  } finally {
    process.removeListener('SIGINT', onInterrupt)
    progress.clear()
    await store.close()
  }
}
