/** `guibiao choose`: a person says which version of a form holds. */
import type { Command } from 'commander'
import { openSqlite } from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'
import { drawVersions } from './versions.ts'

/** Adds the command to the program. */
export function addChoose(program: Command, context: Context): void {
  program
    .command('choose')
    .description('make one version of a form the current one; imports and remaps keep the decision')
    .argument('<filing>', 'the id of the filing, as `guibiao versions` shows it')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao choose 3f0c2a91d4b8e6571c20aa3f9be84d10 --reason "resubmitted after review"`,
    )
    .action((filing: string, _options, command: Command) => runChoose(filing, command, context))
}

async function runChoose(filing: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<{ db: string; reason: string }>(command)
  const store = await openSqlite(options.db, { mustExist: true })
  try {
    const chosen = await store.choose(filing, options.reason, new Date().toISOString())
    if (chosen === null) {
      out.say(
        `There is no filing ${filing} that could be chosen in ${options.db}: it is not there, is a blank template, or lacks year or department. \`guibiao versions\` lists the ids.`,
      )
      return exit(EXIT.rejected)
    }
    const versions = (await store.versions()).filter(({ key }) => key === chosen.key)
    if (options.json) await out.print(`${JSON.stringify(versions)}\n`)
    else await out.print(drawVersions(versions, langOf(io)))
  } finally {
    await store.close()
  }
}
