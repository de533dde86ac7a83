/** What every record repeats of its filing, where it is printed, and the columns of a value. */
import { Filing, Value } from '../../model.ts'
import { type Column, column, type ExportTable } from '../column.ts'

const { shape } = Filing

/** The filing of a record. */
export const HEAD_COLUMNS: readonly Column[] = [
  column('filing_no', 'integer', 'number of the filing in this database only', '填报表在本库中的序号', {
    nullable: false,
  }),
  column('filing_id', shape.id, 'stable name of the filing, the same in every database', '填报表的固定标识'),
  column(
    'standing',
    'text',
    'current, superseded, contested, copy or template; only current filings count',
    '效力：current 有效、superseded 已被替代、contested 待定、copy 重复件、template 空表；只有 current 计入',
    { nullable: false },
  ),
  column(
    'stage',
    'text',
    'goals, self-evaluation, or the form',
    '阶段：goals 目标、self-evaluation 自评，其余同 form',
    { nullable: false },
  ),
  column(
    'aggregation_level',
    'text',
    'what the money of the form is the total of: department, project, transfer-whole, transfer-region, transfer-project, unknown; never add up different levels',
    '汇总层级：department 部门整体、project 项目、transfer-whole 转移支付整体、transfer-region 区域、transfer-project 转移支付项目、unknown；不同层级不得相加',
    { nullable: false },
  ),
  column('form', shape.form, 'form family', '表样'),
  column('fiscal_year', shape.fiscalYear, 'fiscal year', '年度', { mof: 'fiscal_year' }),
  column('division_code', 'text', 'administrative division, GB/T 2260', '行政区划代码', { mof: 'mof_div_code' }),
  column('division_name', 'text', 'name of the division', '行政区划名称'),
  column('department', shape.department, 'department or competent authority', '部门名称、主管部门', {
    mof: 'dept_name',
  }),
  column('agency', shape.agency, 'agency that filed or carries out', '填报单位、实施单位', { mof: 'agency_name' }),
  column('project_name', shape.projectName, 'project', '项目名称', { mof: 'pro_name' }),
  column('project_code', shape.projectCode, 'project code', '项目代码', { mof: 'pro_code' }),
]

/** Where a record stands. */
export const SOURCE_COLUMNS: readonly Column[] = [
  column('source_path', 'text', 'file in which it stands', '来源文件', { nullable: false }),
  column('source_range', 'text', 'where in the file the filing stands', '填报表在文件中的位置', { nullable: false }),
]

/** The columns of a value under a prefix, e.g. `target_raw` … `target_number`. */
export function valueColumns(prefix: string, en: string, zh: string, nullable = true): readonly Column[] {
  const of = (name: string, schema: Parameters<typeof column>[1], english: string, chinese: string) =>
    column(`${prefix}_${name}`, schema, `${en}: ${english}`, `${zh}：${chinese}`, {
      nullable: nullable || !['raw', 'kind'].includes(name),
    })
  return [
    of('raw', Value.shape.raw, 'as printed', '原文'),
    of('kind', Value.shape.kind, 'what it is', '类型：数量、日期、文字、缺失'),
    of('comparator', Value.shape.comparator, 'comparator', '比较符'),
    of('value', 'decimal', 'exact number in the base unit', '按基本单位的精确数值'),
    of('low', 'decimal', 'lower bound', '下限'),
    of('high', 'decimal', 'upper bound', '上限'),
    of(
      'unit',
      'text',
      'unit: UCUM, ISO 4217 for money, {…} for counters, empty when none is printed',
      '单位：UCUM、货币 ISO 4217、{…} 为计数单位；未印单位时为空串',
    ),
    of('date', 'text', 'date with the precision known', '日期（保留已知精度）'),
    of('from', 'text', 'first day of a period', '期间首日'),
    of('to', 'text', 'last day of a period', '期间末日'),
    of('number', 'number', 'the number for sorting and plotting', '供排序和作图的数值'),
  ]
}

/** The view that all others take the filing from. */
export const HEADS: ExportTable = {
  name: 'heads',
  view: 'v_heads',
  en: 'What every record repeats of its filing; all standings.',
  zh: '各记录所重复的填报表信息（含全部效力状态）。',
  columns: [...HEAD_COLUMNS, ...SOURCE_COLUMNS],
  key: ['filing_no'],
  internal: true,
}
