/** `guibiao forget`: files taken out of a database, with the reason. */
import type { Command } from 'commander'
import { drawTable, openSqlite } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

/** Adds the command to the program. */
export function addForget(program: Command, context: Context): void {
  program
    .command('forget')
    .description('take a file, a content or a whole run out of a database; later imports leave it out')
    .argument('<target>', 'a path as it was imported, a SHA-256 (or its first 8 digits), or the number of a run')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--dry-run', 'only say what would go')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao forget 2020/自评表.docx --reason "sent by mistake"
  $ guibiao forget 3 --reason "wrong folder" --dry-run
  $ guibiao import 2020 --retry skipped      takes forgotten files in again`,
    )
    .action((target: string, _options, command: Command) => runForget(target, command, context))
}

async function runForget(target: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<{ db: string; reason: string; dryRun?: boolean }>(command)
  const store = await openSqlite(options.db, { mustExist: true })
  try {
    const dryRun = options.dryRun === true
    const gone = await store.forget(target, options.reason, new Date().toISOString(), dryRun)
    if (gone.length === 0) {
      out.say(`Nothing in ${options.db} is called ${target}: it takes a path, a SHA-256, or the number of a run.`)
      return exit(EXIT.rejected)
    }
    if (options.json) return await out.print(`${JSON.stringify(gone)}\n`)
    const rows = gone.map(({ sha256, filings, paths }) => [sha256.slice(0, 12), `${filings}`, paths.join('  ')])
    const zh = langOf(io) === 'zh'
    const told = dryRun ? (zh ? '将移除' : 'would go') : zh ? '已移除' : 'gone'
    const files = zh ? `${gone.length} 个文件${told}\n` : `${gone.length} files ${told}\n`
    await out.print(`${drawTable(rows, { right: [1] })}${files}`)
  } finally {
    await store.close()
  }
}
