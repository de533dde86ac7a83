import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseGrid } from '../src/grid.ts'
import type { Block, Document } from '../src/model.ts'
import { docxFrom, sheetOf, xlsxFrom } from './support/office-of.ts'
import { runCli } from './support/run-cli.ts'

/** A self-evaluation of a project, as it would be typed. */
function form(executed: string, filedOn: string): Document {
  const captions = ['项目支出绩效自评表', '（2020年度）', '金额单位：万元'].map(
    (text): Block => ({ kind: 'paragraph', text, part: 'body', hidden: false }),
  )
  const grid = parseGrid(`
    | 项目名称         | 道路提质改造 | <            | <            | <            | <      | <    |
    | 主管部门         | 某区住建局   | <            | 实施单位     | 某区市政中心 | <      | <    |
    | 项目资金（万元） |              | 年初预算数   | 全年预算数   | 全年执行数   | 分值   | 得分 |
    | ^                | 年度资金总额 | 1200.50      | 1000.05      | ${executed}  | 10     | 9.5  |
    | ^                | 其中：财政拨款 | 1200.50    | 1000.05      | ${executed}  |        |      |
    | 一级指标         | 二级指标     | 三级指标     | 年度指标值   | 实际完成值   | 分值   | 得分 |
    | 产出指标         | 数量指标     | 改造道路长度 | ≥5.8公里     | 6公里        | 50     | 50   |
    | ^                | 质量指标     | 验收合格率   | 100%         | 100%         | 40     | 40   |
    | 总分             | <            | <            | <            | <            | 100    | 99.5 |
    | 填表人：张某     | <            | <            | 填报日期：${filedOn} | <    | <      | <    |
  `)
  const table: Block = { kind: 'table', name: null, grid, hidden: false, within: null }
  return { format: 'docx', reader: 'test', blocks: [...captions, table], findings: [] }
}
const xlsx = (document: Document) => xlsxFrom([{ name: 'Sheet1', grid: sheetOf(document) }])

describe('what an archive adds up to', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-totals-'))
    mkdirSync(join(folder, 'in'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, 'in', name), bytes)
  const query = async (sql: string) =>
    JSON.parse((await runCli(['query', sql, '--db', join(folder, 'filings.db'), '--json'])).out)
  const importAll = () => runCli(['import', join(folder, 'in'), '--db', join(folder, 'filings.db'), '--jobs', '1'])

  const TOTALS = {
    filings: 'SELECT count(*) AS n, sum(total_fen) AS fen FROM v_filings',
    funds: 'SELECT count(*) AS n, sum(executed_fen) AS fen, sum(initial_budget_fen) AS budget FROM v_funds',
    indicators: 'SELECT count(*) AS n, sum(weight_number) AS points FROM v_indicators',
    execution: 'SELECT count(*) AS n, sum(executed_fen) AS fen FROM v_execution',
    rollup:
      'SELECT aggregation_level, stage, fiscal_year, filings, budget_yuan, executed_yuan, execution_rate, average_score FROM v_rollup',
    panel: 'SELECT key, fiscal_year, actual_value FROM v_panel ORDER BY key',
    pairs: 'SELECT state, count(*) AS n FROM v_pairs GROUP BY state',
  }
  const totals = async () =>
    Object.fromEntries(await Promise.all(Object.entries(TOTALS).map(async ([name, sql]) => [name, await query(sql)])))

  it('does not change by a copy of a form in another format', async () => {
    put('a.docx', docxFrom(form('950.00', '2021年1月10日')))
    await importAll()
    const before = await totals()
    expect(before.filings).toEqual([{ n: 1, fen: 1_000_050_000 }])
    expect(before.rollup).toEqual([
      {
        ...{ aggregation_level: 'project', stage: 'self-evaluation', fiscal_year: 2020, filings: 1 },
        ...{ budget_yuan: '10000500.00', executed_yuan: '9500000.00', execution_rate: 94.9953, average_score: 99.5 },
      },
    ])
    put('b.xlsx', xlsx(form('950.00', '2021年1月10日')))
    put('c.docx', docxFrom(form('950.00', '2021年1月10日')))
    await importAll()
    expect(await query('SELECT standing, count(*) AS n FROM v_all_filings GROUP BY 1 ORDER BY 1')).toEqual([
      { standing: 'copy', n: 1 },
      { standing: 'current', n: 1 },
    ])
    expect(await totals()).toEqual(before)
  }, 60_000)

  it('follows a resubmission, and counts it once', async () => {
    put('a.docx', docxFrom(form('950.00', '2021年1月10日')))
    put('b.xlsx', xlsx(form('999.99', '2021年3月2日')))
    await importAll()
    expect(await query('SELECT standing, filed_on FROM v_all_filings ORDER BY 2')).toEqual([
      { standing: 'superseded', filed_on: '2021-01-10' },
      { standing: 'current', filed_on: '2021-03-02' },
    ])
    const after = await totals()
    expect(after.filings).toEqual([{ n: 1, fen: 1_000_050_000 }])
    expect(after.execution).toEqual([{ n: 1, fen: 999_990_000 }])
    put('c.docx', docxFrom(form('950.00', '2021年1月10日')))
    put('d.docx', docxFrom(form('999.99', '2021年3月2日')))
    await importAll()
    expect(await totals()).toEqual(after)
  }, 60_000)

  it('counts no version while nothing tells which one holds, until a person chooses', async () => {
    put('a.docx', docxFrom(form('950.00', '2021年1月10日')))
    put('b.docx', docxFrom(form('999.99', '2021年1月10日')))
    await importAll()
    expect((await totals()).filings).toEqual([{ n: 0, fen: null }])
    const [{ filing_id }] = await query("SELECT filing_id FROM v_all_filings WHERE source_path LIKE '%b.docx'")
    const db = ['--db', join(folder, 'filings.db')]
    expect((await runCli(['choose', filing_id, '--reason', '以来文为准', ...db])).code).toBe(0)
    expect((await totals()).execution).toEqual([{ n: 1, fen: 999_990_000 }])
  }, 60_000)
})
