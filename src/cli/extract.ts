/** `guibiao extract`: files to JSON, without a database. */
import type { Command } from 'commander'
import { readPaths } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { countFiles, readersOf, sayRejected } from './files.ts'
import { openProgress } from './progress.ts'

/** Adds the command to the program. */
export function addExtract(program: Command, context: Context): void {
  program
    .command('extract')
    .description('print the filings of files, folders and patterns as JSON')
    .argument('<path...>', 'files, folders (with all that is in them) or patterns')
    .option('--jsonl', 'one filing a line instead of one array')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao extract 自评表.docx
  $ guibiao extract 2020 --jsonl > filings.jsonl`,
    )
    .action((paths: string[], _options, command: Command) => runExtract(paths, command, context))
}

async function runExtract(paths: readonly string[], command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<{ jsonl?: boolean }>(command)
  const progress = openProgress(io)
  const count = countFiles()
  let printed = 0
  const print = (json: string) => out.print(options.jsonl ? `${json}\n` : `${printed === 0 ? '[' : ','}\n${json}`)
  for await (const file of readPaths(paths, readersOf(options, io))) {
    count.add(file)
    progress.clear()
    sayRejected(file, out)
    for (const filing of file.reading?.extraction?.filings ?? []) {
      await print(JSON.stringify(filing))
      printed++
    }
    if (out.closed) return
  }
  progress.clear()
  if (!options.jsonl) await out.print(printed === 0 ? '[]\n' : '\n]\n')
  exit(count.code())
}
