/** `guibiao notice`: the return notice of one department, as a page and as a sheet. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import {
  assertFree,
  type CheckSetup,
  checkFiling,
  compareFindings,
  type Filing,
  findCheck,
  isAtLeast,
  type Neighbours,
  type Notice,
  type NoticeForm,
  neighboursFrom,
  noticePage,
  noticeRows,
  noticeXlsx,
  openFilings,
  writeTarget,
} from '../index.ts'
import { assertOneOf, type SetupFlags, setupOf, styleOf, withSetup } from './check.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT } from './io.ts'

interface Options extends SetupFlags {
  readonly db: string
  readonly department: string
  readonly out: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly force?: boolean
}

/** Adds the command to the program. */
export function addNotice(program: Command, context: Context): void {
  withSetup(
    program
      .command('notice')
      .description('write the return notice (退回意见) of a department: one .html and one .xlsx')
      .requiredOption('--db <file>', 'the SQLite database')
      .requiredOption('--department <name>', 'the department or agency as its forms print it')
      .requiredOption('--out <dir>', 'the folder to write into; made when it is missing')
      .option('--severity <s>', 'findings from this severity on: error, warning, info', 'warning')
      .option('--force', 'replace a notice that is there'),
  )
    .addHelpText(
      'after',
      `
Example:
  $ guibiao notice --db filings.db --department 某区住房和城乡建设局 --out notices`,
    )
    .action((_options, command: Command) => runNotice(command, context))
}

async function runNotice(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  assertOneOf(command, '--severity', options.severity, ['error', 'warning', 'info'])
  assertOneOf(command, '--lang', options.lang, ['en', 'zh'])
  const setup = setupOf(options)
  const { lang } = styleOf(options, context)
  const reader = await openFilings(options.db)
  const forms: NoticeForm[] = []
  try {
    const neighbours = neighboursFrom(reader)
    for (const filing of reader.filings({ body: options.department }))
      forms.push(formOf(filing, neighbours, setup, options.severity, lang))
  } finally {
    reader.close()
  }
  if (forms.length === 0) {
    context.out.say(
      lang === 'zh'
        ? `数据库中没有“${options.department}”的填报表，请按表上的单位名称填写`
        : `no filing of "${options.department}" in ${options.db}; name it as its forms print it`,
    )
    return context.exit(EXIT.nothing)
  }
  const on = new Date().toISOString().slice(0, 10)
  await writeNotice({ lang, department: options.department, on, forms }, options, context)
}

function formOf(
  filing: Filing,
  neighbours: Neighbours,
  setup: CheckSetup,
  severity: Options['severity'],
  lang: 'en' | 'zh',
): NoticeForm {
  // That there are versions is what the notice itself says, with what changed between them.
  const due = (one: Filing) =>
    checkFiling(one, neighbours, setup).findings.filter(
      (finding) => finding.rule !== 'HDR-13' && isAtLeast(finding, severity),
    )
  const previous = neighbours.earlierVersionsOf(filing).at(-1) ?? null
  const changed = compareFindings(previous && due(previous), due(filing))
  return {
    title: filing.title ?? filing.form,
    year: filing.fiscalYear,
    project: filing.projectName,
    path: filing.source.path,
    previous: previous?.source.path ?? null,
    items: changed.map(({ finding, state }) => {
      const check = findCheck(finding.rule)
      return { finding, state, title: check?.title[lang] ?? '', why: check?.why[lang] ?? '' }
    }),
  }
}

async function writeNotice(
  notice: Notice,
  { out: folder, force = false }: Options,
  { out, exit }: Context,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const name = notice.department.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '_').slice(0, 80)
  const [page, sheet] = [join(folder, `${name}.html`), join(folder, `${name}.xlsx`)]
  for (const target of [page, sheet]) assertFree(target, { force })
  writeTarget(page, noticePage(notice), { force })
  writeTarget(sheet, noticeXlsx(notice.lang === 'zh' ? '退回意见' : 'Return notice', noticeRows(notice)), { force })
  await out.print(`${page}\n${sheet}\n`)
  exit(EXIT.fine)
}
