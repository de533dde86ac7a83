import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { evaluation, goals } from '../src/check/sketch.ts'
import { main } from '../src/cli/index.ts'
import { memoryIo } from './support/memory-io.ts'

/** A drawn form as an .html file: what a form saved from a browser looks like. */
function htmlOf(drawing: string): string {
  const lines = drawing.split('\n').map((line) => {
    if (!line.startsWith('|')) return `</table><p>${line}</p><table>`
    const cells: { text: string; span: number }[] = []
    for (const cell of line.split('|').slice(1, -1)) {
      if (cell.trim() === '<') cells.at(-1)!.span++
      else cells.push({ text: cell.trim().replace('^', ''), span: 1 })
    }
    return `<tr>${cells.map(({ text, span }) => `<td colspan="${span}">${text}</td>`).join('')}</tr>`
  })
  return `<!doctype html><meta charset="utf-8"><table>${lines.join('\n')}</table>`
}

const BODY = '濉溪县交通运输局'
const PLAN = goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 80', '其他资金 | 10'] })
const RESULT = evaluation({
  funds: ['年度资金总额 | 120 | 120 | 120 | 10 | 100% | 10'],
  rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 养护里程 | 90 | 90'],
})

let root: string
let db: string
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'guibiao-check-'))
  db = join(root, 'filings.db')
  mkdirSync(join(root, 'in'))
  mkdirSync(join(root, 'later'))
  writeFileSync(join(root, 'in/目标表.html'), htmlOf(PLAN))
  writeFileSync(join(root, 'in/自评表.html'), htmlOf(RESULT))
  writeFileSync(join(root, 'later/目标表.html'), htmlOf(PLAN.replace('80', '90').replace('资金（万元）', '资金')))
  await main(['node', 'guibiao', 'import', join(root, 'in'), '--db', db], memoryIo({}))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the program in this process. */
async function guibiao(args: readonly string[], env: Record<string, string> = { LANG: 'C' }) {
  const io = memoryIo(env)
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}

const at = (...names: string[]) => join(root, ...names)

describe('guibiao check', () => {
  it('prints findings by file, what the score rests on, and a count, in the language of the locale', async () => {
    const { code, out } = await guibiao(['check', at('in')])
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}error {4}FND-01 {2}表\d .*: 财政拨款 80 \+ 其他资金 10 = 90, but 年度资金总额/m)
    expect(out).toMatch(/score claimed 100, supported 10; 0\.0% of the indicators' points rest on measured values/)
    expect(out).toMatch(/^error +\d+ +/m)
    const zh = await guibiao(['check', at('in')], { LANG: 'zh_CN.UTF-8' })
    expect(zh.out).toMatch(/^ {2}错误 FND-01 /m)
    expect((await guibiao(['check', at('in'), '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).out).toContain('error')
  })

  it('prints an array of findings with --json, also when there is none', async () => {
    const { out } = await guibiao(['check', at('in'), '--json', '--severity', 'error'])
    const findings: { rule: string; severity: string; form: string; path: string }[] = JSON.parse(out)
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true)
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['ACT-02', 'FND-01', 'SCR-09', 'XT-01'])
    expect(findings[0]!.path).toContain('目标表.html')
    const waivers = at('waivers.json')
    const all = findings.map(({ rule }) => rule)
    const keys: { key: string }[] = (await filingsIn(db)).map((key) => ({ key }))
    const list = all.flatMap((rule) =>
      keys.map(({ key }) => ({ rule, filing: key, reason: '已核实', by: '张某', on: '2024-03-01' })),
    )
    writeFileSync(waivers, JSON.stringify({ waivers: list }))
    expect(await guibiao(['check', at('in'), '--json', '--severity', 'error', '--waivers', waivers])).toMatchObject({
      code: 0,
      out: '[]\n',
    })
  })

  it('finds the same in a database as in its files', async () => {
    const plain = async (...args: string[]) =>
      JSON.parse((await guibiao(['check', ...args, '--json'])).out)
        .map((found: { rule: string; indicator: string | null }) => `${found.rule} ${found.indicator}`)
        .sort()
    const found = await plain('--db', db)
    expect(found.length).toBeGreaterThan(5)
    expect(found).toEqual(await plain(at('in')))
  })

  it.each([
    ['never', 0],
    ['error', 1],
    ['info', 1],
  ])('ends with --fail-on %s with %i', async (level, code) => {
    expect((await guibiao(['check', at('in'), '--fail-on', level])).code).toBe(code)
  })

  it.each([
    [[], 'name files or folders, or a database with --db'],
    [['x', '--db', 'y'], 'name files or folders, or a database with --db'],
    [['x', '--severity', 'grave'], '--severity takes error, warning, info, not "grave"'],
    [['x', '--fail-on', 'grave'], '--fail-on takes error, warning, info, never, not "grave"'],
    [['x', '--profile', 'nowhere'], 'there is no profile "nowhere"; known are default'],
    [['x', '--waivers', 'nowhere.json'], 'nowhere.json: no such file'],
  ])('explains wrong usage %j and ends with 2', async (args, message) => {
    const { code, out, err } = await guibiao(['check', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it("judges by a user's profiles, in a rule folder that holds nothing else", async () => {
    mkdirSync(at('my-rules', 'profiles'), { recursive: true })
    const file = at('my-rules', 'profiles', 'own.json')
    const own = { id: 'own', extends: 'default', name: { en: 'own', zh: '自定' }, applies: { divisions: ['34'] } }
    writeFileSync(file, JSON.stringify({ ...own, off: ['FND-01'], severities: { 'XT-01': 'info' } }))
    const found = JSON.parse((await guibiao(['check', at('in'), '--json', '--rules', at('my-rules')])).out)
    const severities = new Map(found.map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]))
    expect(severities.has('FND-01')).toBe(false)
    expect(severities.get('XT-01')).toBe('info')
    writeFileSync(file, JSON.stringify({ ...own, offf: [] }))
    const { code, err } = await guibiao(['check', at('in'), '--rules', at('my-rules')])
    expect(code).toBe(2)
    expect(err).toContain('own.json: /: Unrecognized key: "offf"')
  })

  it('says that a path is not there, and ends with 3 when nothing was read', async () => {
    const { code, err } = await guibiao(['check', at('nowhere')])
    expect(code).toBe(3)
    expect(err).toContain('nowhere')
  })
})

/** The keys of the filings of a database. */
async function filingsIn(path: string): Promise<readonly string[]> {
  const sqlite = new Sqlite(path, { readonly: true })
  try {
    return sqlite.prepare<[], string>('SELECT key FROM filing').pluck().all()
  } finally {
    sqlite.close()
  }
}

describe('the filings of a database', () => {
  it('are found by the beginning of their key through its index', () => {
    const sqlite = new Sqlite(db, { readonly: true })
    const plan = sqlite
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT filing_no FROM filing
          WHERE key >= 'a' AND key < 'b' AND standing NOT IN ('copy', 'template') ORDER BY filing_no`,
      )
      .all()
    sqlite.close()
    expect(plan.map(({ detail }) => detail).join('\n')).toContain('SEARCH filing USING INDEX filing_key')
  })
})

describe('guibiao rules', () => {
  it('lists all, a family, or one with its reason and examples', async () => {
    expect((await guibiao(['rules'])).out.trimEnd().split('\n')).toHaveLength(110)
    expect((await guibiao(['rules', 'sat'])).out.trimEnd().split('\n')).toHaveLength(3)
    const { out } = await guibiao(['rules', 'fnd-02', '--lang', 'zh'])
    expect(out).toContain('基本支出与项目支出之和与资金总额不符')
    expect(out).toContain('项目支出：50 |')
    expect(JSON.parse((await guibiao(['rules', 'FND-02', '--json'])).out)).toMatchObject([
      { id: 'FND-02', severity: 'error' },
    ])
  })

  it('names what there is for an id that does not exist, with 2', async () => {
    const { code, err } = await guibiao(['rules', 'FND-99'])
    expect(code).toBe(2)
    expect(err).toContain('there is no rule "FND-99"')
  })
})

describe('guibiao notice', () => {
  const notice = (...more: string[]) =>
    guibiao(['notice', '--db', db, '--department', BODY, '--out', at('out'), ...more])
  const page = at.bind(null, 'out', `${BODY}.html`)

  it('writes one page and one sheet: finding, cell as printed, why, what to do', async () => {
    expect(await notice('--lang', 'zh')).toMatchObject({ code: 0 })
    const text = readFileSync(page(), 'utf8')
    expect(text).toContain(`<h1>${BODY} 退回意见</h1>`)
    expect(text).toContain('财政拨款 80 + 其他资金 10 = 90')
    expect(text).toContain('分项漏填或误填，后续汇总均会受影响。')
    expect(text).not.toMatch(/<script|https?:\/\/|src=/)
    const book = XLSX.read(readFileSync(at('out', `${BODY}.xlsx`)))
    const rows = XLSX.utils.sheet_to_json<string[]>(book.Sheets.退回意见!, { header: 1 })
    expect(rows[0]).toEqual([
      '表',
      '文件',
      '序号',
      '级别',
      '规则',
      '位置',
      '原文',
      '问题及修改意见',
      '理由',
      '与上一版本相比',
    ])
    expect(rows.some((row) => row[4]?.startsWith('FND-01') && row[6] === '100 · 80 · 10')).toBe(true)
  })

  it('replaces a notice only when told to', async () => {
    await notice('--force')
    expect(await notice()).toMatchObject({ code: 2, err: expect.stringContaining('is there already') })
    expect((await notice('--force')).code).toBe(0)
  })

  it('shows what changed since the last version', async () => {
    await main(['node', 'guibiao', 'import', at('later'), '--db', db], memoryIo({}))
    expect((await notice('--force', '--severity', 'info')).code).toBe(0)
    const text = readFileSync(page(), 'utf8')
    expect(text).toMatch(/Since the last version \(.*目标表\.html\): \d+ corrected, \d+ still open, \d+ new\./)
    expect(text).toContain('<tr class="fixed">')
    expect(text).toContain('<tr class="new">')
  })

  it('ends with 3 for a department that filed nothing', async () => {
    const { code, err } = await guibiao(['notice', '--db', db, '--department', '无此局', '--out', at('none')])
    expect(code).toBe(3)
    expect(err).toContain('no filing of "无此局"')
    expect(existsSync(at('none'))).toBe(false)
  })
})
