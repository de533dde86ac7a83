/** `guibiao explain`: which rule claimed what in a file, and what nobody claimed. */
import type { Command } from 'commander'
import { explainText, readPaths, sniff } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { countFiles, sayRejected } from './files.ts'
import { colorsOf, debugOf, langOf } from './io.ts'

/** Adds the command to the program. */
export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .description('say for every cell of a file which rule read it as what; unread text comes first')
    .argument('<file>', 'one file')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao explain 绩效目标表.docx
  $ guibiao explain 绩效目标表.docx --rules my-rules`,
    )
    .action((file: string, _options, command: Command) => runExplain(file, command, context))
}

async function runExplain(path: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf(command)
  const count = countFiles()
  for await (const file of readPaths([path], { rules: rulesOf(options), sniff, debug: debugOf(io) })) {
    count.add(file)
    sayRejected(file, out)
    const extraction = file.reading?.extraction
    if (!extraction) continue
    const { ledger, filings, findings, evidence } = extraction
    const marks = filings.map(({ id, form, unread, marks }, at) => ({
      id,
      form,
      decisions: evidence[at],
      unread,
      marks,
    }))
    if (options.json) await out.print(`${JSON.stringify({ ledger, filings: marks, findings })}\n`)
    else await out.print(explainText(extraction, { lang: langOf(io), color: colorsOf(io) }))
  }
  exit(count.code())
}
