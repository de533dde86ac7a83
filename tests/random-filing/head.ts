/** A random head: who files what, in pairs of label and value. */
import type { Dice } from './dice.ts'
import { addRow, type RowCell, type Sheet, shareWidths } from './sheet.ts'
import { decorate, inventText } from './words.ts'

export type Body = 'project' | 'transfer' | 'department'

/** A label with its value, and the head keys or the field that it is. */
interface Pair {
  readonly label: string
  readonly value: string
  readonly head?: Readonly<Record<string, string | null>>
  readonly field?: readonly [string, string]
  /** Needs a row of its own. */
  readonly wide?: boolean
}

export interface HeadPlan {
  /** 名称：值 in one cell instead of two. */
  readonly inline: boolean
  readonly rows: readonly (readonly Pair[])[]
}

const PLACES = ['青山县', '临江市', '南湖区', '云岭县', '石桥镇']
const OFFICES = [
  '教育局',
  '水利局',
  '财政局',
  '农业农村局',
  '住房和城乡建设局',
  '人民政府',
  '公路服务中心',
  '卫生健康局',
]
const PROJECTS = [
  '农村公路养护',
  '高标准农田建设',
  '校舍维修改造',
  '公益林管护',
  '困难群众临时救助',
  '河道清淤',
  '城市照明改造',
  '监测设备购置',
]

const LABELS = {
  projectName: [
    '项目名称',
    '项目名称',
    '项目（政策）名称',
    '预算项目名称',
    '项 目 名 称',
    '专项资金名称',
    '项目(资金)名称',
  ],
  transferName: ['转移支付（项目）名称', '转移支付(项目)名称', '专项（项目）名称', '专项名称'],
  departmentName: ['部门名称', '部门（单位）名称', '预算部门名称', '预算部门（单位）名称', '部门(单位)名称'],
  department: [
    '主管部门',
    '主管部门及代码',
    '主管部门（单位）名称',
    '主管部门名称',
    '项目主管部门',
    '预算主管部门',
    '主管部门\n及编码',
  ],
  agency: [
    '实施单位',
    '项目实施单位',
    '项目单位',
    '预算单位',
    '资金使用单位',
    '实施单位（盖章）',
    '项目承担单位',
    '具体实施单位',
  ],
} as const

/** Stacked filings are told apart by their names: `number` moves on from what was rolled. */
function bodyName(dice: Dice, name: string, number: number): string {
  return PLACES[(dice.between(`${name}/place`, 0, 4) + number) % 5] + dice.pick(`${name}/office`, OFFICES)
}

/** A body with its budget code, in one of the ways that filers join them. */
function coded(dice: Dice, key: 'department' | 'agency', number: number): Pick<Pair, 'value' | 'head'> {
  const name = bodyName(dice, key, number)
  const code = String(dice.between(`${key}/code`, 101, 812))
  const way = dice.pick(`${key}/coded`, ['none', 'none', 'none', '[]', '-', '【】', 'after'] as const)
  const value =
    way === 'none'
      ? name
      : way === '[]'
        ? `[${code}]${name}`
        : way === '-'
          ? `${code}-${name}`
          : way === '【】'
            ? `【${code}】${name}`
            : `${name} ${code}`
  return { value, head: { [key]: name, [`${key}Code`]: way === 'none' ? null : code } }
}

/** Plans the head of a filing. `number` keeps the names of stacked filings apart. */
export function planHead(dice: Dice, body: Body, number: number): HeadPlan {
  const rows: Pair[][] = []
  const inline = dice.chance('head/inline', 6)
  const label = (key: keyof typeof LABELS) => {
    const plain = dice.pick(`head/${key}`, LABELS[key])
    return inline ? plain.replace(/\s/g, '') : decorate(dice, `head/${key}`, plain)
  }
  if (body === 'department') {
    const pair = coded(dice, 'department', number)
    rows.push([{ label: label('departmentName'), ...pair, value: pair.value, wide: true }])
    return { inline, rows: [...rows, ...planFields(dice)] }
  }
  const name = `${PROJECTS[(dice.between('project', 0, 7) + number * 3) % 8]}${number > 0 ? `${number + 1}期` : ''}${dice.pick('project/kind', ['', '项目', '经费'])}`
  const code = dice.chance('project/code', 10) ? '43042123A000000012345'.replace(/5$/, String(number)) : null
  rows.push([
    {
      label: label(body === 'transfer' ? 'transferName' : 'projectName'),
      value: code ? `${code}-${name}` : name,
      head: { projectName: name, projectCode: code },
      wide: true,
    },
  ])
  if (body === 'transfer')
    rows.push([{ label: '中央主管部门', value: '财政部', field: ['中央主管部门', '财政部'], wide: true }])
  const department =
    body === 'transfer'
      ? { label: '地方主管部门', ...coded(dice, 'department', number) }
      : { label: label('department'), ...coded(dice, 'department', number) }
  const agency = { label: body === 'transfer' ? '资金使用单位' : label('agency'), ...coded(dice, 'agency', number) }
  if (dice.chance('head/separate', 15)) rows.push([{ ...department, wide: true }], [{ ...agency, wide: true }])
  else rows.push([department, agency])
  return { inline, rows: [...rows, ...planFields(dice)] }
}

/** Rows that a head may hold beside the names. */
function planFields(dice: Dice): readonly (readonly Pair[])[] {
  const rows: Pair[][] = []
  const field = (label: string, value: string): Pair => ({ label, value, field: [label, value] })
  if (dice.chance('head/kind', 20))
    rows.push([
      field('项目类别', dice.pick('head/kindValue', ['经常性项目', '一次性项目', ''])),
      field('项目属性', dice.pick('head/propertyValue', ['延续性项目', '新增项目', '☑延续性 □新增'])),
    ])
  if (dice.chance('head/person', 20))
    rows.push([
      { label: dice.pick('head/personLabel', ['项目负责人', '单位负责人']), value: '张某', head: {} },
      { label: '联系电话', value: dice.pick('head/phone', ['0000-0000000', '']), head: {} },
    ])
  if (dice.chance('head/period', 15))
    rows.push([
      {
        label: dice.pick('head/periodLabel', ['项目起止时间', '项目期', '实施期限']),
        value: '2020年1月-2020年12月',
        head: { projectPeriod: '2020年1月-2020年12月' },
      },
      field('资金性质', '财政拨款'),
    ])
  if (dice.chance('head/overview', 15))
    rows.push([
      {
        ...field(
          dice.pick('head/overviewLabel', ['项目概况', '立项依据', '项目设立必要性', '政策目标']),
          inventText(dice, 'overview'),
        ),
        wide: true,
      },
    ])
  return rows
}

/** Draws the rows of the head. */
export function drawHead(sheet: Sheet, plan: HeadPlan, labelWidth: number): void {
  for (const row of plan.rows) {
    if (plan.inline) {
      const widths = shareWidths(sheet.columns, row.length, [0, 1].slice(0, row.length))
      addRow(
        sheet,
        row.map((pair, i): RowCell => [`${pair.label.replace(/：$/, '')}：${pair.value}`, widths[i]!]),
      )
      continue
    }
    if (row.length === 1)
      addRow(sheet, [
        [row[0]!.label, labelWidth],
        [row[0]!.value, sheet.columns - labelWidth],
      ])
    else {
      const widths = [labelWidth, ...shareWidths(sheet.columns - labelWidth, row.length * 2 - 1, [0, 2])]
      addRow(
        sheet,
        row.flatMap((pair, i): RowCell[] => [
          [pair.label, widths[i * 2]!],
          [pair.value, widths[i * 2 + 1]!],
        ]),
      )
    }
  }
}

/** The head keys that a plan states. */
export function expectHead(plan: HeadPlan): Readonly<Record<string, string | null>> {
  return Object.assign({}, ...plan.rows.flat().map(({ head }) => head ?? {}))
}

/** The fields that a plan states. */
export function expectFields(plan: HeadPlan): readonly (readonly [string, string])[] {
  return plan.rows.flat().flatMap(({ field }) => (field && field[1] !== '' ? [field] : []))
}
