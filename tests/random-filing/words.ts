/** Words of random filings: labels and headings as forms print them, also composed ones, and invented content. */
import type { Dice } from './dice.ts'

/** Level labels by code: [code, spellings]; the first spelling is the usual one. */
export const LEVEL1 = {
  output: ['产出指标', '一、产出指标', '1.产出指标', '产出', '项目产出指标', '产 出 指 标', '产出\n指标'],
  benefit: ['效益指标', '效益', '项目效益指标', '效\n益\n指\n标', '效益指标（必填）'],
  satisfaction: ['满意度指标', '服务对象满意度指标', '满意度', '满意度\n指标'],
  cost: ['成本指标', '成本指标', '成 本 指 标'],
  'project-completion': ['项目完成指标', '项目完成'],
} as const
export const LEVEL2 = {
  quantity: ['数量指标', '数量\n指标', '产出数量指标', '数量指标（必填）', '产出数量'],
  quality: ['质量指标', '质量\n\n指标', '产出质量指标', '产出质量'],
  timeliness: ['时效指标', '进度指标', '时效\n指标', '产出时效'],
  cost: ['成本指标', '产出成本指标', '成本\n指标', '产出成本'],
  'economic-cost': ['经济成本指标', '经济成本'],
  'social-cost': ['社会成本指标', '社会成本'],
  'ecological-cost': ['生态环境成本指标', '生态环境成本'],
  'economic-benefit': ['经济效益指标', '经济效益', '经济效益\n指标'],
  'social-benefit': ['社会效益指标', '社会效益', '社会效益\n指标'],
  'ecological-benefit': ['生态效益指标', '环境效益指标', '生态效益'],
  'sustainable-impact': ['可持续影响指标', '可持续影响', '可持续影响\n指标'],
  'service-satisfaction': [
    '服务对象满意度指标',
    '社会公众或服务对象满意度指标',
    '服务对象\n满意度指标',
    '服务对象满意度指标等',
    '满意度指标',
  ],
} as const

/** Which level-2 codes stand under a level 1, by era. */
export const ERAS = [
  [
    ['output', ['quantity', 'quality', 'timeliness', 'cost']],
    ['benefit', ['economic-benefit', 'social-benefit', 'ecological-benefit', 'sustainable-impact']],
    ['satisfaction', ['service-satisfaction']],
  ],
  [
    ['cost', ['economic-cost', 'social-cost', 'ecological-cost']],
    ['output', ['quantity', 'quality', 'timeliness']],
    ['benefit', ['economic-benefit', 'social-benefit', 'ecological-benefit']],
    ['satisfaction', ['service-satisfaction']],
  ],
  [
    ['project-completion', ['quantity', 'quality', 'timeliness', 'cost']],
    ['benefit', ['economic-benefit', 'social-benefit', 'sustainable-impact']],
    ['satisfaction', ['service-satisfaction']],
  ],
] as const

/** Headings by role. */
export const HEADINGS = {
  level1: ['一级指标', '一级\n指标', '一级绩效指标', '一 级 指 标', '一级指标名称'],
  level2: ['二级指标', '二级\n指标', '二级绩效指标', '二 级 指 标', '二级指标名称'],
  level3: [
    '三级指标',
    '三级绩效指标',
    '三级指标名称',
    '指标内容',
    '指标名称',
    '三 级 指 标',
    '具体指标',
    '三级指标内容',
  ],
  target: [
    '指标值',
    '目标值',
    '年度指标值',
    '绩效目标值',
    '预期指标值',
    '年初目标值',
    '指标值\n（包含数字及文字描述）',
  ],
  targetBefore: [
    '年度指标值',
    '年初设定目标值',
    '年度指标值(A)',
    '预期目标值',
    '计划指标值',
    '全年目标值',
    '年初设定指标值',
    '年度绩效目标值',
    '绩效指标目标值',
  ],
  actual: [
    '实际完成值',
    '全年实际完成值',
    '全年完成值',
    '实际完成情况',
    '全年实际值（B）',
    '自评完成值',
    '年末实际完成值',
    '指标实际完成值',
    '实际达成值',
  ],
  weight: ['分值', '权重', '权重（分）', '指标分值', '标准分值', '分值（权重）', '权重%', '绩效分值'],
  score: ['得分', '自评得分', '指标得分', '得分（分）', '实际得分', '自评分', '指标自评得分'],
  deviation: [
    '偏差原因分析及改进措施',
    '未完成原因及拟采取的改进措施',
    '偏差原因分析',
    '未完成原因分析',
    '差异原因说明',
    '扣分原因及改进措施',
    '未达标原因分析及整改措施',
    '原因分析',
  ],
  operator: ['指标性质', '计算符号', '运算符号', '比较符号', '指标方向'],
  unit: ['度量单位', '计量单位', '单位', '指标单位', '数值单位'],
  extra: [
    '备注',
    '评分标准',
    '指标解释',
    '责任科室',
    '佐证材料',
    '数据来源',
    '绩效标准',
    '是否核心指标',
    '指标说明',
    '评分细则',
    '对应工作任务',
  ],
} as const

const VERBS = [
  '开展',
  '完成',
  '购置',
  '维修',
  '建设',
  '举办',
  '新增',
  '培训',
  '发放',
  '检测',
  '整治',
  '服务',
  '管护',
  '巡查',
]
const OBJECTS = [
  '设备',
  '道路',
  '培训班',
  '宣传活动',
  '监测点',
  '农田',
  '档案',
  '路灯',
  '绿地',
  '系统模块',
  '补助',
  '样品',
  '管网',
  '校舍',
  '河道',
  '企业',
]
const MEASURES = {
  count: ['数量', '次数', '面积', '人数', '台数', '户数', '里程'],
  rate: ['合格率', '完成率', '覆盖率', '达标率', '知晓率', '及时率', '利用率'],
  money: ['投入资金', '单位成本', '总成本', '补助标准'],
  time: ['完成时间', '验收时间', '发放时间'],
  text: ['改善情况', '提升程度', '管理机制健全性', '影响程度'],
} as const
export type NameKind = keyof typeof MEASURES

/** A name of an indicator: no two alike in a filing, and like no label. */
export function inventName(dice: Dice, number: number, kind: NameKind): string {
  const name = `${dice.pick('name/verb', VERBS)}${dice.pick('name/object', OBJECTS)}${dice.pick('name/measure', MEASURES[kind])}`
  return name + String.fromCharCode(0x7532 + (number % 4)) + (number >= 4 ? `${number}号` : '')
}

const SENTENCES = [
  '按照年度工作计划推进各项任务',
  '落实责任分工，规范经费使用',
  '提高服务水平，群众满意',
  '完成设施改造并投入使用',
  '保障机构正常运转',
]

/** A sentence or two of running text. */
export function inventText(dice: Dice, name: string): string {
  const one = dice.pick(`${name}/sentence`, SENTENCES)
  return dice.chance(`${name}/long`, 30)
    ? `一是${one}；\n二是${dice.pick(`${name}/sentence`, SENTENCES)}，涉及资金120万元。`
    : `${one}。`
}

/** Prints a label as forms do: with a colon, spaces between characters, a line break. */
export function decorate(dice: Dice, name: string, label: string): string {
  const way = dice.pick(`${name}/decorate`, ['plain', 'plain', 'plain', 'colon', 'break', 'spaces'] as const)
  if (way === 'colon') return `${label}：`
  if (way === 'break' && label.length >= 4)
    return `${label.slice(0, label.length >> 1)}\n${label.slice(label.length >> 1)}`
  if (way === 'spaces' && label.length <= 4) return [...label].join(' ')
  return label
}
