/** `guibiao runs`: what was imported when, and how it ended. */
import type { Command } from 'commander'
import { drawTable, openSqlite, type RunRecord } from '../index.ts'
import { type Context, optionsOf } from './context.ts'

/** Adds the command to the program. */
export function addRuns(program: Command, context: Context): void {
  program
    .command('runs')
    .description('list the imports and remaps of a database, with what they read and how they ended')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao runs --db filings.db`,
    )
    .action((_options, command: Command) => runRuns(command, context))
}

async function runRuns(command: Command, { out }: Context): Promise<void> {
  const options = optionsOf<{ db: string }>(command)
  const store = await openSqlite(options.db, { mustExist: true })
  try {
    const runs = await store.runs()
    await out.print(options.json ? `${JSON.stringify(runs)}\n` : drawRuns(runs))
  } finally {
    await store.close()
  }
}

function drawRuns(runs: readonly RunRecord[]): string {
  const rows = runs.map(({ run, startedAt, end, paths, outcomes, command }) => [
    `${run}`,
    startedAt,
    end ?? 'killed or under way',
    `${paths}`,
    Object.entries(outcomes)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', '),
    command,
  ])
  return drawTable([['run', 'started', 'end', 'paths', 'files read', 'command'], ...rows], { right: [0, 3] })
}
