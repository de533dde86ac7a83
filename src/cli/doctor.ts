/** `guibiao doctor`: what a file is, who reads it and how, and where a second reading differs. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { drawDiagnosis, examine, printable } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { colorsOf, EXIT, langOf } from './io.ts'

/** Adds the command to the program. */
export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .description(
      'say what a file is, which reader reads it, what is lost on the way, and where a second reading differs',
    )
    .argument('<file>', 'one file')
    .addHelpText(
      'after',
      `
A .docx is read twice, by guibiao and by mammoth; a .doc by guibiao and by word-extractor.

Examples:
  $ guibiao doctor 绩效目标表.docx
  $ guibiao doctor 申报材料.zip --json`,
    )
    .action((file: string, _options, command: Command) => runDoctor(file, command, context))
}

async function runDoctor(path: string, command: Command, { io, out, exit }: Context): Promise<void> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(readFileSync(path))
  } catch (error) {
    out.say(`${printable(path)}: ${error instanceof Error ? printable(error.message) : error}`)
    exit(EXIT.nothing)
    return
  }
  const diagnosis = await examine(bytes)
  if (optionsOf<{ json?: boolean }>(command).json) await out.print(`${JSON.stringify({ path, ...diagnosis })}\n`)
  else await out.print(drawDiagnosis(diagnosis, path, { lang: langOf(io), color: colorsOf(io) }))
  exit(diagnosis.outcome === 'read' ? EXIT.fine : EXIT.nothing)
}
