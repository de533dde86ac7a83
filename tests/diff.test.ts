import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Filing } from '../src/model.ts'
import { diffFilings, isSame } from '../src/report/diff.ts'
import { filingOf, fundOf, indicatorOf, quantity } from './support/records.ts'
import { runCli } from './support/run-cli.ts'
import { docxOf } from './support/small-forms.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const ge = (raw: string, value: string, unit: string) => ({ ...quantity(raw, value, unit), comparator: 'ge' as const })
const base: Partial<Filing> = {
  funds: [fundOf('total', '资金总额', '100'), fundOf('basic-expenditure', '基本支出', '40')],
  indicators: [
    indicatorOf('供水率', ge('≥90%', '90', '%')),
    indicatorOf('改造资金', quantity('16530万', '165300000', 'CNY')),
    indicatorOf('道路', quantity('1条', '1', '{条}')),
    indicatorOf('道路', quantity('2条', '2', '{条}')),
  ],
  findings: [],
}
const diff = (b: Partial<Filing>, a: Partial<Filing> = {}) =>
  diffFilings(filingOf('a', { ...base, ...a }), filingOf('b', { ...base, ...b }))

describe('the difference of two filings', () => {
  it('is none for the same records, wherever they are printed', () => {
    const turned = diff({
      indicators: [2, 3, 0, 1].map((at) => base.indicators![at]!),
      funds: base.funds!.toReversed(),
    })
    expect(isSame(turned)).toBe(true)
    expect(turned.same).toBe(6)
  })

  it('names what was added, dropped and changed, by level 2 and name', () => {
    const indicators = [
      indicatorOf('供水率', ge('≥95%', '95', '%'), { score: '8' }),
      indicatorOf('改造资金', quantity('16530万元', '165300000', 'CNY')),
      indicatorOf('道路', quantity('1条', '1', '{条}')),
      indicatorOf('桥梁', quantity('3座', '3', '{座}')),
    ]
    const found = diff({ indicators }).indicators
    expect(found.map(({ name, how }) => `${how} ${name}`)).toEqual([
      'changed quantity › 供水率',
      'changed quantity › 改造资金',
      'dropped quantity › 道路',
      'added quantity › 桥梁',
    ])
    expect(found[0]!.changes).toEqual([
      { field: 'target', before: '≥90%', after: '≥95%', sameReading: false },
      { field: 'score', before: null, after: '8', sameReading: false },
    ])
    expect(found[1]!.changes).toEqual([{ field: 'target', before: '16530万', after: '16530万元', sameReading: true }])
    expect(found[2]!.changes).toContainEqual({ field: 'target', before: '2条', after: null, sameReading: false })
  })

  it('takes 5.50 for 5.5, and blank, slash and nothing for the same', () => {
    const missing = { raw: '/', kind: 'missing', reason: 'slash', inferred: [], flags: [], doubts: [] } as const
    const indicators = base.indicators!.map((one) => ({ ...one, actual: missing }))
    const funds = [fundOf('total', '资金总额', '100.00'), base.funds![1]!]
    expect(isSame(diff({ indicators, funds }))).toBe(true)
  })

  it('compares amounts with the units that the forms state', () => {
    const [change] = diff({ amountUnit: '元' }).funds
    expect(change).toMatchObject({ name: 'total total', how: 'changed' })
    expect(change!.changes).toContainEqual({ field: 'amount', before: '100 万元', after: '100 元', sameReading: false })
  })

  it('tells findings that are gone from those that came', () => {
    const finding = (rule: string): Filing['findings'][number] => ({
      ...{ rule, severity: 'error', message: { en: rule, zh: rule }, form: null, indicator: '供水率' },
      ...{ cells: [], related: [], expected: null, found: null, suggestion: null },
    })
    const found = diff({ findings: [finding('B-1'), finding('C-1')] }, { findings: [finding('A-1'), finding('B-1')] })
    expect(found.findings.map(({ name, how }) => [name, how])).toEqual([
      ['A-1 供水率', 'dropped'],
      ['C-1 供水率', 'added'],
    ])
  })

  it('turns around with its sides', () => {
    const other = { indicators: base.indicators!.slice(1), totalScore: '98' }
    const swap = { added: 'dropped', dropped: 'added', changed: 'changed' } as const
    const [there, back] = [diff(other), diff({}, other)]
    expect(back.head).toEqual(
      there.head.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })),
    )
    expect(back.indicators.map(({ name, how }) => [name, how])).toEqual(
      there.indicators.map(({ name, how }) => [name, swap[how]]),
    )
  })
})

const form = (year: number, department: string, rows: string) =>
  docxOf(
    [`${year}年部门整体支出绩效目标表`, '金额单位：万元'],
    `
    | 部门名称     | ${department}   | <        | <      |
    | 年度预算申请 | 资金总额：18926 | <        | <      |
    | 一级指标     | 二级指标        | 三级指标 | 指标值 |
    ${rows}
    `,
  )

describe('guibiao diff', () => {
  let folder: string
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-diff-'))
    const rows = '| 产出指标 | 数量指标 | 道路长度 | 5800米 |'
    writeFileSync(at('2020.docx'), form(2020, '某区住建局', `${rows}\n| ^ | ^ | 桥梁 | 2座 |`))
    writeFileSync(
      at('2021.docx'),
      form(2021, '某区住建局', `${rows.replace('5800米', '6公里')}\n| ^ | ^ | 隧道 | 1条 |`),
    )
    writeFileSync(
      at('same.docx'),
      form(2020, '某区住建局', `${rows.replace('5800米', '5.8公里')}\n| ^ | ^ | 桥梁 | 2座 |`),
    )
    writeFileSync(at('prose.docx'), docxOf(['通知'], '| 姓名 | 张某 |'))
    await runCli(['import', at('2020.docx'), at('2021.docx'), '--db', at('filings.db'), '--jobs', '1'])
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('shows two years of a department from files, and ends with 1', async () => {
    const { code, out } = await runCli(['diff', at('2020.docx'), at('2021.docx')])
    expect(code).toBe(1)
    expect(out).toContain('year   2020')
    expect(out).toMatch(
      /indicators \+1 -1 ~1\n {2}~ quantity › 道路长度\n {6}target {2}5800米 {2}→ {2}6公里\n {2}- quantity › 桥梁/,
    )
  })

  it('marks what is printed otherwise and reads the same', async () => {
    expect((await runCli(['diff', at('2020.docx'), at('same.docx')])).out).toContain(
      'target  5800米  →  5.8公里  (the same value)',
    )
  })

  it('says that nothing differs, and ends with 0', async () => {
    expect(await runCli(['diff', at('2020.docx'), at('2020.docx')], { LANG: 'zh_CN.UTF-8' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('没有差异'),
    })
  })

  it('finds filings of a database by the beginning of their ids, and prints data', async () => {
    const db = ['--db', at('filings.db')]
    const { out } = await runCli(['query', 'SELECT filing_id FROM v_filings ORDER BY fiscal_year', ...db, '--json'])
    const ids = JSON.parse(out).map(({ filing_id }: { filing_id: string }) => filing_id)
    const ran = await runCli(['diff', ids[0].slice(0, 10), ids[1], ...db, '--json'])
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.out)).toMatchObject({ a: ids[0], b: ids[1], indicators: { length: 3 } })
    const mixed = await runCli(['diff', ids[0], at('2020.docx'), ...db])
    expect(mixed.code).toBe(0)
  })

  it.each([
    [['none.docx', '2020.docx'], 3, 'missing'],
    [['prose.docx', '2020.docx'], 3, 'the file holds 0 filings'],
    [['2020.docx#2', '2020.docx'], 3, 'the file holds 1 filings'],
    [['0123456789abcdef', '2020.docx'], 2, 'holds no filing whose filing_id begins with 0123456789abcdef'],
  ])('says what is wrong with %j', async ([a, b], code, message) => {
    const name = (one = '') => (one.includes('.') ? at(one) : one)
    const ran = await runCli(['diff', name(a), name(b), '--db', at('filings.db')])
    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toContain(message)
  })
})
