/** `guibiao show`: a file's filings as a person reads them. */
import type { Command } from 'commander'
import { drawTree, readPaths } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { countFiles, readersOf, sayRejected } from './files.ts'
import { colorsOf, langOf } from './io.ts'

/** Adds the command to the program. */
export function addShow(program: Command, context: Context): void {
  program
    .command('show')
    .description('show the filings of a file: head, funds, goals, indicators with what is printed and what was read')
    .argument('<file>', 'one file')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao show 绩效目标表.docx
  $ guibiao show 绩效目标表.docx --json`,
    )
    .action((file: string, _options, command: Command) => runShow(file, command, context))
}

async function runShow(path: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf(command)
  const count = countFiles()
  for await (const file of readPaths([path], { ...readersOf(options, io), one: true })) {
    count.add(file)
    sayRejected(file, out)
    const extraction = file.reading?.extraction
    if (!extraction) continue
    if (options.json) await out.print(`${JSON.stringify(extraction.filings)}\n`)
    else await out.print(drawTree(extraction, { lang: langOf(io), color: colorsOf(io) }))
  }
  exit(count.code())
}
