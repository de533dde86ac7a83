/** The command line: parses the arguments, runs one command, and turns whatever happens into an exit code. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addCheck } from './check.ts'
import { addChoose } from './choose.ts'
import { type Context, explainFailure } from './context.ts'
import { addCoverage } from './coverage.ts'
import { addDiff } from './diff.ts'
import { addDoctor } from './doctor.ts'
import { addExplain } from './explain.ts'
import { addExport } from './export.ts'
import { addExtract } from './extract.ts'
import { addForget } from './forget.ts'
import { addForms } from './forms.ts'
import { addImport } from './import.ts'
import { EXIT, type Io, openOutput } from './io.ts'
import { addNotice } from './notice.ts'
import { addQuery } from './query.ts'
import { addRedact } from './redact.ts'
import { addRemap } from './remap.ts'
import { addReport } from './report.ts'
import { addRules } from './rules.ts'
import { addRuns } from './runs.ts'
import { addSample } from './sample.ts'
import { addShow } from './show.ts'
import { addTerms } from './terms.ts'
import { addUnread } from './unread.ts'
import { addValues } from './values.ts'
import { addVersions } from './versions.ts'

/** Builds the program with all its commands; they write and end through the context. */
export function buildProgram(context: Context): Command {
  const program = new Command('guibiao')
    .description("Reads China's budget-performance filings (绩效目标表, 绩效自评表) into checked, traceable records.")
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--json', 'print results as JSON')
    .option('--rules <dir>', "a folder with your own forms, terms, units and profiles, on top of guibiao's")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => void context.out.print(text), writeErr: (text) => context.out.say(text) })
    .showHelpAfterError('(guibiao --help lists the commands and options)')
    .exitOverride()
  for (const add of [
    addImport,
    addVersions,
    addChoose,
    addRuns,
    addForget,
    addRedact,
    addCoverage,
    addExtract,
    addShow,
    addExplain,
    addDoctor,
    addValues,
    addCheck,
    addRules,
    addNotice,
    addRemap,
    addForms,
    addUnread,
    addTerms,
    addExport,
    addQuery,
    addReport,
    addDiff,
    addSample,
  ])
    add(program, context)
  program.addHelpText(
    'after',
    `
Examples:
  $ guibiao import 2020 --db filings.db      a folder into a database
  $ guibiao extract 2020 --jsonl             one filing a line
  $ guibiao show 绩效目标表.docx               one file as a tree
  $ guibiao check 2020 --severity warning    what a reviewer would ask

Exit codes: 0 fine, 1 something rejected, 2 usage or wrong rules, 3 nothing readable, 4 database failed, 130 interrupted`,
  )
  return program
}

/** The version of this program. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return version
}

/** Runs a command line (`process.argv`) and resolves with its exit code, when everything printed is on its way out. */
export async function main(argv: readonly string[], io: Io = process): Promise<number> {
  const out = openOutput(io)
  let code: number = EXIT.fine
  const typed = argv.slice(2).join(' ')
  const context: Context = {
    io,
    out,
    version: readVersion(),
    typed,
    exit: (ended) => {
      code = ended
    },
  }
  const program = buildProgram(context)
  try {
    if (argv.length <= 2) program.help({ error: true })
    await program.parseAsync([...argv])
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT.fine : EXIT.usage
    else {
      const [message, failed] = explainFailure(error, context)
      out.say(message)
      code = failed
    }
  }
  await out.flush()
  out.release()
  return code
}
