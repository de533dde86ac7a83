/** `guibiao import`: files into a database. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type Command, InvalidArgumentError } from 'commander'
import { type ImportedFile, importPaths, type Limits, OUTCOMES, type Outcome, openSqlite, redactor } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { sayRejected } from './files.ts'
import { type HintOptions, openHints } from './hints.ts'
import { runDry } from './import-plan.ts'
import { openRunner } from './import-runner.ts'
import { drawSummary } from './import-table.ts'
import { onInterrupt } from './interrupt.ts'
import { debugOf, EXIT, type Io, langOf } from './io.ts'
import { addLimit, limitsOf } from './limits.ts'
import { openProgress } from './progress.ts'
import { openRejects, type Rejects } from './rejects.ts'

interface Options extends HintOptions {
  readonly db: string
  readonly jobs: string
  readonly retry?: string
  readonly limit?: Partial<Limits>
  readonly filesFrom?: string
  readonly rejects?: string
  readonly dryRun?: boolean
  readonly redact?: boolean
}

/** Milliseconds between two lines of progress where there is no terminal. */
const EVERY = 10_000

/** Adds the command to the program. */
export function addImport(program: Command, context: Context): void {
  const command = program
    .command('import')
    .description('read files, folders and patterns into a database; bytes that it knows are not read again')
    .argument('[path...]', 'files, folders (with all that is in them) or patterns such as "2020/**/*.docx"')
    .option('--db <file>', 'the SQLite database; made when it is missing', 'filings.db')
    .option('--jobs <n>', 'processes that read at a time', String(availableParallelism()))
    .option('--retry <outcomes>', `read files again that ended so, e.g. damaged,crashed (of ${OUTCOMES.join(', ')})`)
    .option('--limit <name=value>', 'a bound for each file, e.g. time=60s, heap=512M (see docs/bulk.md)', parseLimit)
    .option('--files-from <file>', 'paths from a file, one a line or each ended by NUL; - for standard input')
    .option('--rejects <file>', 'what was not read, with the reasons, as CSV')
    .option('--redact', 'store no names, telephone, identity card or bank numbers, nowhere')
    .option('--dry-run', 'only say what would be read, and what is known of it')
  addHintOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao import 2020 2021 --db filings.db
  $ guibiao import "archive/**/*自评*.docx"
  $ guibiao import archive --path-pattern "{year}/{division}/{department}/**"
  $ guibiao import archive --retry crashed,timeout --limit time=5m --rejects rejects.csv`,
    )
    .action((paths: string[], _options, command: Command) => runImport(paths, command, context))
}

function parseLimit(text: string, before: Partial<Limits> | undefined): Partial<Limits> {
  try {
    return addLimit(text, before)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}

function addHintOptions(command: Command): Command {
  return command
    .option('--path-pattern <pattern>', 'what folders and names say, e.g. "{year}/{division}/{department}/**"')
    .option('--meta <file>', 'a CSV or workbook with a column of paths and columns such as 年度, 部门名称')
    .option('--year <year>', 'the fiscal year of forms that print none')
    .option('--department <name>', 'the department of forms that print none')
}

async function runImport(named: readonly string[], command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const { io, out } = context
  const jobs = Number(options.jobs)
  if (!Number.isInteger(jobs) || jobs < 1) command.error(`error: --jobs takes a number from 1, not "${options.jobs}"`)
  const retry = retryOf(options.retry, command)
  const listed = await listedPaths(options.filesFrom, io).catch((error: Error) =>
    command.error(`error: --files-from ${options.filesFrom} cannot be read: ${error.message}`),
  )
  const paths = [...named, ...listed]
  if (paths.length === 0) command.error("error: missing required argument 'path' (or --files-from)")
  const hints = await openHints(options).catch((error: Error) => command.error(`error: ${error.message}`))
  if (options.dryRun) return runDry(paths, options.db, hints, context, options.json === true)
  const rules = rulesOf(options)
  const setup = {
    rules: options.rules,
    limits: limitsOf(options.limit),
    redact: options.redact === true,
    debug: debugOf(io),
  }
  const rejects = rejectsOf(options.rejects, command)
  const store = await openSqlite(options.db)
  const progress = openProgress(io, { every: EVERY })
  const runner = openRunner(rules, setup, jobs)
  const interrupt = onInterrupt('SIGINT', 'SIGTERM')
  try {
    const summary = await importPaths(paths, {
      ...{ store, runner, jobs, retry, version: context.version, command: context.typed },
      ...{ rulesDigest: rules.digest, hintsOf: hints.hintsOf, signal: interrupt.signal },
      ...(options.redact && { redactor }),
      onFile: (file: ImportedFile, done: number, total: number) => {
        if (file.outcome !== 'read' && file.outcome !== 'skipped') progress.clear()
        sayRejected(file, out)
        rejects.add(file)
        progress.show(done, total, file.path)
      },
    })
    progress.close()
    for (const remark of hints.remarks()) out.say(options.redact ? redactor.path(remark) : remark)
    const totals = await store.totals()
    if (options.json) await out.print(`${JSON.stringify({ ...summary, database: options.db, totals })}\n`)
    else await out.print(drawSummary(summary, totals, options.db, langOf(io)))
    const nothing = (summary.outcomes.read ?? 0) === 0
    const ended = nothing ? EXIT.nothing : summary.rejected > 0 ? EXIT.rejected : EXIT.fine
    context.exit(summary.interrupted ? EXIT.interrupted : ended)
  } finally {
    interrupt.release()
    progress.close()
    rejects.close()
    runner.close()
    await store.close()
  }
}

function rejectsOf(path: string | undefined, command: Command): Rejects {
  try {
    return openRejects(path)
  } catch (error) {
    return command.error(`error: --rejects ${path} cannot be written: ${(error as Error).message}`)
  }
}

function retryOf(text: string | undefined, command: Command): readonly Outcome[] {
  const outcomes = text?.split(',').map((outcome) => outcome.trim()) ?? []
  const unknown = outcomes.find((outcome) => !(OUTCOMES as readonly string[]).includes(outcome))
  if (unknown !== undefined)
    command.error(`error: --retry knows no outcome "${unknown}"; it takes ${OUTCOMES.join(', ')}`)
  return outcomes as Outcome[]
}

/** Paths of a list; where it has a NUL, names may have line breaks. */
async function listedPaths(from: string | undefined, io: Io): Promise<readonly string[]> {
  if (from === undefined) return []
  // As a whole: a character may begin in one piece of the input and end in the next.
  const pieces: Uint8Array[] = []
  if (from !== '-') pieces.push(readFileSync(from))
  else for await (const chunk of io.stdin ?? []) pieces.push(Buffer.from(chunk))
  const text = Buffer.concat(pieces).toString()
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((path) => path !== '')
}
