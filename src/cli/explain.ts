/** `guibiao explain`: which rule claimed what in a file, and what nobody claimed. */
import type { Command } from 'commander'
import { assertFree, explainPage, explainText, readPaths, writeTarget } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { countFiles, readersOf, sayRejected } from './files.ts'
import { colorsOf, langOf } from './io.ts'

interface Options {
  readonly html?: string
  readonly force?: boolean
}

/** Adds the command to the program. */
export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .description('say for every cell of a file which rule read it as what; unread text comes first')
    .argument('<file>', 'one file')
    .option('--html <out>', 'write one page that shows the file as printed, each span coloured by what claimed it')
    .option('--force', 'replace the page when it is there')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao explain 绩效目标表.docx
  $ guibiao explain 绩效目标表.docx --rules my-rules
  $ guibiao explain 绩效目标表.docx --html explained.html`,
    )
    .action((file: string, _options, command: Command) => runExplain(file, command, context))
}

async function runExplain(path: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  if (options.html !== undefined) assertFree(options.html, options)
  const count = countFiles()
  for await (const file of readPaths([path], { ...readersOf(options, io), one: true })) {
    count.add(file)
    sayRejected(file, out)
    const extraction = file.reading?.extraction
    if (!extraction) continue
    if (options.html !== undefined) {
      writeTarget(options.html, explainPage(extraction, { lang: langOf(io), name: file.path }), options)
      if (!options.json) {
        out.say(langOf(io) === 'zh' ? `已写入 ${options.html}` : `wrote ${options.html}`)
        continue
      }
    }
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
