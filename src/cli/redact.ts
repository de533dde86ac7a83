/** `guibiao redact`: personal data taken out of a database after the fact. */
import type { Command } from 'commander'
import { openSqlite, packReading, redactor, redactStore } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { onInterrupt } from './interrupt.ts'
import { EXIT } from './io.ts'
import { openProgress } from './progress.ts'

/** Adds the command to the program. */
export function addRedact(program: Command, context: Context): void {
  program
    .command('redact')
    .description('take names, telephone, identity card and bank numbers out of a database; this cannot be undone')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao redact --db filings.db
  $ guibiao import 2020 --redact             never stores them in the first place`,
    )
    .action((_options, command: Command) => runRedact(command, context))
}

async function runRedact(command: Command, { io, out, version, typed, exit }: Context): Promise<void> {
  const options = optionsOf<{ db: string }>(command)
  const rules = rulesOf(options)
  const progress = openProgress(io)
  const store = await openSqlite(options.db, { mustExist: true })
  const interrupt = onInterrupt('SIGINT')
  try {
    const { blobs } = await store.totals()
    const documents = await redactStore({
      ...{ store, rules, version, redactor, pack: packReading, command: typed, signal: interrupt.signal },
      onDocument: (done) => progress.show(done, blobs, ''),
    })
    progress.close()
    const ended = interrupt.signal.aborted ? 'interrupted; the same command does the rest' : 'done'
    const told = `documents redacted: ${documents}; ${ended}`
    await out.print(
      options.json ? `${JSON.stringify({ documents, interrupted: interrupt.signal.aborted })}\n` : `${told}\n`,
    )
    exit(interrupt.signal.aborted ? EXIT.interrupted : EXIT.fine)
  } finally {
    interrupt.release()
    progress.close()
    await store.close()
  }
}
