/** `guibiao check`: what a reviewer would find in files, or in all filings of a database. */
import type { Command } from 'commander'
import {
  type CheckReport,
  type CheckSetup,
  checkFiling,
  drawCounts,
  drawFindings,
  drawRescoring,
  type Filing,
  isAtLeast,
  loadCheckSetup,
  neighboursFrom,
  openFilings,
  profileOf,
  readPaths,
  rescore,
  runChecks,
  type Style,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { countFiles, readersOf, sayRejected } from './files.ts'
import { colorsOf, EXIT, langOf } from './io.ts'

/** The options that say what checks run with. */
export interface SetupFlags {
  readonly profile?: string
  readonly waivers?: string
  readonly lang?: string
  readonly rules?: string
}

interface Options extends SetupFlags {
  readonly db?: string
  readonly severity: string
  readonly failOn: string
  readonly json?: boolean
}

const SEVERITIES = ['error', 'warning', 'info'] as const
type Severity = (typeof SEVERITIES)[number]

/** Adds the command to the program. */
export function addCheck(program: Command, context: Context): void {
  withSetup(
    program
      .command('check')
      .description('find what does not add up: funds, points, scores, actuals, goals against self-evaluations')
      .argument('[path...]', 'files, folders (with all that is in them) or patterns')
      .option('--db <file>', 'check the filings of a database instead of files')
      .option('--severity <s>', `show findings from this severity on: ${SEVERITIES.join(', ')}`, 'info')
      .option(
        '--fail-on <s>',
        `end with 1 when there is a finding of this severity or above: ${SEVERITIES.join(', ')}, never`,
        'never',
      ),
  )
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao check 目标表.docx 自评表.docx
  $ guibiao check 2020 --severity warning --fail-on error
  $ guibiao check --db filings.db --json > findings.json`,
    )
    .action((paths: string[], _options, command: Command) => runCheck(paths, command, context))
}

/** Adds the options of {@link SetupFlags} to a command. */
export function withSetup(command: Command): Command {
  return command
    .option(
      '--profile <p>',
      'the profile of points, bands and caps for all filings: an id, or a .json file; else the one that fits',
    )
    .option('--waivers <file>', 'findings that are let pass, with reason, person and date')
    .option('--lang <lang>', 'language of the messages: en, zh (default: by LANG)')
}

/** The setup of the flags. Throws a `RuleError` when they are wrong. */
export function setupOf({ profile, rules, waivers }: SetupFlags): CheckSetup {
  return loadCheckSetup({ profile, rules, waivers })
}

/** Language and colours of the output. */
export function styleOf({ lang }: SetupFlags, { io }: Context): Style {
  return { lang: lang === 'en' || lang === 'zh' ? lang : langOf(io), color: colorsOf(io) }
}

/** Ends the command with an explanation where an option has a value that it doesn't take. */
export function assertOneOf(
  command: Command,
  flag: string,
  value: string | undefined,
  values: readonly string[],
): void {
  if (value !== undefined && !values.includes(value))
    command.error(`error: ${flag} takes ${values.join(', ')}, not "${value}"`)
}

async function runCheck(paths: readonly string[], command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  assertOneOf(command, '--severity', options.severity, SEVERITIES)
  assertOneOf(command, '--fail-on', options.failOn, [...SEVERITIES, 'never'])
  assertOneOf(command, '--lang', options.lang, ['en', 'zh'])
  if ((options.db === undefined) === (paths.length === 0))
    command.error('error: name files or folders, or a database with --db')
  const setup = setupOf(options)
  const printer = openPrinter(options, context, setup)
  const code =
    options.db === undefined
      ? await checkPaths(paths, options, setup, context, printer)
      : await checkDb(options.db, setup, printer)
  await printer.close()
  const failed = options.failOn !== 'never' && printer.worst(options.failOn as Severity)
  context.exit(code === EXIT.fine && (failed || printer.defects > 0) ? EXIT.rejected : code)
}

async function checkPaths(
  paths: readonly string[],
  options: Options,
  setup: CheckSetup,
  { io, out }: Context,
  printer: Printer,
): Promise<number> {
  const count = countFiles()
  const filings: Filing[] = []
  for await (const file of readPaths(paths, readersOf(options, io))) {
    count.add(file)
    sayRejected(file, out)
    filings.push(...(file.reading?.extraction?.filings ?? []))
  }
  await printer.add(runChecks(filings, setup), filings)
  return count.code()
}

/** One filing at a time: what it is compared with is looked up by its key. */
async function checkDb(path: string, setup: CheckSetup, printer: Printer): Promise<number> {
  const reader = await openFilings(path)
  try {
    const neighbours = neighboursFrom(reader)
    for (const filing of reader.filings()) await printer.add(checkFiling(filing, neighbours, setup), [filing])
  } finally {
    reader.close()
  }
  return EXIT.fine
}

interface Printer {
  add(report: CheckReport, filings: readonly Filing[]): Promise<void>
  close(): Promise<void>
  /** Something as grave as this was found. */
  worst(least: Severity): boolean
  readonly defects: number
}

function openPrinter(options: Options, context: Context, setup: CheckSetup): Printer {
  const { out } = context
  const style = styleOf(options, context)
  const counts = {
    error: new Map<string, number>(),
    warning: new Map<string, number>(),
    info: new Map<string, number>(),
  }
  const found = new Set<Severity>()
  let [printed, waived, defects] = [0, 0, 0]
  return {
    add: async (report, filings) => {
      for (const { severity } of report.findings) found.add(severity)
      const shown = report.findings.filter((finding) => isAtLeast(finding, options.severity as Severity))
      for (const { rule, severity } of shown) counts[severity].set(rule, (counts[severity].get(rule) ?? 0) + 1)
      waived += report.waived.length
      defects += report.defects.length
      for (const { rule, path, message } of report.defects)
        out.say(`${path}: rule ${rule} failed (${message}). This is a defect of guibiao, please report it.`)
      if (!options.json) return out.print(drawFindings(shown, style) + drawScores(filings, setup, style))
      for (const finding of shown) await out.print(`${printed++ === 0 ? '[' : ','}\n${JSON.stringify(finding)}`)
    },
    close: async () => {
      if (options.json) return out.print(printed === 0 ? '[]\n' : '\n]\n')
      await out.print(`\n${drawCounts(counts, style)}`)
      if (waived > 0) out.say(style.lang === 'zh' ? `另有 ${waived} 项已豁免` : `${waived} more waived`)
    },
    worst: (least) => [...found].some((severity) => isAtLeast({ severity }, least)),
    get defects() {
      return defects
    },
  }
}

function drawScores(filings: readonly Filing[], setup: CheckSetup, style: Style): string {
  return filings
    .map((filing) => {
      const again = rescore(filing, profileOf(filing, setup))
      return again === null ? '' : drawRescoring(filing, again, style)
    })
    .join('')
}
