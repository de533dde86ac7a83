/** `guibiao forms`: the form families, why a file is which, and the goldens of a rule folder. */
import type { Command } from 'commander'
import { checkForms, drawFormList, drawVerdicts, listForms, readPaths, writeEditorSchemas } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { countFiles, readersOf, sayRejected } from './files.ts'
import { addFormsTest } from './forms-test.ts'
import { colorsOf, langOf } from './io.ts'

/** Adds the command and what is under it to the program. */
export function addForms(program: Command, context: Context): void {
  const forms = program
    .command('forms')
    .description('list the form families; explain why a file is which of them; test your own')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao forms
  $ guibiao forms check 自评表.docx
  $ guibiao forms test my-rules --db filings.db`,
    )
  forms
    .command('list', { isDefault: true })
    .description('the form families: id, Chinese name, what each extends and where it comes from (also: guibiao forms)')
    // What is no command lands here: it deserves a better message than one about too many arguments.
    .allowExcessArguments()
    .action((_options, command: Command) => {
      const [word] = command.args
      if (word !== undefined) command.error(`error: unknown command 'forms ${word}'; it takes ${namesOf(forms)}`)
      return runList(command, context)
    })
  forms
    .command('check')
    .description(
      'say of every part of a file which form it is and why it is no other, and why each column is what it is',
    )
    .argument('<file>', 'one file')
    .option('--form <id>', 'explain this form in full')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao forms check 自评表.docx
  $ guibiao forms check 自评表.docx --form project-self-evaluation --rules my-rules`,
    )
    .action((file: string, _options, command: Command) => runCheck(file, command, context))
  addFormsTest(forms, context)
  forms
    .command('schema')
    .description('write JSON Schemas into a rule folder, so that an editor completes and checks your rule files')
    .argument('<dir>', 'the folder; made when it is missing')
    .addHelpText('after', '\nExamples:\n  $ guibiao forms schema my-rules')
    .action((folder: string, _options, command: Command) => runSchema(folder, command, context))
}

const namesOf = (command: Command) => command.commands.map((one) => one.name()).join(', ')

async function runList(command: Command, { io, out }: Context): Promise<void> {
  const options = optionsOf(command)
  const forms = listForms(options.rules)
  if (options.json) await out.print(`${JSON.stringify(forms)}\n`)
  else await out.print(drawFormList(forms, { lang: langOf(io), color: colorsOf(io) }))
}

async function runCheck(path: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<{ form?: string }>(command)
  const rules = rulesOf(options)
  const { form } = options
  if (form !== undefined && !rules.forms.some(({ id }) => id === form))
    command.error(`error: no form "${form}"; known are ${rules.forms.map(({ id }) => id).join(', ')}`)
  const count = countFiles()
  for await (const file of readPaths([path], { ...readersOf(options, io), one: true })) {
    count.add(file)
    sayRejected(file, out)
    const extraction = file.reading?.extraction
    if (!extraction) continue
    const segments = checkForms(extraction.document, rules, extraction.evidence)
    if (options.json) await out.print(`${JSON.stringify(segments)}\n`)
    else await out.print(drawVerdicts(segments, { lang: langOf(io), color: colorsOf(io), form }))
  }
  exit(count.code())
}

async function runSchema(folder: string, command: Command, { out }: Context): Promise<void> {
  const written = writeEditorSchemas(folder)
  const text = optionsOf(command).json ? JSON.stringify({ written }) : written.join('\n')
  await out.print(`${text}\n`)
}
