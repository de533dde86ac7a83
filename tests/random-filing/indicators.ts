/** A random tree of indicators and the columns under which it is printed. */
import type { Dice } from './dice.ts'
import { type Family, type LevelLayout, type PlannedColumn, planColumns, type Role } from './plan-columns.ts'
import { nameOf, type PlannedLevel, planGroup, planTree } from './plan-tree.ts'
import { inventActual, inventTarget, type PrintedValue, sharePoints } from './values.ts'
import { inventName } from './words.ts'

/** A row of the tree: an indicator, or a placeholder that is none. */
export interface PlannedRow {
  readonly level1: number
  readonly level2: number
  readonly name: string
  readonly indicator: boolean
  readonly child: boolean
  readonly target: PrintedValue
  readonly actual: PrintedValue
  readonly weight: string
  readonly score: string
  readonly deviation: string
  /** The multi-year indicator beside it, in forms with both horizons side by side. */
  readonly twin: { readonly name: string; readonly target: PrintedValue } | null
  /** One text for each extra and slice column. */
  readonly others: readonly string[]
}

export type LevelStyle = 'merged' | 'blank' | 'repeated'

/** A tree with its columns, ready to be drawn. */
export interface IndicatorPlan {
  /** How points are printed: 10, 10分, 10.00. */
  readonly pointStyle: '' | '分' | '.00'
  /** 满意度指标 stands in one cell over both level columns. */
  readonly wide: boolean
  readonly layout: LevelLayout
  readonly style: LevelStyle
  readonly columns: readonly PlannedColumn[]
  readonly level1: readonly PlannedLevel[]
  readonly level2: readonly PlannedLevel[]
  readonly rows: readonly PlannedRow[]
}

/** Plans the indicators of one filing. */
export function planIndicators(dice: Dice, family: Family): IndicatorPlan {
  const layout = dice.pick<LevelLayout>('levels/layout', [
    'both',
    'both',
    'both',
    'both',
    'both',
    'no-level1',
    'mislabelled',
    'bands',
    'none',
  ])
  const style = dice.pick<LevelStyle>('levels/style', ['merged', 'merged', 'blank', 'repeated'])
  const columns = planColumns(dice, family, layout)
  const split = columns.some(({ role }) => role === 'unit' || role === 'operator')
  const others = columns.filter(({ role }) => role === 'extra' || role === 'slice')
  const twins = columns.some(({ role }) => role === 'twin-name')
  const tree = planTree(dice, layout)
  const shapes = tree.level2.flatMap((level2, at) => planGroup(dice, level2, at, layout, !twins))
  const points = sharePoints(dice, dice.pick('points/total', [90, 100]), shapes.filter(({ weighed }) => weighed).length)
  let given = 0
  const rows = shapes.map((shape, number): PlannedRow => {
    const target = shape.valued ? inventTarget(dice, shape.kind, split) : NOTHING
    const weight = shape.weighed ? points[given++]! : ''
    return {
      level1: tree.parents[shape.level2]!,
      level2: shape.level2,
      name: shape.indicator ? nameOf(dice, shape, number, layout === 'none') : shape.name,
      indicator: shape.indicator,
      child: shape.child,
      target: printed(target, columns),
      actual: shape.valued && family.actual ? inventActual(dice, shape.kind, target) : NOTHING,
      weight,
      score: shape.weighed && !dice.chance('score/blank', 5) ? scoreOf(dice, weight) : '',
      deviation:
        shape.valued && dice.chance('deviation', 20)
          ? dice.pick('deviation/text', ['受天气影响，工期延后', '无', '年中追加任务，已加强管理。'])
          : '',
      twin:
        twins && shape.valued && !dice.chance('twin/blank', 30)
          ? { name: inventName(dice, number + 40, shape.kind), target: inventTarget(dice, shape.kind, false) }
          : null,
      others: others.map((column, i) => (shape.valued ? inventOther(dice, column, `${number}${i}`) : '')),
    }
  })
  const execution = family.points && layout === 'both' && dice.chance('execution', 8)
  const wide = layout === 'both' && style === 'merged' && dice.chance('levels/wide', 8)
  const pointStyle = dice.pick('points/style', ['', '', '', '', '', '分', '.00'] as const)
  if (execution)
    return withExecution({ pointStyle, wide, layout, style, columns, level1: tree.level1, level2: tree.level2, rows })
  return { pointStyle, wide, layout, style, columns, level1: tree.level1, level2: tree.level2, rows }
}

const NOTHING: PrintedValue = { operator: '', value: '', unit: '', text: '' }

/** A value whose operator or unit has no column of its own keeps it in the value. */
function printed(target: PrintedValue, columns: readonly PlannedColumn[]): PrintedValue {
  const has = (role: Role) => columns.some((column) => column.role === role)
  const operator = has('operator') ? target.operator : ''
  const unit = has('unit') ? target.unit : ''
  const value = (has('operator') ? '' : target.operator) + target.value + (has('unit') ? '' : target.unit)
  return { operator, value, unit, text: operator + value + unit }
}

function inventOther(dice: Dice, column: PlannedColumn, mark: string): string {
  if (column.role === 'slice') return dice.chance('slice/blank', 10) ? '' : `${dice.between('slice/number', 1, 60)}个`
  return dice.chance('extra/blank', 30)
    ? ''
    : `${dice.pick('extra/text', ['计划标准', '查阅资料', '按比例得分', '是'])}${mark}`
}

function scoreOf(dice: Dice, weight: string): string {
  return dice.chance('score/less', 30) ? String(Math.round(Number(weight) * 80) / 100) : weight
}

/** The execution of the budget as the first row of the indicators. */
function withExecution(plan: IndicatorPlan): IndicatorPlan {
  const level: PlannedLevel = { code: '', label: '预算执行率' }
  const moved = plan.rows.map((row) => ({ ...row, level1: row.level1 + 1, level2: row.level2 + 1 }))
  const row: PlannedRow = {
    level1: 0,
    level2: 0,
    name: '预算执行率',
    indicator: true,
    child: false,
    target: printed({ operator: '', value: '100', unit: '%', text: '100%' }, plan.columns),
    actual: { operator: '', value: '95', unit: '%', text: '95%' },
    weight: '10',
    score: '9.5',
    deviation: '',
    twin: null,
    others: plan.columns.filter(({ role }) => role === 'extra' || role === 'slice').map(() => ''),
  }
  return { ...plan, level1: [level, ...plan.level1], level2: [level, ...plan.level2], rows: [row, ...moved] }
}
