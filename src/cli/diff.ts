/** `guibiao diff`: what differs between two filings, from files or from a database. */
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { diffFilings, drawDiff, type Filing, isSame, openSqlite, openViews, QueryError, readPaths } from '../index.ts'
import { type Context, type GlobalOptions, optionsOf } from './context.ts'
import { readersOf, sayRejected } from './files.ts'
import { colorsOf, EXIT, langOf } from './io.ts'

interface Options {
  readonly db: string
}

/** Adds the command to the program. */
export function addDiff(program: Command, context: Context): void {
  program
    .command('diff')
    .description('show what differs between two filings: versions of a form, or two years of a department')
    .argument('<a>', 'a file, FILE#2 for its second filing, or the beginning of a filing_id in the database')
    .argument('<b>', 'the same')
    .option('--db <file>', 'the SQLite database for filing ids', 'filings.db')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao diff 自评表.docx 自评表-修改稿.docx
  $ guibiao diff 2019/自评表.docx 2020/自评表.docx#2
  $ guibiao diff 3f2a9c 81be04 --db filings.db

Ends with 0 when nothing differs, and with 1 when something does.`,
    )
    .action((a: string, b: string, _options, command: Command) => runDiff(a, b, command, context))
}

async function runDiff(a: string, b: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const { io, out, exit } = context
  const [first, second] = [await filingsAt(a, options, context), await filingsAt(b, options, context)]
  if (first === null || second === null) {
    exit(EXIT.nothing)
    return
  }
  const [before, after] = matchForms(first, second, a, b, context)
  const diff = diffFilings(before, after)
  if (options.json) await out.print(`${JSON.stringify({ a: before.id, b: after.id, ...diff })}\n`)
  else
    await out.print(
      drawDiff({ name: a, filing: before }, { name: b, filing: after }, diff, {
        lang: langOf(io),
        color: colorsOf(io),
      }),
    )
  exit(isSame(diff) ? EXIT.fine : EXIT.rejected)
}

/** The filings that a name stands for; null when there are none, which the person was told. */
async function filingsAt(
  name: string,
  options: Options & GlobalOptions,
  { io, out }: Context,
): Promise<readonly Filing[] | null> {
  const [, path = name, number] = /^(.*?)(?:#(\d+))?$/s.exec(name) ?? []
  if (!existsSync(path) && /^[0-9a-f]{4,64}$/.test(name)) return filingById(name, options.db)
  for await (const file of readPaths([path], { ...readersOf(options, io), one: true })) {
    sayRejected(file, out)
    const filings = file.reading?.extraction?.filings ?? []
    const chosen = number === undefined ? filings : filings.slice(Number(number) - 1, Number(number))
    if (chosen.length > 0) return chosen
    if (file.outcome === 'read')
      out.say(
        langOf(io) === 'zh'
          ? `${name}：文件中有 ${filings.length} 份填报表，没有所指的一份。`
          : `${name}: the file holds ${filings.length} filings, and not this one.`,
      )
  }
  return null
}

async function filingById(id: string, db: string): Promise<readonly Filing[]> {
  const views = await openViews(db)
  const found = views.all('SELECT filing_id, sha256 FROM v_all_filings WHERE filing_id GLOB ?', `${id}*`)
  views.close()
  if (found.length !== 1)
    throw new QueryError(
      found.length === 0
        ? `${db} holds no filing whose filing_id begins with ${id}. Give a file, or an id: guibiao query "SELECT filing_id, title FROM v_filings".`
        : `${found.length} filings in ${db} begin with ${id}: give more of the id.`,
    )
  const store = await openSqlite(db, { mustExist: true })
  try {
    const filings = await store.filingsOf(String(found[0]!.sha256))
    return filings.filter((filing) => filing.id === found[0]!.filing_id)
  } finally {
    await store.close()
  }
}

/** Of files with several filings the first two of one form; else the first of each. */
function matchForms(
  first: readonly Filing[],
  second: readonly Filing[],
  a: string,
  b: string,
  { io, out }: Context,
): readonly [Filing, Filing] {
  for (const before of first) {
    const after = second.find(({ form }) => form === before.form)
    if (after === undefined) continue
    if (first.length > 1 || second.length > 1)
      out.say(
        langOf(io) === 'zh'
          ? `比较第 ${first.indexOf(before) + 1} 份与第 ${second.indexOf(after) + 1} 份（${before.form}）；用 ${a}#2、${b}#2 选择其他填报表。`
          : `comparing filing ${first.indexOf(before) + 1} with ${second.indexOf(after) + 1} (${before.form}); ${a}#2 and ${b}#2 choose others.`,
      )
    return [before, after]
  }
  return [first[0]!, second[0]!]
}
