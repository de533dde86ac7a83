/** `guibiao versions`: forms that were filed more than once with different facts, and which version holds. */
import type { Command } from 'commander'
import { drawTable, openSqlite, type VersionRecord } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { langOf } from './io.ts'

/** Adds the command to the program. */
export function addVersions(program: Command, context: Context): void {
  program
    .command('versions')
    .description('list forms that were filed more than once with different facts, and which version counts')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--contested', 'only those where no version counts until a person chooses')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao versions --db filings.db
  $ guibiao versions --contested --json`,
    )
    .action((_options, command: Command) => runVersions(command, context))
}

async function runVersions(command: Command, { io, out }: Context): Promise<void> {
  const options = optionsOf<{ db: string; contested?: boolean }>(command)
  const store = await openSqlite(options.db, { mustExist: true })
  try {
    const versions = await store.versions(options.contested === true)
    if (options.json) return await out.print(`${JSON.stringify(versions)}\n`)
    await out.print(drawVersions(versions, langOf(io)))
  } finally {
    await store.close()
  }
}

/** Draws versions form by form: what it is, then one line for each version. */
export function drawVersions(versions: readonly VersionRecord[], lang: 'en' | 'zh'): string {
  if (versions.length === 0) return lang === 'zh' ? '没有多个版本的填报表。\n' : 'No form has several versions.\n'
  const forms = new Map<string, VersionRecord[]>()
  for (const version of versions) forms.set(version.key, [...(forms.get(version.key) ?? []), version])
  const parts = [...forms.values()].map((group) => {
    const { form, fiscalYear, department, agency, projectName } = group[0]!
    const about = [fiscalYear, form, department, agency, projectName].filter((part) => part !== null)
    const rows = group.map(({ standing, by, reason, filedOn, status, filingId, path, copies }) => [
      standing,
      [by, reason].filter((part) => part !== null).join(': '),
      filedOn ?? '',
      status,
      filingId,
      copies > 0 ? `${path} (+${copies})` : path,
    ])
    return `${drawTable([[about.join(' ')]])}${drawTable(rows, { indent: 2 })}`
  })
  const contested = [...forms.values()].filter(([one]) => one!.standing === 'contested').length
  const advice =
    lang === 'zh'
      ? `${contested} 份有争议：在作出选择之前均不计入。选择：guibiao choose 编号 --reason 理由`
      : `${contested} contested: none of their versions counts until one is chosen: guibiao choose ID --reason WHY`
  return `${parts.join('\n')}${contested === 0 ? '' : `\n${advice}\n`}`
}
