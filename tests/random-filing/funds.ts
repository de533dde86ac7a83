/** A random funds block in one of the shapes that forms print. */
import type { Dice } from './dice.ts'
import type { ExpectedFund } from './expected.ts'
import { addRow, put, type RowCell, type Sheet, shareWidths } from './sheet.ts'
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
interface Line {
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

/** Plans a funds block. `evaluated` forms print budgets and what was spent, the others one amount. */
export function planFunds(dice: Dice, kind: FundKind, evaluated: boolean, scored: boolean): FundPlan {
  const shapes: readonly FundShape[] = evaluated
    ? ['matrix', 'matrix', 'matrix', 'sides']
    : kind === 'department'
      ? ['halves', 'pairs']
      : ['pairs', 'pairs', 'colon', 'horizons', 'sentence']
  const shape = dice.pick('funds/shape', shapes)
  const unit = dice.pick('funds/unit', ['万元', '万元', '元'])
  const unitAt = dice.pick('funds/unitAt', [
    'banner',
    'banner',
    'caption',
    'cell',
    'heading',
    'label',
    'nowhere',
  ] as const)
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
    width: shape === 'matrix' ? keys.length + 2 : 4,
  }
}

function withUnit(line: Line, unit: string): Line {
  const figures = Object.fromEntries(
    Object.entries(line.figures).map(([key, text]) => [key, AMOUNTS.has(key) && text !== '' ? text + unit : text]),
  )
  return { ...line, figures }
}

const AMOUNTS = new Set(['amount', 'initialBudget', 'adjustedBudget', 'executed'])

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

/** Draws the block; a banner of `banner` columns stands at its left. */
export function drawFunds(dice: Dice, sheet: Sheet, plan: FundPlan, banner: number): void {
  const first = sheet.rows
  const inner = sheet.columns - banner
  const add: Add = (cells) => addRow(sheet, cells, banner)
  const label: Label = (line, i) => {
    const ofWhich = i === 1 && !plan.outer && dice.chance('funds/ofWhich', 70) ? '其中：' : ''
    const unit = i === 0 && plan.unitAt === 'label' ? `（${plan.unit}）` : ''
    const indent = plan.outer ? '' : dice.pick('funds/indent', ['', '', '      '])
    return indent + ofWhich + line.label + unit + dice.pick('funds/colon', ['', '', '：'])
  }
  /** A line: its label, in two columns under a merged 其中, and its figures. */
  const line: AddLine = (text, width, i, figures) => {
    if (!plan.outer || i === 0) add([[text, width], ...figures])
    else addRow(sheet, [[text, width - 1], ...figures], banner + 1)
    if (plan.outer && i === plan.lines.length - 1)
      put(sheet, sheet.rows - i, banner, dice.pick('funds/outerText', ['其中：', '其\n中']), i, 1)
  }
  if (plan.shape === 'matrix') drawMatrix(dice, plan, add, line, label, inner)
  else if (plan.shape === 'pairs') {
    const widths = shareWidths(inner, 2, [0, 1])
    for (const [i, one] of plan.lines.entries()) line(label(one, i), widths[0]!, i, [[one.figures.amount!, widths[1]!]])
  } else if (plan.shape === 'colon') for (const [i, line] of plan.lines.entries()) add([[colon(line, i), inner]])
  else if (plan.shape === 'sentence') add([[sentence(plan), inner]])
  else if (plan.shape === 'horizons') drawHorizons(dice, plan, add, inner)
  else if (plan.shape === 'sides') drawSides(plan, add, inner)
  else drawHalves(plan, add, inner)
  if (banner > 0) {
    const unit = plan.unitAt === 'banner' ? dice.pick('funds/bannerUnit', [`（${plan.unit}）`, `\n(${plan.unit})`]) : ''
    put(sheet, first, 0, plan.banner + unit, sheet.rows - first, banner)
  }
}

type Add = (cells: readonly RowCell[]) => number
type Label = (line: Line, i: number) => string
type AddLine = (text: string, width: number, i: number, figures: readonly RowCell[]) => void

function drawMatrix(dice: Dice, plan: FundPlan, add: Add, line: AddLine, label: Label, inner: number): void {
  const widths = shareWidths(inner, plan.keys.length + 1, [0, plan.keys.length])
  const unit = plan.unitAt === 'heading' ? `（${plan.unit}）` : ''
  const corner = dice.pick('funds/corner', ['', '', '资金来源', '/'])
  add([
    [corner === '/' ? '' : corner, widths[0]!],
    ...plan.keys.map(([key, heading], i): RowCell => [AMOUNTS.has(key) ? heading + unit : heading, widths[i + 1]!]),
  ])
  for (const [i, one] of plan.lines.entries())
    line(
      label(one, i),
      widths[0]!,
      i,
      plan.keys.map(([key], k): RowCell => [one.figures[key]!, widths[k + 1]!]),
    )
}

const colon = (line: Line, i: number) =>
  `${i === 1 ? '其中：' : ''}${line.label}：${none(line.figures.amount!) ? '' : line.figures.amount}`
const none = (text: string) => text === '/' || text === '—'

function sentence(plan: FundPlan): string {
  const [total, ...rest] = plan.lines
  const amount = (line: Line) =>
    none(line.figures.amount!) || line.figures.amount === ''
      ? `0${plan.unit}`
      : line.figures.amount! + (plan.unitAt === 'cell' ? '' : plan.unit)
  return `${total!.label}${amount(total!)}${rest.length > 0 ? `，其中：${rest.map((line) => line.label + amount(line)).join('，')}` : ''}`
}

/** Multi-year beside annual amounts. */
function drawHorizons(dice: Dice, plan: FundPlan, add: Add, inner: number): void {
  const widths = shareWidths(inner, 4, [1, 3])
  const words = dice.pick('funds/horizons', [
    ['中期', '年度'],
    ['', '当年'],
    ['实施期', '年度'],
  ] as const)
  for (const [i, line] of plan.lines.entries()) {
    const bare = line.label.replace(/^(?:年度|当年|本年)/, '')
    const of = i === 1 ? '其中：' : ''
    add([
      [`${of}${words[0]}${bare}`, widths[0]!],
      [line.figures.amount!, widths[1]!],
      [`${of}${words[1]}${bare}`, widths[2]!],
      [line.figures.amount!, widths[3]!],
    ])
  }
  horizonWords.set(plan, words)
}

const horizonWords = new WeakMap<FundPlan, readonly [string, string]>()

/** 预算数： | 100 | 执行数： | 98, and below it each item twice. */
function drawSides(plan: FundPlan, add: Add, inner: number): void {
  const widths = shareWidths(inner, 4, [1, 3])
  for (const [i, line] of plan.lines.entries()) {
    const [left, right] =
      i === 0
        ? ['预算数：', '执行数：']
        : [i === 1 ? `其中：${line.label}` : line.label, i === 1 ? `其中：${line.label}` : line.label]
    add([
      [left!, widths[0]!],
      [line.figures.adjustedBudget!, widths[1]!],
      [right!, widths[2]!],
      [line.figures.executed!, widths[3]!],
    ])
  }
}

function drawHalves(plan: FundPlan, add: Add, inner: number): void {
  const [total, ...revenue] = plan.lines
  const widths = shareWidths(inner, 2, [0, 1])
  add([[`资金总额：${total!.figures.amount}`, inner]])
  add([
    ['按收入性质分：', widths[0]!],
    ['按支出性质分：', widths[1]!],
  ])
  const left = [total!, ...revenue].slice(1)
  for (let i = 0; i < Math.max(left.length, plan.right.length); i++) {
    const half = (line: Line | undefined) => (line ? colon(line, i === 0 ? 1 : 0) : '')
    add([
      [half(left[i]), widths[0]!],
      [half(plan.right[i]), widths[1]!],
    ])
  }
}

/** The lines that a plan prints. */
export function expectFunds(plan: FundPlan): readonly ExpectedFund[] {
  const strip = (figures: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(figures)
        .filter(([, text]) => text !== '' && !none(text))
        .map(([key, text]) => [
          key,
          text
            .replace(/(?:万元|元)$/, '')
            .replace(/,/g, '')
            .replace(/%$/, ''),
        ]),
    )
  const one = (line: Line, horizon: ExpectedFund['horizon'] = 'annual', label = line.label): ExpectedFund => ({
    item: line.item,
    label,
    horizon,
    figures: strip(line.figures),
  })
  if (plan.shape === 'halves') {
    const [total, ...rest] = plan.lines
    return [
      { ...one(total!), item: 'total', label: '资金总额' },
      ...rest.map((line) => one(line)),
      ...plan.right.map((line) => one(line)),
    ]
  }
  if (plan.shape === 'horizons') {
    const words = horizonWords.get(plan) ?? (['', ''] as const)
    return plan.lines.flatMap((line) => {
      const bare = line.label.replace(/^(?:年度|当年|本年)/, '')
      return [one(line, 'multi-year', words[0] + bare), one(line, 'annual', words[1] + bare)]
    })
  }
  if (plan.shape === 'sentence')
    return plan.lines.map((line) => {
      const amount = none(line.figures.amount!) || line.figures.amount === '' ? '0' : line.figures.amount!
      return one({ ...line, figures: { amount } })
    })
  if (plan.shape === 'sides') return plan.lines.slice(1).map((line) => one(line))
  return plan.lines.map((line) => one(line))
}
