/** `guibiao unread`: what a database could not read, the most frequent first, and what would teach it. */
import type { Command } from 'commander'
import {
  countUnread,
  cutTo,
  drawTable,
  labelOf,
  lessonOf,
  printable,
  type UnreadKind,
  type UnreadText,
} from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

interface Options {
  readonly db: string
  readonly limit: string
  readonly kind?: string
  readonly all?: boolean
}

const KINDS: Readonly<Record<UnreadKind, readonly [en: string, zh: string]>> = {
  unread: ['unread text', '未读内容'],
  form: ['unknown form', '未知表样'],
  heading: ['heading in extra', 'extra 中的表头'],
  label: ['label in fields', 'fields 中的栏目'],
  fund: ['fund without item', '无项目的资金行'],
  level1: ['level 1 without code', '无代码的一级指标'],
  level2: ['level 2 without code', '无代码的二级指标'],
}

/** Adds the command to the program. */
export function addUnread(program: Command, context: Context): void {
  program
    .command('unread')
    .description('count what a database could not read or name, with an example and the command that would teach it')
    .option('--db <file>', 'the SQLite database', 'filings.db')
    .option('--limit <n>', 'texts shown; 0 for all', '30')
    .option('--kind <kind>', `only one of ${Object.keys(KINDS).join(', ')}`)
    .option('--all', 'also texts that the rules know and leave in extra or fields on purpose')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao unread --db filings.db
  $ guibiao unread --db filings.db --kind heading --rules my-rules`,
    )
    .action((_options, command: Command) => runUnread(command, context))
}

async function runUnread(command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 0)
    command.error(`error: --limit takes a number from 0, not "${options.limit}"`)
  if (options.kind !== undefined && !Object.hasOwn(KINDS, options.kind))
    command.error(`error: --kind knows no "${options.kind}"; it takes ${Object.keys(KINDS).join(', ')}`)
  const { terms } = rulesOf(options)
  const counted = await countUnread(options.db, labelOf)
  const taught = counted
    .filter(({ kind }) => options.kind === undefined || kind === options.kind)
    .map((one) => ({ ...one, ...lessonOf(one.kind, one.text, terms) }))
    .filter(({ known }) => options.all || !known)
  const shown = (limit === 0 ? taught : taught.slice(0, limit)).map((one) => ({
    ...one,
    teach: commandFor(one, options.rules ?? 'my-rules'),
  }))
  exit(EXIT.fine)
  if (options.json) return out.print(`${JSON.stringify(shown)}\n`)
  const lang = langOf(io) === 'zh' ? 1 : 0
  for (const { kind, text, filings, times, path, address, teach } of shown) {
    const count = `${filings}${times > filings ? ` (${times})` : ''}`
    const row = [[count, KINDS[kind][lang], `“${cutTo(printable(text), 48)}”`, `${path}  ${address}`]]
    await out.print(`${drawTable(row)}${teach === null ? '' : `    ${printable(teach)}\n`}`)
  }
  const rest = taught.length - shown.length
  if (rest > 0) out.say(lang ? `另有 ${rest} 项；--limit 0 显示全部` : `${rest} more; --limit 0 shows all`)
  if (taught.length === 0) out.say(lang ? '没有未读内容' : 'nothing unread')
}

type Taught = UnreadText & ReturnType<typeof lessonOf>

/** The command that would teach it, or the one that shows where to look; null: there is nothing to be taught. */
function commandFor({ kind, text, path, known, group, code }: Taught, rules: string): string | null {
  if (known) return null
  if (kind === 'form') return `guibiao forms check ${quote(path)}`
  if (group === null) return `guibiao explain ${quote(path)}`
  return `guibiao terms add ${group} ${code ?? 'CODE'} ${quote(text)} --rules ${quote(rules)}`
}

/** A word as a POSIX shell takes it. */
const quote = (text: string) => (/^[\p{L}\p{N}_./%+-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
