/** The tables of goals and other labelled cells, of observations and of measures. */
import { Field, Goal, Measure, Observation } from '../../model.ts'
import { column, type ExportTable, pick } from '../column.ts'
import { HEAD_COLUMNS, SOURCE_COLUMNS, valueColumns } from './heads.ts'
import { INDICATORS } from './indicators.ts'

const position = column('position', 'integer', 'position in the form, from 0', '表内序号，从 0 起', { nullable: false })

/** Overall goals. */
export const GOALS: ExportTable = {
  name: 'goals',
  view: 'v_goals',
  all: 'v_all_goals',
  en: 'One row for each pair of overall goal and what became of it.',
  zh: '总体目标及其完成情况，每对一行。',
  key: ['filing_id', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    position,
    column('horizon', Goal.shape.horizon, 'annual or multi-year', '年度或中期'),
    column('expected', Goal.shape.expected, 'the goal, the whole text', '预期目标全文'),
    column('actual', Goal.shape.actual, 'what became of it, the whole text', '实际完成情况全文'),
    column('mentions', 'json', 'quantities in the texts', '文中出现的数量'),
    ...SOURCE_COLUMNS,
  ],
}

/** Other labelled cells. */
export const FIELDS: ExportTable = {
  name: 'fields',
  view: 'v_fields',
  all: 'v_all_fields',
  en: 'One row for each labelled cell that no other table holds.',
  zh: '其他栏目，每格一行。',
  key: ['filing_id', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    position,
    column('label', Field.shape.label, 'label as printed', '栏目名称'),
    column('text', Field.shape.text, 'the whole text', '全文'),
    ...SOURCE_COLUMNS,
  ],
}

/** Every reading of an indicator. */
export const OBSERVATIONS: ExportTable = {
  name: 'observations',
  view: 'v_observations',
  all: 'v_all_observations',
  en: 'One row for each reading of an indicator: halves of a year, horizons, villages. The one for the whole year is also the indicator’s target or actual.',
  zh: '指标的每个取值一行：期间、年度/中期、分地区等。全年取值同时即该指标的指标值或实际完成值。',
  key: ['filing_id', 'indicator', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    column('indicator', 'integer', 'position of the indicator', '指标序号', { nullable: false }),
    ...pick(INDICATORS.columns, ['level2', 'level3', 'category', 'key']).map(({ mof: _mof, ...one }) => one),
    { ...position, en: 'position among the readings of the indicator, from 0', zh: '在该指标各取值中的序号，从 0 起' },
    column('role', Observation.shape.role, 'target, actual or forecast', '目标、实际或预计'),
    column('horizon', Observation.shape.horizon, 'annual or multi-year', '年度或中期'),
    column('period', Observation.shape.period, 'period as printed', '期间'),
    column('subject', Observation.shape.subject, 'whom or what it is about', '对象'),
    ...valueColumns('value', 'reading', '取值', false),
    column('value_more', 'json', 'reading: whatever else is known of it', '取值：其他已知信息'),
    ...SOURCE_COLUMNS,
  ],
}

/** Cells of other tables of labels and headings. */
export const MEASURES: ExportTable = {
  name: 'measures',
  view: 'v_measures',
  all: 'v_all_measures',
  en: 'One row for each cell of a table of labels and headings that is neither funds nor indicators (base data, cost composition).',
  zh: '既非资金也非指标的交叉表（基础数据、成本构成），每格一行。',
  key: ['filing_id', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    position,
    column('section', Measure.shape.section, 'heading of the block', '部分标题'),
    column('row_path', 'json', 'labels to the left that lead to the cell', '左侧各级标签', { nullable: false }),
    column('column_path', 'json', 'headings above that lead to the cell', '上方各级标题', { nullable: false }),
    column('item', Measure.shape.item, 'what is measured', '项目'),
    column('period', Measure.shape.period, 'period', '期间'),
    ...valueColumns('value', 'value', '数值', false),
    column('value_more', 'json', 'value: whatever else is known of it', '数值：其他已知信息'),
    ...SOURCE_COLUMNS,
  ],
}
