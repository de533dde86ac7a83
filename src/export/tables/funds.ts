/** The table of fund lines, and of what was spent of them. */
import { Filing, Fund } from '../../model.ts'
import { type Column, type ColumnKind, column, type ExportTable } from '../column.ts'
import { HEAD_COLUMNS, SOURCE_COLUMNS } from './heads.ts'

const { shape } = Fund

const AMOUNTS = [
  ['amount', 'single figure of the line', '金额', undefined],
  ['initial_budget', 'initial budget', '年初预算数', 'reply_amt'],
  ['adjustment', 'adjustment', '调整数', 'year_adj_amt'],
  ['adjusted_budget', 'full-year or adjusted budget', '全年（调整后）预算数', 'cur_amt'],
  ['executed', 'full-year execution', '全年执行数', 'year_exe_amt'],
] as const

function amounts(suffix: string, kind: ColumnKind, en: string, zh: string): readonly Column[] {
  return AMOUNTS.map(([name, english, chinese, mof]) =>
    column(
      `${name}${suffix}`,
      kind,
      `${english}${en}`,
      `${chinese}${zh}`,
      kind === 'yuan' && mof !== undefined ? { mof } : {},
    ),
  )
}

/** Fund lines. */
export const FUNDS: ExportTable = {
  name: 'funds',
  view: 'v_funds',
  all: 'v_all_funds',
  en: 'One row for each line of the funds block. Lines of one filing overlap: a total contains its parts.',
  zh: '资金部分每行一条。同一填报表的各行有包含关系：总额包含其分项。',
  key: ['filing_id', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    column('position', 'integer', 'position in the form, from 0', '表内序号，从 0 起', { nullable: false }),
    column('axis', shape.axis, 'by what the line divides the total', '划分方式：总额、按收入性质、按支出性质、按来源'),
    column('horizon', shape.horizon, 'annual, or multi-year beside it; never add up both', '年度或中期；不得相加'),
    column('item', shape.item, 'what the line is', '资金项目'),
    column('label', shape.label, 'label as printed', '原文名称'),
    column('amount_unit', Filing.shape.amountUnit, 'unit of the printed amounts', '金额单位'),
    ...amounts('', 'decimal', ', as printed, in amount_unit', '（原数，按 amount_unit）'),
    ...amounts('_fen', 'fen', ' in 分, for sums', '（分，用于求和）'),
    ...amounts('_yuan', 'yuan', ' in 元', '（元）'),
    ...amounts('_yuan_number', 'number', ' in 元, for sorting and plotting', '（元，供排序和作图）'),
    column(
      'rounded',
      'flag',
      '1 when 分 could not hold an amount of the line exactly',
      '该行金额无法以分精确表示时为 1',
      { nullable: false },
    ),
    column('execution_rate', shape.executionRate, 'execution rate in percent as printed', '执行率（%，原数）', {
      mof: 'exe_amt_rate',
    }),
    column('execution_rate_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('weight', shape.weight, 'points', '分值'),
    column('score', shape.score, 'score', '得分', { mof: 'exe_score' }),
    column('reason', shape.reason, 'reason for a deviation', '原因'),
    column('flags', 'json', 'notes on how the line was read', '读取标记'),
    ...SOURCE_COLUMNS,
  ],
}

const fund = (name: string): Column => FUNDS.columns.find((one) => one.name === name)!

/** Execution: one row for each filing that states what was spent. */
export const EXECUTION: ExportTable = {
  name: 'execution',
  view: 'v_execution',
  en: 'One row for each current filing that states what was spent of its annual total.',
  zh: '载明年度执行数的有效填报表，每份一行。',
  key: ['filing_id'],
  columns: [
    ...HEAD_COLUMNS,
    fund('amount_unit'),
    fund('initial_budget_fen'),
    fund('adjusted_budget_fen'),
    column(
      'budget_fen',
      'fen',
      'full-year budget, else amount, else initial budget, in 分',
      '全年预算数，其次金额，再次年初预算数（分）',
    ),
    fund('executed_fen'),
    column('budget_yuan', 'yuan', 'budget_fen in 元', 'budget_fen（元）'),
    fund('executed_yuan'),
    column(
      'computed_rate',
      'number',
      'executed in percent of the budget, computed; empty for a budget of 0',
      '计算所得执行率（%）；预算为 0 时为空',
    ),
    ...['execution_rate', 'rounded', 'weight', 'score'].map(fund),
    column('total_score', Filing.shape.totalScore, 'score of the total row', '总得分'),
    column('total_score_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('grade', Filing.shape.grade, 'grade as printed', '等级'),
    ...SOURCE_COLUMNS,
  ],
}

/** Sums within one aggregation level, stage and year. */
export const ROLLUP: ExportTable = {
  name: 'rollup',
  view: 'v_rollup',
  en: 'Sums for each department within one aggregation level, stage and year. Rows of different levels or stages hold the same money: never add them up.',
  zh: '同一汇总层级、阶段、年度内各部门的合计。不同层级或阶段的行含同一笔资金，不得相加。',
  key: ['aggregation_level', 'stage', 'fiscal_year', 'division_code', 'division_name', 'department'],
  columns: [
    ...['aggregation_level', 'stage', 'fiscal_year', 'division_code', 'division_name', 'department'].map(
      (name) => HEAD_COLUMNS.find((one) => one.name === name)!,
    ),
    column('filings', 'integer', 'number of filings', '填报表份数', { nullable: false }),
    column('with_amount', 'integer', 'of them with an annual total that could be added up', '其中可合计金额的份数', {
      nullable: false,
    }),
    column(
      'without_amount',
      'integer',
      'of them without one: no sum holds them',
      '其中无可合计金额的份数（未计入合计）',
      { nullable: false },
    ),
    column('budget_fen', 'fen', 'sum of the annual totals in 分', '年度资金总额合计（分）'),
    column('budget_yuan', 'yuan', 'the same in 元', '同上（元）'),
    column('with_execution', 'integer', 'of the filings, those that state what was spent', '载明执行数的份数', {
      nullable: false,
    }),
    column(
      'execution_budget_fen',
      'fen',
      'sum of the totals of those that state what was spent, in 分',
      '载明执行数者的资金总额合计（分）',
    ),
    column('executed_fen', 'fen', 'sum of what was spent in 分', '执行数合计（分）'),
    column('executed_yuan', 'yuan', 'the same in 元', '同上（元）'),
    column(
      'execution_rate',
      'number',
      'spent in percent of the totals of the same filings',
      '执行率（%，同一批填报表）',
    ),
    column('with_score', 'integer', 'filings with a total score', '有总得分的份数', { nullable: false }),
    column('average_score', 'number', 'their average score', '平均得分'),
  ],
}
