/** `guibiao terms`: the spellings that labels are known by, and how to add one. */
import type { Command } from 'commander'
import {
  addSpellings,
  cutTo,
  drawTable,
  findTerms,
  type ListedGroup,
  listTerms,
  type Meaning,
  printable,
} from '../index.ts'
import { type Context, optionsOf } from './context.ts'
import { EXIT, langOf } from './io.ts'

/** Adds the command and what is under it to the program. */
export function addTerms(program: Command, context: Context): void {
  const terms = program
    .command('terms')
    .description('list the spellings of labels, find what a label matches, add your own')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao terms list indicator-column
  $ guibiao terms find 年度指标值
  $ guibiao terms add indicator-column target 应达到的值 --rules my-rules`,
    )
  terms
    .command('add')
    .description('add spellings to a code in the terms.json of --rules; the folder is made when it is missing')
    .argument('<group>', 'the group, e.g. head or indicator-column (guibiao terms list)')
    .argument('<code>', 'the code, e.g. projectName (guibiao terms list GROUP)')
    .argument('<spelling...>', 'labels as they are printed')
    .option('--exact', 'only the whole label is to match, not the end or the inside of a longer one')
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao terms add head projectName 本表所报之事 --rules my-rules
  $ guibiao terms add indicator-column target 定额 --exact --rules my-rules`,
    )
    .action((group: string, code: string, spellings: string[], _options, command: Command) =>
      runAdd(group, code, spellings, command, context),
    )
  terms
    .command('list')
    .description('list the groups with their codes, or the spellings of one group')
    .argument('[group]', 'one group')
    .addHelpText('after', '\nExamples:\n  $ guibiao terms list\n  $ guibiao terms list level2')
    .action((group: string | undefined, _options, command: Command) => runList(group, command, context))
  terms
    .command('find')
    .description('what a label matches, in every group')
    .argument('<text>', 'a label or heading as it is printed')
    .addHelpText('after', '\nExamples:\n  $ guibiao terms find 年度指标值\n  $ guibiao terms find "资金总额（万元）"')
    .action((text: string, _options, command: Command) => runFind(text, command, context))
}

async function runAdd(
  group: string,
  code: string,
  spellings: readonly string[],
  command: Command,
  { io, out }: Context,
): Promise<void> {
  const options = optionsOf<{ exact?: boolean }>(command)
  if (options.rules === undefined)
    command.error('error: --rules is missing: name the folder for your own rules, e.g. --rules my-rules')
  const folder = options.rules as string
  const done = addSpellings({ folder, group, code, spellings, exact: options.exact === true })
  if (options.json) return out.print(`${JSON.stringify({ group, code, ...done })}\n`)
  const zh = langOf(io) === 'zh'
  const told = (list: readonly string[], en: string, cn: string) =>
    list.map((label) => `${printable(label)}  ${zh ? cn : en}\n`)
  const added = told(done.added, `added to ${group}/${code} in ${done.file}`, `已加入 ${done.file} 的 ${group}/${code}`)
  const known = told(done.known, `known already as ${group}/${code}`, `已是 ${group}/${code} 的写法`)
  await out.print([...added, ...known].join(''))
}

async function runList(group: string | undefined, command: Command, { io, out }: Context): Promise<void> {
  const options = optionsOf(command)
  const all = listTerms(options.rules)
  const chosen = group === undefined ? all : all.filter((one) => one.group === group)
  if (chosen.length === 0)
    command.error(`error: no group "${group}"; known are ${all.map((one) => one.group).join(', ')}`)
  if (options.json) return out.print(`${JSON.stringify(chosen)}\n`)
  const lang = langOf(io)
  await out.print(group === undefined ? drawGroups(chosen, lang) : drawGroup(chosen[0]!, lang))
}

type Lang = 'en' | 'zh'
/** What a group or code means; in English with the Chinese word, which is what stands on the forms. */
const said = (meaning: Meaning | null, lang: Lang) =>
  meaning === null ? '' : lang === 'zh' ? meaning.zh : `${meaning.zh} · ${meaning.en}`

function drawGroups(groups: readonly ListedGroup[], lang: Lang): string {
  return groups
    .map(({ group, meaning, codes }) => {
      const rows = codes.map(({ code, meaning: own, spellings, exact, patterns }) => [
        code,
        own === null ? '' : own.zh,
        `${spellings.length + exact.length + patterns.length}`,
        cutTo([...spellings, ...exact].slice(0, 4).join('、'), 48),
      ])
      return `${group}  ${said(meaning, lang)}\n${drawTable(rows, { indent: 2, right: [2] })}`
    })
    .join('\n')
}

function drawGroup({ group, meaning, codes }: ListedGroup, lang: Lang): string {
  const parts = codes.map(({ code, meaning: own, spellings, exact, patterns, yours }) => {
    const mark = (list: readonly string[]) => list.map((text) => `${text}${yours.includes(text) ? '*' : ''}`)
    const lines = [
      ...(spellings.length > 0 ? [`  ${mark(spellings).join('、')}\n`] : []),
      ...(exact.length > 0 ? [`  ${lang === 'zh' ? '仅整词' : 'whole only'}: ${mark(exact).join('、')}\n`] : []),
      ...mark(patterns).map((pattern) => `  /${pattern}/\n`),
    ]
    return `${code}  ${said(own, lang)}\n${lines.join('')}`
  })
  const yours = codes.some((code) => code.yours.length > 0) ? `* ${lang === 'zh' ? '您的写法' : 'yours'}\n` : ''
  return `${group}  ${said(meaning, lang)}\n\n${parts.join('\n')}${yours}`
}

async function runFind(text: string, command: Command, { io, out, exit }: Context): Promise<void> {
  const options = optionsOf(command)
  const found = findTerms(text, options.rules)
  exit(found.length === 0 ? EXIT.nothing : EXIT.fine)
  if (options.json) return out.print(`${JSON.stringify(found)}\n`)
  if (found.length === 0)
    return out.say(langOf(io) === 'zh' ? `没有与“${text}”匹配的写法` : `no spelling of any group matches "${text}"`)
  const rows = found.map(({ group, code, meaning, how, term, points, best }) => [
    best ? group : '',
    best ? '✓' : '',
    code,
    how,
    cutTo(term, 40),
    points === 0 ? '' : `${points}`,
    said(meaning, langOf(io)),
  ])
  await out.print(drawTable(rows, { right: [5] }))
}
