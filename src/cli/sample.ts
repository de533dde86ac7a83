/** `guibiao sample`: a work-sheet of readings to be checked by a person, and what the filled-in sheet says of the archive. */
import { existsSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import {
  askAbout,
  assertFree,
  drawSample,
  drawTable,
  type ErrorRate,
  type ErrorRates,
  errorRates,
  type Filing,
  openSqlite,
  openViews,
  printable,
  readAudit,
  readDocument,
  type Sample,
  STRATA,
  type Stratum,
  verdictOf,
  writeAudit,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

interface Options {
  readonly db: string
  readonly n: string
  readonly seed: string
  readonly by: string
  readonly out?: string
  readonly score?: string
  readonly force?: boolean
}

/** Adds the command to the program. */
export function addSample(program: Command, context: Context): void {
  program
    .command('sample')
    .description('measure how often readings are wrong on your archive: a work-sheet to judge, then error rates')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--n <count>', 'how many readings', '200')
    .option('--seed <number>', 'the same seed chooses the same readings', '1')
    .option('--by <strata>', `divide by ${STRATA.join(', ')}`, 'form,format')
    .option('--out <file>', 'the work-sheet (.xlsx) to write')
    .option('--score <file>', 'a filled-in work-sheet: prints error rates with 95% intervals')
    .option('--force', 'replace the work-sheet when it is there')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao sample --n 200 --seed 7 --by form,format --out audit.xlsx
  $ guibiao sample --score audit.xlsx`,
    )
    .action((_options, command: Command) => runSample(command, context))
}

async function runSample(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  if (options.score !== undefined) return scoreSheet(options.score, options.json === true, context)
  if (options.out === undefined)
    command.error('error: sample needs --out FILE to write a work-sheet, or --score FILE to read one')
  const [n, seed] = [Number(options.n), Number(options.seed)]
  if (!Number.isInteger(n) || n < 1 || n > 100_000)
    command.error(`error: --n takes a number from 1 to 100000, not "${options.n}"`)
  if (!Number.isInteger(seed)) command.error(`error: --seed takes a whole number, not "${options.seed}"`)
  const by = options.by.split(/[,，\s]+/).filter((part) => part !== '')
  const unknown = by.find((part) => !(STRATA as readonly string[]).includes(part))
  if (unknown !== undefined) command.error(`error: --by knows no "${unknown}"; it takes ${STRATA.join(', ')}`)
  await writeSheet(options, options.out, { n, seed, by: by as Stratum[] }, context)
}

async function writeSheet(
  options: Options,
  target: string,
  how: { n: number; seed: number; by: Stratum[] },
  { io, out, exit }: Context,
): Promise<void> {
  const zh = langOf(io) === 'zh'
  assertFree(target, options)
  const views = await openViews(options.db)
  let sample: Sample
  let files: ReadonlyMap<string, string>
  try {
    sample = drawSample((sql) => views.query(sql).rows(), how)
    const ids = JSON.stringify(sample.chosen.map(({ filingId }) => filingId))
    const rows = views.all(
      'SELECT f.id, b.sha256 FROM filing f JOIN blob b USING (blob_no) WHERE f.id IN (SELECT value FROM json_each(?))',
      ids,
    )
    files = new Map(rows.map(({ id, sha256 }) => [String(id), String(sha256)]))
  } finally {
    views.close()
  }
  if (sample.chosen.length === 0) {
    out.say(zh ? `${options.db} 中没有可抽查的内容。` : `${options.db} holds nothing to sample.`)
    exit(EXIT.nothing)
    return
  }
  const lines = await linesOf(sample, files, options.db)
  const info = { population: sample.population, seed: how.seed, by: how.by.join(',') }
  writeAudit(target, lines, info, options)
  const all = [...sample.population.values()].reduce((sum, size) => sum + size, 0)
  out.say(
    zh
      ? `已写入 ${target}：${lines.length} 条（共 ${all} 条，${sample.population.size} 层）。在“right? 对错”列填写 对 或 错，再运行 guibiao sample --score ${target}。`
      : `wrote ${target}: ${lines.length} of ${all} readings, ${sample.population.size} strata. Fill in y or n in the column "right? 对错", then run guibiao sample --score ${target}.`,
  )
}

/** The chosen readings with their cells; files are read one after the other. */
async function linesOf({ chosen }: Sample, files: ReadonlyMap<string, string>, db: string) {
  const store = await openSqlite(db, { mustExist: true })
  const known = new Map<string, Filing>()
  try {
    for (const sha256 of new Set(files.values()))
      for (const filing of await store.filingsOf(sha256)) if (files.has(filing.id)) known.set(filing.id, filing)
  } finally {
    await store.close()
  }
  const lines = chosen.flatMap((one) => {
    const filing = known.get(one.filingId)
    return filing === undefined ? [] : [{ ...one, ...askAbout(filing, one.path) }]
  })
  // A person opens each file once, and reads it from its top.
  const order = new Intl.Collator('en', { numeric: true })
  return lines.sort((a, b) => order.compare(a.file, b.file) || order.compare(a.path, b.path))
}

async function scoreSheet(path: string, json: boolean, { io, out, exit }: Context): Promise<void> {
  const zh = langOf(io) === 'zh'
  if (!existsSync(path)) {
    out.say(zh ? `没有文件 ${path}。` : `There is no file ${path}.`)
    exit(EXIT.usage)
    return
  }
  const audit = await readSheet(path)
  if (audit === null) {
    out.say(zh ? `${path} 不是 guibiao sample 写出的工作表。` : `${path} is no work-sheet of guibiao sample.`)
    exit(EXIT.usage)
    return
  }
  const judgements = audit.lines.map(({ stratum, path: field, verdict, row }) => {
    const right = verdictOf(verdict)
    if (right === undefined)
      out.say(
        zh
          ? `第 ${row} 行：“${printable(verdict)}”既不是“对”也不是“错”，未计入。`
          : `row ${row}: "${printable(verdict)}" is neither right nor wrong; it is not counted.`,
      )
    return { stratum, field: field.replace(/\[\d+\]/, ''), right: right ?? null }
  })
  const rates = errorRates(judgements, audit.population)
  await out.print(json ? `${JSON.stringify(rates)}\n` : drawRates(rates, zh))
  exit(rates.all.judged === 0 ? EXIT.nothing : EXIT.fine)
}

/** Null for whatever is no work-sheet of ours, or no workbook at all. */
async function readSheet(path: string): Promise<ReturnType<typeof readAudit>> {
  try {
    const document = await readDocument(readFileSync(path))
    return readAudit(document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function drawRates(rates: ErrorRates, zh: boolean): string {
  const share = (x: number | null) => (x === null ? '–' : `${(100 * x).toFixed(1)}%`)
  const row = ({ name, judged, wrong, rate, low, high }: ErrorRate) => [
    printable(name),
    `${judged}`,
    `${wrong}`,
    share(rate),
    rate === null ? '' : `${share(low)} – ${share(high)}`,
  ]
  const head = (title: string) => [
    title,
    zh ? '已判' : 'judged',
    zh ? '错误' : 'wrong',
    zh ? '错误率' : 'error rate',
    zh ? '95% 区间' : '95% interval',
  ]
  const table = (title: string, list: readonly ErrorRate[]) =>
    drawTable([head(title), ...list.map(row)], { right: [1, 2, 3] })
  const open = rates.open === 0 ? '' : zh ? `\n尚有 ${rates.open} 条未判。\n` : `\n${rates.open} are not judged yet.\n`
  const weighted = zh ? '全部（按层加权）' : 'all (strata weighted by size)'
  return `${table(zh ? '总体' : 'archive', [{ ...rates.all, name: weighted }])}\n${table(zh ? '层' : 'stratum', rates.strata)}\n${table(zh ? '字段' : 'field', rates.fields)}${open}`
}
