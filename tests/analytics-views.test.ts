import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Columns, type Filler, fillDb, headOf, quantityColumns } from './support/filled-db.ts'

let filler: Filler
beforeEach(() => {
  filler = fillDb(':memory:')
})
afterEach(() => filler.close())
const query = (sql: string) => filler.db.prepare(sql).all()

const total = (fen: number, rest: Columns = {}): Columns => ({
  item: 'total',
  amount: `${fen / 1e6}`,
  amount_fen: fen,
  ...rest,
})

describe('what counts', () => {
  beforeEach(() => {
    for (const [standing, fen] of [
      ['current', 100],
      ['copy', 100],
      ['superseded', 70],
      ['contested', 30],
      ['template', 1],
    ] as const)
      filler.add({
        filing: headOf('department-goals', 2020, `某局${standing}`, {
          standing,
          digest: standing === 'copy' ? 'a' : standing,
        }),
        funds: [total(fen)],
        goals: [{ expected: '推进' }],
        indicators: [{ level3: '供水率' }],
        findings: [{ rule: 'X-1' }],
      })
  })

  it('is the current filings only: a copy, a resubmission and a template change no total', () => {
    expect(query('SELECT sum(amount_fen) AS n FROM v_funds')).toEqual([{ n: 100 }])
    expect(query('SELECT sum(total_fen) AS n, count(*) AS rows FROM v_filings')).toEqual([{ n: 100, rows: 1 }])
    expect(query('SELECT sum(budget_fen) AS n, sum(filings) AS rows FROM v_rollup')).toEqual([{ n: 100, rows: 1 }])
    for (const view of ['v_goals', 'v_indicators', 'v_findings', 'v_panel', 'v_pairs'])
      expect(query(`SELECT count(*) AS n FROM ${view}`), view).toEqual([{ n: 1 }])
  })

  it('is everything, with its standing, in v_all_…', () => {
    for (const view of ['v_all_filings', 'v_all_funds', 'v_all_goals', 'v_all_indicators', 'v_all_findings'])
      expect(query(`SELECT count(*) AS n, count(DISTINCT standing) AS standings FROM ${view}`), view).toEqual([
        { n: 5, standings: 5 },
      ])
  })
})

it('findings of a whole file count unless nothing of the file does', () => {
  const whole: Columns = { rule: 'READ-1', filing_no: null }
  filler.add({ filing: headOf('unknown', 2020, '某局'), findings: [whole] })
  filler.add({ filing: headOf('unknown', 2020, '某局', { standing: 'copy' }), findings: [whole] })
  expect(query('SELECT source_path FROM v_findings')).toEqual([{ source_path: '1.docx' }])
})

describe('aggregation levels', () => {
  it.each([
    ['department-goals', {}, 'department'],
    ['project-self-evaluation', {}, 'project'],
    ['transfer-goals', { title: '中央对地方专项转移支付区域绩效目标表' }, 'transfer-region'],
    ['transfer-goals', { title: '整体绩效目标表' }, 'transfer-whole'],
    ['transfer-self-evaluation', {}, 'transfer-project'],
    ['monitoring', {}, 'department'],
    ['monitoring', { project_name: '修路' }, 'project'],
    ['unknown', {}, 'unknown'],
  ])('%s %j is %s', (form, rest, level) => {
    filler.add({ filing: headOf(form, 2020, '某局', rest) })
    expect(query('SELECT aggregation_level AS level FROM v_heads')).toEqual([{ level }])
  })

  it('keep the sums of a department and of its projects apart, and those without a unit out', () => {
    filler.add({ filing: headOf('department-goals', 2020, '某局'), funds: [total(1000)] })
    filler.add({
      filing: headOf('project-goals', 2020, '某局', { project_name: '修路' }),
      funds: [total(400), { item: 'local-funds', amount_fen: 400 }],
    })
    filler.add({
      filing: headOf('project-goals', 2020, '某局', { project_name: '架桥' }),
      funds: [total(250), total(999, { horizon: 'multi-year' })],
    })
    filler.add({
      filing: headOf('project-goals', 2020, '某局', { project_name: '种树', amount_unit: null }),
      funds: [{ item: 'total', amount: '5' }],
    })
    expect(
      query(
        'SELECT aggregation_level AS level, filings, with_amount, without_amount, budget_fen, budget_yuan FROM v_rollup ORDER BY 1',
      ),
    ).toEqual([
      { level: 'department', filings: 1, with_amount: 1, without_amount: 0, budget_fen: 1000, budget_yuan: '10.00' },
      { level: 'project', filings: 3, with_amount: 2, without_amount: 1, budget_fen: 650, budget_yuan: '6.50' },
    ])
  })
})

describe('execution', () => {
  it('is computed from 分 beside the printed rate, and empty for a budget of nothing', () => {
    filler.add({
      filing: headOf('project-self-evaluation', 2020, '某局', { total_score: '93.5' }),
      funds: [
        total(0, {
          amount_fen: null,
          initial_budget_fen: 50,
          adjusted_budget_fen: 31020,
          executed_fen: 15474,
          execution_rate: '50',
        }),
      ],
    })
    filler.add({ filing: headOf('project-self-evaluation', 2021, '某局'), funds: [total(0, { executed_fen: 0 })] })
    filler.add({ filing: headOf('project-goals', 2021, '某局'), funds: [total(100)] })
    expect(
      query('SELECT budget_fen, executed_yuan, computed_rate, execution_rate, total_score_number FROM v_execution'),
    ).toEqual([
      {
        budget_fen: 31020,
        executed_yuan: '154.74',
        computed_rate: 49.8839,
        execution_rate: '50',
        total_score_number: 93.5,
      },
      { budget_fen: 0, executed_yuan: '0.00', computed_rate: null, execution_rate: null, total_score_number: null },
    ])
  })
})

describe('target against actual', () => {
  const row = (target: Columns, actual: Columns, rest: Columns = {}) => {
    filler.add({
      filing: headOf('project-self-evaluation', 2020, '某局'),
      indicators: [{ level3: '长度', weight: '10', ...target, ...actual, ...rest }],
    })
    return query('SELECT attainment, reached, recomputed_score AS score, evidence FROM v_indicators')[0]
  }
  const target = (comparator: string, value: string, unit = '%', more: object | null = null) =>
    quantityColumns('target', 't', comparator, value, unit, more)
  const actual = (value: string, unit = '%', more: object | null = null) =>
    quantityColumns('actual', 'a', 'eq', value, unit, more)

  it.each([
    ['ge', '90', '95', 105.5556, 1, 10],
    ['ge', '90', '45', 50, 0, 5],
    ['gt', '90', '90', 100, 0, 10],
    ['le', '100', '120', 120, 0, 8],
    ['le', '100', '250', 250, 0, 0],
    ['lt', '100', '99.9', 99.9, 1, 10],
    ['eq', '100', '100.0', 100, 1, 10],
    ['eq', '100', '139', 139, null, null],
    ['le', '0', '3', null, 0, 0],
    ['ge', '0', '0', null, 1, 10],
  ])('%s %s and %s give attainment %d, reached %s, score %s', (comparator, wanted, got, attainment, reached, score) => {
    expect(row(target(comparator, wanted), actual(got))).toEqual({ attainment, reached, score, evidence: 'measured' })
  })

  it('is compared by what a bare number is assumed to be, and bare with bare as printed', () => {
    expect(
      row(
        target('le', '900000', 'CNY'),
        actual('90', '', { assumed: { value: '900000', unit: 'CNY', from: 'target' } }),
      ),
    ).toMatchObject({ attainment: 100, reached: 1 })
  })

  it.each([
    ['another unit', target('ge', '90'), actual('139', '{户}'), 'unit-mismatch'],
    ['a bare number with nothing assumed', target('ge', '90'), actual('139', ''), 'measured'],
    ['a doubted value', target('ge', '90'), actual('290', '%', { doubts: ['ocr-suspect'] }), 'measured'],
    [
      'another direction',
      target('ge', '5', '%', { direction: 'down' }),
      actual('5', '%', { direction: 'up' }),
      'measured',
    ],
    [
      'a threshold as actual',
      target('ge', '90'),
      quantityColumns('actual', '≥90%', 'ge', '90', '%'),
      'restated-target',
    ],
    ['words', target('ge', '90'), { actual_kind: 'qualitative', actual_raw: '已完成' }, 'words'],
    [
      'the target’s words',
      { target_kind: 'qualitative', target_raw: '及时' },
      { actual_kind: 'qualitative', actual_raw: '及时' },
      'restated-target',
    ],
    ['the indicator’s name', target('ge', '90'), { actual_kind: 'qualitative', actual_raw: '长度' }, 'name-copy'],
    ['nothing', target('ge', '90'), { actual_kind: 'missing', actual_raw: '/' }, 'missing'],
    ['no such column', target('ge', '90'), {}, null],
  ])('with %s says nothing of attainment', (_name, wanted, got, evidence) => {
    expect(row(wanted, got)).toEqual({ attainment: null, reached: null, score: null, evidence })
  })
})

describe('pairs', () => {
  it('join goals and self-evaluation by year and subject, and show who lacks one', () => {
    filler.add({ filing: headOf('department-goals', 2020, '住建局') })
    filler.add({ filing: headOf('department-self-evaluation', 2020, '住建局') })
    filler.add({ filing: headOf('department-self-evaluation', 2020, '住建局', { standing: 'superseded' }) })
    filler.add({ filing: headOf('department-goals', 2020, '水利局') })
    filler.add({ filing: headOf('department-self-evaluation', 2021, '水利局') })
    filler.add({ filing: headOf('project-goals', 2020, '住建局', { project_name: '修路' }) })
    filler.add({ filing: headOf('department-goals', 2020, '无名', { key: null }) })
    filler.add({ filing: headOf('department-self-evaluation', 2020, '无名', { key: null }) })
    expect(
      query(
        'SELECT department, fiscal_year AS year, aggregation_level AS level, state FROM v_pairs ORDER BY 1, 2, 3, 4',
      ),
    ).toEqual([
      { department: '住建局', year: 2020, level: 'department', state: 'paired' },
      { department: '住建局', year: 2020, level: 'project', state: 'goals-only' },
      { department: '无名', year: 2020, level: 'department', state: 'goals-only' },
      { department: '无名', year: 2020, level: 'department', state: 'self-evaluation-only' },
      { department: '水利局', year: 2020, level: 'department', state: 'goals-only' },
      { department: '水利局', year: 2021, level: 'department', state: 'self-evaluation-only' },
    ])
  })

  it('match rows by level 2 and name, in order where a name repeats, and name the dropped and the added', () => {
    const one = (level3: string, value: string, rest: Columns = {}) => ({
      level3,
      ...quantityColumns('target', `${value}个`, 'eq', value, '{个}'),
      ...rest,
    })
    filler.add({
      filing: headOf('project-goals', 2020, '某局', { project_name: '修路' }),
      indicators: [one('数量', '1'), one('数量', '2'), one('只在目标表', '3'), one('长度', '4', { level2: 'quality' })],
    })
    filler.add({
      filing: headOf('project-self-evaluation', 2020, '某局', { project_name: '修路' }),
      indicators: [
        one('只在自评表', '9'),
        one('数量', '1'),
        one('数量', '5'),
        one('长度', '4', { level2: 'quantity' }),
      ],
    })
    expect(
      query(
        'SELECT state, level2, key, occurrence AS nth, goals_target_value AS a, self_evaluation_target_value AS b, same_target AS same FROM v_pair_indicators ORDER BY key, level2, nth, state',
      ),
    ).toEqual(
      [
        { state: 'dropped', level2: 'quantity', key: '只在目标表', nth: 1, a: '3', b: null, same: null },
        { state: 'added', level2: 'quantity', key: '只在自评表', nth: 1, a: null, b: '9', same: null },
        { state: 'both', level2: 'quantity', key: '数量', nth: 1, a: '1', b: '1', same: 1 },
        { state: 'both', level2: 'quantity', key: '数量', nth: 2, a: '2', b: '5', same: 0 },
        { state: 'dropped', level2: 'quality', key: '长度', nth: 1, a: '4', b: null, same: null },
        { state: 'added', level2: 'quantity', key: '长度', nth: 1, a: null, b: '4', same: null },
      ].map((row) => (row.state === 'dropped' ? { ...row, same: 0 } : row)),
    )
  })
})

describe('years', () => {
  it('make a panel by key, and each stands beside the year before', () => {
    for (const [year, value] of [
      [2019, '80'],
      [2020, '85'],
      [2022, '90'],
    ] as const)
      filler.add({
        filing: headOf('department-self-evaluation', year, '住建局'),
        indicators: [{ level3: '供水率', ...quantityColumns('actual', `${value}%`, 'eq', value, '%') }],
      })
    expect(
      query("SELECT fiscal_year AS year, actual_number AS n FROM v_panel WHERE department = '住建局' ORDER BY 1"),
    ).toEqual([
      { year: 2019, n: 80 },
      { year: 2020, n: 85 },
      { year: 2022, n: 90 },
    ])
    expect(
      query('SELECT fiscal_year AS year, previous_actual_value AS before, actual_value AS now FROM v_year_over_year'),
    ).toEqual([{ year: 2020, before: '80', now: '85' }])
  })
})
