/** Prints a planned funds block, and says what a careful reader takes out of it. */
import type { Dice } from './dice.ts'
import type { ExpectedFund } from './expected.ts'
import { AMOUNTS, type FundPlan, type Line } from './funds.ts'
import { addRow, put, type RowCell, type Sheet, shareWidths } from './sheet.ts'

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
  else if (plan.shape === 'horizons') drawHorizons(plan, add, inner)
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
/** A sign that there is no figure. */
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
function drawHorizons(plan: FundPlan, add: Add, inner: number): void {
  const widths = shareWidths(inner, 4, [1, 3])
  const { words } = plan
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
}

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
    const { words } = plan
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
