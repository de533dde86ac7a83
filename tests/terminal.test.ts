import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { label, xls } from './build-xls.ts'
import { memoryIo } from './support/memory-io.ts'

/** What names and texts of files hold that would steer a terminal: a cleared screen, an 8-bit CSI, reversed text, a title. */
const HOSTILE = '\x1b[2J\u009b31m\u202e\x1b]0;title\x07\x08'
const ROWS = [
  [`附件3${HOSTILE}`],
  ['2020年部门整体支出绩效目标表'],
  ['金额单位：万元'],
  ['部门名称', `某${HOSTILE}区住建局`],
  ['年度预算申请', '资金总额：18926'],
  [`联系${HOSTILE}人`, '张某'],
  ['一级指标', '二级指标', '三级指标', '指标值', `来源${HOSTILE}`],
  ['产出指标', '数量指标', `道路${HOSTILE}长度`, `58${HOSTILE}00米`, '文件'],
  [`产出${HOSTILE}指标`, '质量指标', '合格率', '100%'],
  [`此行${HOSTILE}无人读取`],
]
const bookOf = (rows: readonly (readonly string[])[]) =>
  xls(rows.flatMap((row, at) => row.map((text, column) => label(at, column, text))))
const BOOK = bookOf(ROWS)
// Another department, so that it is no copy.
const OTHER = bookOf(ROWS.map((row) => row.map((text) => text.replace('住建局', '教育局'))))

let folder: string
let db: string
const [form, rejected, archive] = [`表${HOSTILE}.xls`, `图${HOSTILE}.pdf`, `包${HOSTILE}.zip`]

/** Runs a command on a terminal, and on pipes. */
async function outputs(args: readonly string[]): Promise<readonly string[]> {
  const texts: string[] = []
  for (const isTTY of [true, false]) {
    const io = memoryIo({ LANG: 'C' }, { isTTY })
    await main(['node', 'guibiao', ...args], io)
    texts.push(io.stdout.text(), io.stderr.text())
  }
  return texts
}

/** What is left of a text after colours and the taking away of the progress bar: nothing of it may steer a terminal. */
const steering = (text: string) =>
  text.replaceAll(/\x1b\[[\d;]*m|\r\x1b\[2K/g, '').match(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu) ??
  []

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'guibiao-terminal-'))
  folder = join(root, `夹${HOSTILE}`)
  db = join(root, 'filings.db')
  mkdirSync(folder)
  writeFileSync(join(folder, form), BOOK)
  writeFileSync(join(folder, rejected), '%PDF-1.4')
  const members = { [`内${HOSTILE}.xls`]: OTHER, [`片${HOSTILE}.pdf`]: Buffer.from('%PDF-1.4') }
  writeFileSync(join(folder, archive), zipSync(members))
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

describe('text from names and cells of files never steers the terminal', () => {
  it('in the progress, the messages and the summary of an import', async () => {
    const texts = await outputs(['import', folder, '--db', db])
    expect(texts.join('')).toContain('\\x1b[2J')
    expect(texts.flatMap(steering)).toEqual([])
  })

  it.each<[string, () => readonly string[], string]>([
    ['show', () => [join(folder, form)], '\\x1b[2J'],
    ['show', () => [join(folder, archive)], '\\x1b[2J'],
    ['explain', () => [join(folder, form)], '\\x1b[2J'],
    ['doctor', () => [join(folder, form)], '\\x1b[2J'],
    ['doctor', () => [join(folder, archive)], '\\x1b[2J'],
    ['forms', () => ['check', join(folder, form)], '来源\\x1b[2J'],
    ['check', () => [folder], '\\x1b[2J'],
    ['diff', () => [join(folder, form), join(folder, `${archive}!/内${HOSTILE}.xls`)], '\\x1b[2J'],
    ['unread', () => ['--db', db], '\\x1b[2J'],
    ['runs', () => ['--db', db], '\\x1b[2J'],
    ['query', () => ['SELECT department FROM v_filings', '--db', db], '\\x1b[2J'],
    ['values', () => [`58${HOSTILE}米`], '\\x1b[2J'],
  ])('in what %s %# prints', async (command, args, mark) => {
    const texts = await outputs([command, ...args()])
    expect(texts.join('')).toContain(mark)
    expect(texts.flatMap(steering)).toEqual([])
  })

  it.each<[string, () => readonly string[]]>([
    ['extract', () => [folder]],
    ['extract', () => [folder, '--jsonl']],
    ['show', () => [join(folder, form), '--json']],
    ['explain', () => [join(folder, form), '--json']],
    ['check', () => [folder, '--json']],
    ['query', () => ['SELECT department FROM v_filings', '--db', db, '--format', 'csv']],
  ])('in the data that %s %# prints on a terminal; a pipe gets it as it is', async (command, args) => {
    const [shown, , piped] = await outputs([command, ...args()])
    expect(shown).toMatch(/\\u001b\[2J/)
    expect(steering(shown!)).toEqual([])
    if (command === 'query') expect(piped).toContain(HOSTILE)
    else expect(JSON.parse(`[${piped!.trim().split('\n').join('').replaceAll('}{', '},{')}]`)).not.toEqual([])
  })
})
