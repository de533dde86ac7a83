/** A random funds block in one of the shapes that forms print. */
import type { Dice } from './dice.ts'
import { decorate } from './words.ts'

type Item = readonly [code: string | null, spellings: readonly string[]]

const PROJECT_ITEMS: readonly Item[] = [
  ['total', ['年度资金总额', '资金总额', '年度资金合计', '项目资金总额', '年度预算资金总额']],
  ['fiscal-appropriation', ['当年财政拨款', '财政拨款', '本年财政拨款', '财政资金', '财政拨款资金']],
  ['carry-over', ['上年结转资金', '上年结转', '上年结转结余资金', '以前年度结转资金']],
  ['self-raised', ['自有资金', '自筹资金', '单位自筹']],
  ['other', ['其他资金', '其他', '其他来源资金']],
]
const TRANSFER_ITEMS: readonly Item[] = [
  ['total', ['年度资金总额', '资金总额']],
  ['central-grant', ['中央补助', '中央财政资金', '中央补助资金', '中央专项资金']],
  ['local-funds', ['地方资金', '地方财政资金', '地方配套资金']],
  [null, ['自治区财政资金', '旗县财政资金', '区级财政资金']],
  ['other', ['其他资金']],
]
const TOTAL: Item = ['total', ['资金总额']]
const REVENUE_ITEMS: readonly Item[] = [
  ['general-public-budget', ['一般公共预算', '一般公共预算拨款', '一般公共预算财政拨款']],
  ['government-fund-budget', ['政府性基金拨款', '政府性基金预算', '政府性基金']],
  ['special-account-non-tax', ['纳入专户管理的非税收入拨款']],
  ['other', ['其他资金', '其他收入']],
]
const EXPENDITURE_ITEMS: readonly Item[] = [
  ['basic-expenditure', ['基本支出']],
  ['project-expenditure', ['项目支出']],
]

export type FundKind = 'project' | 'transfer' | 'department'
export type FundShape = 'matrix' | 'pairs' | 'colon' | 'horizons' | 'halves' | 'sentence' | 'sides'

/** A line of the block, before it is printed. */
export interface Line {
  readonly item: string | null
  readonly label: string
  readonly figures: Record<string, string>
}

/** A funds block with its shape, ready to be drawn. */
export interface FundPlan {
  readonly shape: FundShape
  readonly lines: readonly Line[]
  readonly right: readonly Line[]
  readonly keys: readonly (readonly [key: string, heading: string])[]
  readonly unitAt: 'banner' | 'heading' | 'label' | 'cell' | 'caption' | 'nowhere'
  /** 其中 stands in a merged cell of its own left of the items. */
  readonly outer: boolean
  readonly unit: string
  readonly banner: string
  readonly width: number
  /** What stands in front of the labels of multi-year and annual amounts side by side. */
  readonly words: readonly [string, string]
}

const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  initialBudget: ['年初预算数', '年初\n预算数', '年初预算', '年初批复数'],
  adjustedBudget: ['全年预算数', '全年预算数（A）', '调整后预算数', '预算数（A）', '全年预算'],
  executed: ['全年执行数', '全年\n执行数', '执行数（B）', '实际支出数', '全年执行数（B）', '决算数'],
  executionRate: ['执行率', '预算执行率', '执行率（B/A）', '执行率%'],
  weight: ['分值', '权重', '分值（10分）'],
  score: ['得分', '自评得分', '执行率得分'],
  reason: ['备注', '未执行完原因', '偏差原因分析'],
}
const BANNERS = [
  '项目资金',
  '资金情况',
  '年度资金情况',
  '预算执行情况',
  '项目资金\n使用情况',
  '资金投入情况',
  '年度预算执行情况',
]

/**
 * Plans a funds block. `evaluated` forms print budgets and what was spent, the others one amount. Below another filing (`shared`)
 * no cell states a unit of its own: a caption further up may hold for it.
 */
export function planFunds(dice: Dice, kind: FundKind, evaluated: boolean, scored: boolean, shared: boolean): FundPlan {
  const shapes: readonly FundShape[] = evaluated
    ? ['matrix', 'matrix', 'matrix', 'sides']
    : kind === 'department'
      ? ['halves', 'pairs']
      : ['pairs', 'pairs', 'colon', 'horizons', 'sentence']
  const shape = dice.pick(
    'funds/shape',
    shapes.filter((one) => !shared || one !== 'sentence'),
  )
  const unit = dice.pick('funds/unit', ['万元', '万元', '元'])
  const places = ['banner', 'banner', 'caption', 'cell', 'heading', 'label', 'nowhere'] as const
  const unitAt = dice.pick(
    'funds/unitAt',
    places.filter((one) => !shared || one !== 'cell'),
  )
  const keys = shape === 'matrix' || shape === 'sides' ? planKeys(dice, scored, shape) : [['amount', ''] as const]
  const inCell = unitAt === 'cell' ? unit : ''
  const pool = kind === 'transfer' ? TRANSFER_ITEMS : shape === 'halves' ? [TOTAL, ...REVENUE_ITEMS] : PROJECT_ITEMS
  const items = pool.filter(
    ([code], i) => !(shape === 'horizons' && code === 'carry-over') && (i < 1 || dice.chance('funds/more', 75)),
  )
  const lines = items.map((item, i) => lineOf(dice, item, keys, shape === 'sides' || i === 0 ? '' : inCell, i === 0))
  const right = shape === 'halves' ? EXPENDITURE_ITEMS.map((item) => lineOf(dice, item, keys, inCell, false)) : []
  const stated =
    (unitAt === 'heading' && shape !== 'matrix') ||
    (unitAt === 'cell' && shape === 'sides') ||
    (unitAt === 'label' && shape !== 'matrix' && shape !== 'pairs')
      ? 'banner'
      : unitAt
  const banner = decorate(dice, 'funds/banner', dice.pick('funds/banner', BANNERS)).replace(/：$/, '')
  return {
    shape,
    lines: stated === 'cell' ? lines.map((line, i) => (i === 0 ? withUnit(line, unit) : line)) : lines,
    right,
    keys,
    unitAt: stated,
    unit,
    banner,
    outer: (shape === 'matrix' || shape === 'pairs') && items.length > 2 && dice.chance('funds/outer', 15),
    words: dice.pick('funds/horizons', [
      ['中期', '年度'],
      ['', '当年'],
      ['实施期', '年度'],
    ] as const),
    width: shape === 'matrix' ? keys.length + 2 : 4,
  }
}

function withUnit(line: Line, unit: string): Line {
  const figures = Object.fromEntries(
    Object.entries(line.figures).map(([key, text]) => [key, AMOUNTS.has(key) && text !== '' ? text + unit : text]),
  )
  return { ...line, figures }
}

/** Keys that hold money. */
export const AMOUNTS = new Set(['amount', 'initialBudget', 'adjustedBudget', 'executed'])

function planKeys(dice: Dice, scored: boolean, shape: FundShape): FundPlan['keys'] {
  if (shape === 'sides')
    return [
      ['adjustedBudget', '预算数'],
      ['executed', '执行数'],
    ]
  const names: string[] = [
    'adjustedBudget',
    'executed',
    ...(scored ? ['weight', 'executionRate', 'score'] : ['executionRate']),
  ]
  if (dice.chance('funds/initial', 60)) names.unshift('initialBudget')
  if (dice.chance('funds/reason', 10)) names.push('reason')
  const ordered = dice.chance('funds/shuffled', 15) ? dice.shuffle('funds/order', names) : names
  return ordered.map((name) => [name, dice.pick(`funds/heading/${name}`, HEADINGS[name]!)] as const)
}

function lineOf(dice: Dice, [item, spellings]: Item, keys: FundPlan['keys'], unit: string, first: boolean): Line {
  const label = dice.pick('funds/label', spellings)
  const budget = dice.between('funds/amount', 2, 3000)
  const blank = !first && dice.chance('funds/blank', 35)
  const figures: Record<string, string> = {}
  for (const [key] of keys) {
    const points = key === 'weight' ? '10' : key === 'score' ? '9.5' : ''
    if (key === 'reason') figures[key] = first ? '按进度支付' : ''
    else if (blank) figures[key] = dice.pick('funds/none', ['', '', '/', '—'])
    else if (key === 'weight' || key === 'score')
      figures[key] = first ? points : dice.pick('funds/none', ['', '—', '/'])
    else if (key === 'executionRate') figures[key] = dice.pick('funds/rate', ['95%', '95.00%', '95'])
    else figures[key] = amountText(dice, budget) + unit
  }
  return { item, label, figures }
}

function amountText(dice: Dice, amount: number): string {
  const cents = dice.pick('funds/cents', ['', '', '.5', '.00', '.37'])
  const whole =
    amount >= 1000 && dice.chance('funds/thousands', 30)
      ? `${Math.floor(amount / 1000)},${String(amount % 1000).padStart(3, '0')}`
      : String(amount)
  return whole + cents
}
