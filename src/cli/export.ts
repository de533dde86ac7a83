/** `guibiao export`: the records of a database as files for other programs. */
import type { Command } from 'commander'
import {
  EXPORT_FORMATS,
  EXPORT_TABLES,
  type ExportOptions,
  type ExportSummary,
  exportTables,
  openViews,
  redactText,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { explainSelection } from './export-selection.ts'
import { onInterrupt } from './interrupt.ts'
import { EXIT, langOf } from './io.ts'
import { openProgress } from './progress.ts'

interface Options {
  readonly db: string
  readonly to: string
  readonly format: string
  readonly year?: string
  readonly division?: string
  readonly form?: string
  readonly tables?: string
  readonly partition?: string
  readonly names: string
  readonly redact?: boolean
  readonly all?: boolean
  readonly force?: boolean
}

const FORMAT_IDS = EXPORT_FORMATS.map(({ id }) => id)
const TABLE_NAMES = EXPORT_TABLES.map(({ name }) => name)
/** What `--partition` calls the columns. */
const PARTITIONS: Readonly<Record<string, string>> = { year: 'fiscal_year', division: 'division_code', form: 'form' }

/** Adds the command to the program. */
export function addExport(program: Command, context: Context): void {
  program
    .command('export')
    .description('write the records of a database as files: what counts, one file or sheet a table')
    .requiredOption('--to <dir>', 'the folder to write into; made when it is missing')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--format <format>', `one of ${FORMAT_IDS.join(', ')}`, 'csv')
    .option('--tables <names>', `only these of ${TABLE_NAMES.join(', ')}`)
    .option('--year <years>', 'only these years, e.g. 2020 or 2019-2021,2023')
    .option('--division <codes>', 'only these divisions: GB/T 2260 codes or their beginnings, e.g. 4302')
    .option('--form <forms>', 'only these forms, e.g. project-goals,project-self-evaluation')
    .option('--partition <by>', 'a folder for each year, division or form, e.g. year,form (parquet only)')
    .option('--names <names>', 'column names: own, or mof for those of 预算管理一体化', 'own')
    .option('--redact', 'leave out names, phones and paths, mask personal numbers in texts')
    .option('--all', 'copies, templates and superseded versions too; the column standing tells them apart')
    .option('--force', 'replace files of an earlier export')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao export --db filings.db --to out
  $ guibiao export --db filings.db --to out --format csv-excel --year 2020 --tables filings,indicators
  $ guibiao export --db filings.db --to lake --format parquet --partition year,form --redact`,
    )
    .action((_options, command: Command) => runExport(command, context))
}

async function runExport(command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const asked = readOptions(options, (message) => command.error(`error: ${message}`))
  const progress = openProgress(io)
  const views = await openViews(options.db)
  const interrupt = onInterrupt('SIGINT', 'SIGTERM')
  try {
    const { words, nothing } = explainSelection(views, options.db, asked, langOf(io))
    for (const line of words) out.say(line)
    if (nothing) {
      exit(EXIT.nothing)
      return
    }
    const summary = await exportTables(views, options.to, {
      ...asked,
      signal: interrupt.signal,
      onRows: (table, rows, done, total) => progress.show(done, total, `${table} ${rows}`),
    })
    progress.clear()
    if (options.json) await out.print(`${JSON.stringify({ to: options.to, format: options.format, ...summary })}\n`)
    else await out.print(drawSummary(summary, options.to, langOf(io)))
  } finally {
    interrupt.release()
    progress.clear()
    views.close()
  }
}

type Asked = Omit<ExportOptions, 'onRows' | 'signal'>

function readOptions(options: Options, fail: (message: string) => never): Asked {
  const format = EXPORT_FORMATS.find(({ id }) => id === options.format)
  if (!format) return fail(`--format knows no "${options.format}"; it takes ${FORMAT_IDS.join(', ')}`)
  const list = (text: string | undefined) => (text ?? '').split(/[,，\s]+/).filter((part) => part !== '')
  const unknown = list(options.tables).find((name) => !TABLE_NAMES.includes(name))
  if (unknown !== undefined) return fail(`--tables knows no "${unknown}"; it takes ${TABLE_NAMES.join(', ')}`)
  const partition = list(options.partition).map(
    (name) =>
      PARTITIONS[name] ?? fail(`--partition knows no "${name}"; it takes ${Object.keys(PARTITIONS).join(', ')}`),
  )
  if (partition.length > 0 && !format.partitions) return fail(`--partition works with --format parquet only`)
  if (options.names !== 'own' && options.names !== 'mof')
    return fail(`--names knows no "${options.names}"; it takes own, mof`)
  const chosen = list(options.tables)
  const parts = ['year', 'division', 'form'] as const
  const filters = parts.flatMap((name) => (options[name] === undefined ? [] : [`${name} ${options[name]}`]))
  return {
    format,
    tables: chosen.length === 0 ? EXPORT_TABLES : EXPORT_TABLES.filter(({ name }) => chosen.includes(name)),
    years: list(options.year).flatMap((part) => readYears(part, fail)),
    divisions: list(options.division).map((code) =>
      /^\d{2,9}$/.test(code) ? code : fail(`--division takes codes such as 430212 or 4302, not "${code}"`),
    ),
    forms: list(options.form),
    all: options.all === true,
    redact: options.redact === true ? redactText : null,
    names: options.names,
    partition,
    description: [
      options.all ? 'all filings' : 'current filings',
      ...filters,
      ...(options.redact ? ['redacted'] : []),
    ].join(', '),
    force: options.force === true,
  }
}

function readYears(part: string, fail: (message: string) => never): readonly number[] {
  const match = /^(\d{4})(?:[-–](\d{4}))?$/.exec(part)
  if (!match) return fail(`--year takes years such as 2020 or 2019-2021, not "${part}"`)
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
  if (to < from || to - from > 200) return fail(`--year: ${part} runs backwards or too far`)
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

function drawSummary({ tables, files, bytes, notes }: ExportSummary, to: string, lang: 'en' | 'zh'): string {
  const rows = Object.entries(tables).map(([name, count]) => `${name} ${count}`)
  const size = `${(bytes / 2 ** 20).toFixed(1)} MB`
  const head =
    lang === 'zh'
      ? `已写入 ${to}：${files.length} 个文件，${size}\n行数：${rows.join('，')}\n`
      : `wrote ${files.length} files to ${to}, ${size}\nrows: ${rows.join(', ')}\n`
  return head + notes.map((note) => `${note}\n`).join('')
}
