/** The tables that join filings: goals with self-evaluations, and one year with the next. */
import { type Column, column, type ExportTable, pick, renamed } from '../column.ts'
import { HEAD_COLUMNS, SOURCE_COLUMNS } from './heads.ts'
import { INDICATORS, OCCURRENCE } from './indicators.ts'

const BODY = ['division_code', 'division_name', 'department', 'agency', 'project_name', 'project_code']
const head = (...names: string[]) => pick(HEAD_COLUMNS, names)
const plain = (...names: string[]) => pick(INDICATORS.columns, names).map(({ mof: _mof, ...one }): Column => one)
const inGoals = (name: string, as = `goals_${name}`) => renamed(plain(name)[0]!, as, 'goals', '目标表')
const inSelf = (name: string, as = `self_evaluation_${name}`) =>
  renamed(plain(name)[0]!, as, 'self-evaluation', '自评表')

const PAIR: readonly Column[] = [
  column('goals_filing_no', 'integer', 'filing_no of the goals', '目标表的 filing_no'),
  column('goals_filing_id', 'text', 'filing_id of the goals', '目标表的 filing_id'),
  column('self_evaluation_filing_no', 'integer', 'filing_no of the self-evaluation', '自评表的 filing_no'),
  column('self_evaluation_filing_id', 'text', 'filing_id of the self-evaluation', '自评表的 filing_id'),
]

/** Goals and self-evaluation of one subject and year. */
export const PAIRS: ExportTable = {
  name: 'pairs',
  view: 'v_pairs',
  en: 'One row for each subject and year that filed goals, a self-evaluation, or both. Forms whose year or subject could not be read pair with nothing.',
  zh: '每个主体每年度一行：目标表与自评表的配对。年度或主体未能读出的表不参与配对。',
  key: ['goals_filing_id', 'self_evaluation_filing_id'],
  columns: [
    ...head('fiscal_year', 'aggregation_level', ...BODY),
    column('state', 'text', 'paired, goals-only or self-evaluation-only', '状态：已配对、仅目标表、仅自评表', {
      nullable: false,
    }),
    ...PAIR,
    column('goals_source_path', 'text', 'file of the goals', '目标表文件'),
    column('self_evaluation_source_path', 'text', 'file of the self-evaluation', '自评表文件'),
  ],
}

/** Rows of a pair side by side. */
export const PAIR_INDICATORS: ExportTable = {
  name: 'pair_indicators',
  view: 'v_pair_indicators',
  en: 'Indicators of a pair side by side, matched by level 2 and key.',
  zh: '配对两表的指标对照，按二级指标和名称匹配。',
  key: ['goals_filing_id', 'self_evaluation_filing_id', 'state', 'level2', 'key', 'occurrence'],
  columns: [
    ...head('fiscal_year', 'aggregation_level', ...BODY),
    ...PAIR,
    column(
      'state',
      'text',
      'both, dropped (in the goals only) or added (in the self-evaluation only)',
      '状态：both 两表皆有、dropped 自评表缺、added 自评表新增',
      { nullable: false },
    ),
    ...plain('level2', 'key'),
    OCCURRENCE,
    inGoals('level3'),
    inSelf('level3'),
    inGoals('target_raw'),
    inSelf('target_raw'),
    inGoals('target_value'),
    inSelf('target_value'),
    inGoals('target_unit'),
    inSelf('target_unit'),
    column('same_target', 'flag', '1 when both forms state the same target', '两表指标值相同时为 1'),
    ...plain('actual_raw', 'actual_value', 'actual_unit'),
    inGoals('weight'),
    inSelf('weight'),
    ...plain('score'),
  ],
}

/** The panel over years. */
export const PANEL: ExportTable = {
  name: 'panel',
  view: 'v_panel',
  en: 'One row for each subject, stage, indicator and year. Order by subject, stage, level2, key, occurrence, fiscal_year for a series.',
  zh: '每个主体、阶段、指标、年度一行。按 subject、stage、level2、key、occurrence、fiscal_year 排序即为时间序列。',
  key: ['filing_id', 'position'],
  columns: [
    column('subject', 'json', 'division, department, agency, project', '主体：区划、部门、单位、项目', {
      nullable: false,
    }),
    ...head('aggregation_level', 'stage', ...BODY),
    ...plain('level2', 'category', 'key'),
    OCCURRENCE,
    ...head('fiscal_year'),
    ...plain('level3', 'target_comparator', 'target_value', 'target_unit', 'target_number'),
    ...plain(
      'actual_comparator',
      'actual_value',
      'actual_unit',
      'actual_number',
      'target_raw',
      'actual_raw',
      'weight',
      'score',
    ),
    ...head('filing_no', 'filing_id'),
    ...plain('position'),
    SOURCE_COLUMNS[0]!,
  ],
}

const before = (name: string) => renamed(plain(name)[0]!, `previous_${name}`, 'year before', '上年')
const both = (name: string) => [before(name), ...plain(name)]

/** One year beside the year before. */
export const YEAR_OVER_YEAR: ExportTable = {
  name: 'year_over_year',
  view: 'v_year_over_year',
  en: 'Indicators of a subject beside those of the year before, the same form, matched by level 2 and key.',
  zh: '同一主体同一表样的指标与上年对照，按二级指标和名称匹配。',
  key: ['filing_id', 'previous_filing_id', 'level2', 'key', 'occurrence'],
  columns: [
    ...head('fiscal_year', 'aggregation_level', 'stage', 'form', ...BODY),
    ...plain('level2', 'category', 'key'),
    OCCURRENCE,
    ...plain('level3'),
    ...[
      'target_raw',
      'target_value',
      'target_unit',
      'actual_raw',
      'actual_value',
      'actual_unit',
      'weight',
      'score',
    ].flatMap(both),
    ...head('filing_no', 'filing_id'),
    column('previous_filing_no', 'integer', 'filing_no of the year before', '上年的 filing_no', { nullable: false }),
    column('previous_filing_id', 'text', 'filing_id of the year before', '上年的 filing_id', { nullable: false }),
  ],
}
