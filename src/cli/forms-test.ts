/** `guibiao forms test`: the goldens of a rule folder, and what its rules would change in a database. */
import type { Command } from 'commander'
import {
  drawDifferences,
  drawTable,
  loadRules,
  openSqlite,
  previewRemap,
  printable,
  type RemapPreview,
  type SampleResult,
  testSamples,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { onInterrupt } from './interrupt.ts'
import { colorsOf, EXIT, langOf } from './io.ts'
import { openProgress } from './progress.ts'

interface Options {
  readonly write?: boolean
  readonly db?: string
  readonly limit: string
}

/** Adds the command to `forms`. */
export function addFormsTest(forms: Command, context: Context): void {
  forms
    .command('test')
    .description('read the samples of a rule folder and compare with their goldens; 1 when something differs')
    .argument('<dir>', 'a folder with rules and samples/<name>/source.* and filing.json')
    .option('--write', 'write the goldens: samples/<name>/filing.json')
    .option('--db <file>', 'also tell which filings of a database these rules would read differently; nothing is saved')
    .option('--limit <n>', 'differences shown of each sample, and filings of the database', '20')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao forms test my-rules --write
  $ guibiao forms test my-rules
  $ guibiao forms test my-rules --db filings.db`,
    )
    .action((folder: string, _options, command: Command) => runFormsTest(folder, command, context))
}

async function runFormsTest(folder: string, command: Command, context: Context): Promise<void> {
  const { io, out, exit } = context
  const options = optionsOf<Options>(command)
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 0)
    command.error(`error: --limit takes a number from 0, not "${options.limit}"`)
  const rules = loadRules(options.rules ?? folder, { mayBeEmpty: true })
  const style = { lang: langOf(io), color: colorsOf(io) }
  const samples: SampleResult[] = []
  for await (const sample of testSamples(folder, { rules, write: options.write === true })) {
    samples.push(sample)
    if (options.json) continue
    const message = sample.message === null ? '' : `: ${printable(sample.message)}`
    const count = sample.differences.length > 0 ? ` (${sample.differences.length})` : ''
    await out.print(`${printable(sample.name)}  ${sample.outcome}${count}${message}\n`)
    await out.print(drawDifferences(sample.differences, limit, style))
  }
  const preview = options.db === undefined ? null : await runPreview(options.db, rules, limit, context)
  if (options.json) await out.print(`${JSON.stringify({ rulesDigest: rules.digest, samples, database: preview })}\n`)
  else if (preview) await out.print(drawPreview(preview, options.db!, style))
  if (samples.length === 0 && preview === null)
    out.say(
      `${printable(folder)}: no samples. Put one into ${printable(folder)}/samples/<name>/source.docx (or .xlsx …).`,
    )
  exit(codeOf(samples, preview))
}

function codeOf(samples: readonly SampleResult[], preview: RemapPreview | null): number {
  if (preview?.interrupted) return EXIT.interrupted
  if (samples.some(({ outcome }) => outcome !== 'same' && outcome !== 'written')) return EXIT.rejected
  return samples.length === 0 && preview === null ? EXIT.nothing : EXIT.fine
}

async function runPreview(
  database: string,
  rules: ReturnType<typeof loadRules>,
  limit: number,
  { io }: Context,
): Promise<RemapPreview> {
  const store = await openSqlite(database, { mustExist: true })
  const progress = openProgress(io)
  const interrupt = onInterrupt('SIGINT')
  try {
    const { blobs } = await store.totals()
    return await previewRemap({
      store,
      rules,
      limit,
      signal: interrupt.signal,
      onDocument: (path, done) => progress.show(done, blobs, path),
    })
  } finally {
    interrupt.release()
    progress.clear()
    await store.close()
  }
}

/** How many differences of one filing are shown. */
const EACH = 5

function drawPreview(preview: RemapPreview, database: string, style: Parameters<typeof drawDifferences>[2]): string {
  const { documents, filings, changed, added, removed, failed, keys, examples } = preview
  const told =
    style.lang === 'zh'
      ? `${database}：${documents} 个文件，${filings} 份填报表；将改变 ${changed}，新增 ${added}，消失 ${removed}${failed > 0 ? `，无法处理的文件 ${failed}` : ''}。未保存任何内容；guibiao remap 可执行。`
      : `${database}: ${documents} files, ${filings} filings; ${changed} would change, ${added} appear, ${removed} go${failed > 0 ? `; ${failed} files could not be mapped` : ''}. Nothing was saved; guibiao remap does it.`
  const drawn = examples.map(
    ({ path, range, change, form, differences }) =>
      `${printable(path)}  ${printable(range)}  ${form}  ${change}\n${drawDifferences(differences, EACH, style)}`,
  )
  const ranked = keys.slice(0, 20).map(({ path, filings: count }) => [`${count}`, path])
  return `${told}\n${drawTable(ranked, { indent: 2, right: [0] })}${drawn.join('')}`
}
