/** `guibiao rules`: all rules of the checks, or one with its reason and its examples. */
import type { Command } from 'commander'
import { CHECKS, type Check, cutTo, drawTable, findCheck } from '../index.ts'
import { assertOneOf, type SetupFlags, styleOf } from './check.ts'
import { type Context, optionsOf } from './context.ts'

/** Adds the command to the program. */
export function addRules(program: Command, context: Context): void {
  program
    .command('rules')
    .description('list the rules of `guibiao check`, or show one with its reason and examples')
    .argument('[id]', 'a rule, e.g. FND-02, or the letters of a family')
    .option('--lang <lang>', 'language: en, zh (default: by LANG)')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao rules
  $ guibiao rules FND
  $ guibiao rules FND-02`,
    )
    .action((id: string | undefined, _options, command: Command) => runRules(id, command, context))
}

async function runRules(id: string | undefined, command: Command, context: Context): Promise<void> {
  const options = optionsOf<SetupFlags & { json?: boolean }>(command)
  assertOneOf(command, '--lang', options.lang, ['en', 'zh'])
  const { lang } = styleOf(options, context)
  const one = id === undefined ? null : findCheck(id)
  const some = one ? [one] : CHECKS.filter((check) => id === undefined || check.id.startsWith(`${id.toUpperCase()}-`))
  if (some.length === 0) {
    const families = [...new Set(CHECKS.map((check) => check.id.replace(/-\d+$/, '')))]
    command.error(`error: there is no rule "${id}"; \`guibiao rules\` lists all, families are ${families.join(', ')}`)
  }
  if (options.json) return context.out.print(`${JSON.stringify(some.map(plainRule))}\n`)
  if (one) return context.out.print(drawRule(one, lang))
  await context.out.print(drawTable(some.map((check) => [check.id, check.severity, cutTo(check.title[lang], 76)])))
}

const plainRule = ({ run: _run, ...rule }: Check) => rule

const WORDS = {
  en: { why: 'Why', forms: 'Forms', reads: 'Reads', source: 'Source', bad: 'Fires on', good: 'Silent on', all: 'all' },
  zh: {
    why: '理由',
    forms: '适用表',
    reads: '读取字段',
    source: '依据',
    bad: '触发示例',
    good: '合格示例',
    all: '全部',
  },
} as const

function drawRule(check: Check, lang: 'en' | 'zh'): string {
  const words = WORDS[lang]
  const forms = check.forms === 'all' ? words.all : check.forms.join(', ')
  return `${check.id} (${check.severity}) ${check.title[lang]}

${words.why}: ${check.why[lang]}
${words.forms}: ${forms}
${words.reads}: ${check.reads.join(', ')}
${words.source}: ${check.source}

${words.bad}:
${indent(check.bad)}
${words.good}:
${indent(check.good)}`
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => (line === '' ? '\n' : `  ${line}\n`))
    .join('')
