/** The table of indicators, with what can be computed from target and actual. */
import { Indicator } from '../../model.ts'
import { type Column, column, type ExportTable, pick } from '../column.ts'
import { HEAD_COLUMNS, SOURCE_COLUMNS, valueColumns } from './heads.ts'

const { shape } = Indicator

const target = valueColumns('target', 'target', '指标值').map((one) =>
  one.name === 'target_raw' ? { ...one, mof: 'kpi_val' } : one,
)
const actual = valueColumns('actual', 'actual', '实际完成值').map((one) =>
  one.name === 'actual_raw' ? { ...one, mof: 'ind_comp' } : one,
)

const COMPUTED: readonly Column[] = [
  column(
    'attainment',
    'number',
    'actual in percent of the target; empty unless both are one undoubted number in one unit',
    '完成率（%）：实际值占目标值；两者须为同单位的确定数值，否则为空',
  ),
  column(
    'reached',
    'flag',
    '1 reached, 0 missed; empty where that can’t be said (an = target not met exactly)',
    '1 达到，0 未达到；无法判断时为空（= 目标未恰好相等）',
  ),
  column(
    'recomputed_score',
    'number',
    'score by the formula of 财预〔2020〕10号; empty where target and actual can’t be compared',
    '按财预〔2020〕10号公式计算的得分；无法比较时为空',
  ),
  column(
    'evidence',
    'text',
    'what the actual is worth: measured, words, restated-target, name-copy, unit-mismatch, missing',
    '实际值的证据：measured 有度量、words 文字、restated-target 重述目标、name-copy 照抄名称、unit-mismatch 单位不符、missing 缺失',
  ),
]

/** Indicators. */
export const INDICATORS: ExportTable = {
  name: 'indicators',
  view: 'v_indicators',
  all: 'v_all_indicators',
  en: 'One row for each performance indicator, in printed order.',
  zh: '每个绩效指标一行，按原表顺序。',
  key: ['filing_id', 'position'],
  columns: [
    ...HEAD_COLUMNS,
    column('position', 'integer', 'position in the form, from 0', '表内序号，从 0 起', { nullable: false }),
    column('level1', shape.level1, 'code of the first level', '一级指标代码'),
    column('level1_label', shape.level1Label, 'first level as printed', '一级指标', { mof: 'lv1_perf_ind_name' }),
    column('level2', shape.level2, 'code of the second level', '二级指标代码'),
    column('level2_label', shape.level2Label, 'second level as printed', '二级指标', { mof: 'lv2_perf_ind_name' }),
    column('level3', shape.level3, 'indicator as printed', '三级指标', { mof: 'lv3_perf_ind_name' }),
    column('category', shape.category, 'node of the taxonomy, whatever the form draws', '分类节点，与表样画法无关'),
    column('key', shape.key, 'normalized name, for joining forms and years', '规范化名称，用于跨表跨年连接'),
    column('parent', shape.parent, 'position of the indicator that it is part of', '上级指标的序号（其中项）'),
    ...target,
    column('target_more', 'json', 'target: whatever else is known of it', '指标值：其他已知信息'),
    ...actual,
    column('actual_more', 'json', 'actual: whatever else is known of it', '实际完成值：其他已知信息'),
    column('weight', shape.weight, 'points', '分值', { mof: 'ind_weight' }),
    column('weight_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('score', shape.score, 'score', '得分', { mof: 'eval_score' }),
    column('score_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('deviation', shape.deviation, 'reason for a deviation', '偏差原因', { mof: 'devi_analy' }),
    column('extra', 'json', 'columns of the form that have no other place', '表中其他栏目'),
    ...COMPUTED,
    ...SOURCE_COLUMNS,
  ],
}

/** What tells apart indicators of one filing with the same level 2 and key. */
export const OCCURRENCE: Column = column(
  'occurrence',
  'integer',
  'which of the indicators with the same level 2 and key, from 1',
  '同一二级指标下同名指标的次序，从 1 起',
  { nullable: false },
)

/** Indicators with their occurrence: pairs and panels are made of it. */
export const ORDERED_INDICATORS: ExportTable = {
  name: 'ordered_indicators',
  view: 'v_ordered_indicators',
  en: 'Indicators of all standings, numbered where level 2 and key repeat.',
  zh: '带同名次序的指标（含全部效力状态）。',
  key: ['filing_no', 'position'],
  internal: true,
  columns: [
    ...pick(INDICATORS.columns, [
      ...[
        'filing_no',
        'position',
        'level2',
        'category',
        'key',
        'level3',
        'target_raw',
        'target_kind',
        'target_comparator',
      ],
      ...['target_value', 'target_low', 'target_high', 'target_unit', 'target_date', 'target_number', 'actual_raw'],
      ...['actual_comparator', 'actual_value', 'actual_unit', 'actual_number', 'weight', 'score'],
    ]),
    OCCURRENCE,
  ],
}
