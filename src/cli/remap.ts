/** `guibiao remap`: stored documents mapped again with today's rules. */
import type { Command } from 'commander'
import { openSqlite, packReading, printable, remapStore } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { onInterrupt } from './interrupt.ts'
import { EXIT } from './io.ts'
import { openProgress } from './progress.ts'

/** Adds the command to the program. */
export function addRemap(program: Command, context: Context): void {
  program
    .command('remap')
    .description('map the stored documents of a database again, after rules changed; the files are not needed')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao remap --db filings.db
  $ guibiao remap --db filings.db --rules my-rules`,
    )
    .action((_options, command: Command) => runRemap(command, context))
}

async function runRemap(command: Command, { io, out, version, typed, exit }: Context): Promise<void> {
  const options = optionsOf<{ db: string }>(command)
  const rules = rulesOf(options)
  const progress = openProgress(io)
  const store = await openSqlite(options.db, { mustExist: true })
  const interrupt = onInterrupt('SIGINT')
  try {
    const { blobs } = await store.totals()
    const summary = await remapStore({
      store,
      rules,
      pack: packReading,
      version,
      command: typed,
      signal: interrupt.signal,
      onDocument: (path, message, done) => {
        progress.show(done, blobs, path)
        if (message === null) return
        progress.clear()
        out.say(`${printable(path)}: not mapped, its filings stay as they were: ${printable(message)}`)
      },
    })
    progress.clear()
    const { documents, changed, failed, interrupted } = summary
    const told = `documents mapped again: ${documents}; ${changed} changed, ${documents - changed - failed} the same, ${failed} failed`
    await out.print(options.json ? `${JSON.stringify(summary)}\n` : `${told}\n`)
    exit(interrupted ? EXIT.interrupted : failed > 0 ? EXIT.rejected : EXIT.fine)
  } finally {
    interrupt.release()
    progress.close()
    await store.close()
  }
}
