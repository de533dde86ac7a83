/** A random tree of indicators and the columns under which it is printed. */
import type { Dice } from './dice.ts'
import { inventActual, inventTarget, type PrintedValue, sharePoints } from './values.ts'
import { decorate, ERAS, HEADINGS, inventName, LEVEL1, LEVEL2, type NameKind } from './words.ts'

export type Role =
  | 'level1'
  | 'level2'
  | 'level3'
  | 'target'
  | 'actual'
  | 'weight'
  | 'score'
  | 'deviation'
  | 'operator'
  | 'unit'
  | 'extra'
  | 'slice'
  | 'sequence'
  | 'twin-name'
  | 'twin-target'

/** A column as it will be printed. */
export interface PlannedColumn {
  readonly role: Role
  readonly heading: string
  /** The heading above it, in forms with two heading rows. */
  readonly over: string | null
  /** For slices: `target/annual/-/东村`. */
  readonly slice?: string
}

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

/** A level label as printed. */
export interface PlannedLevel {
  readonly code: string
  readonly label: string
}

export type LevelLayout = 'both' | 'no-level1' | 'mislabelled' | 'bands' | 'none'
export type LevelStyle = 'merged' | 'blank' | 'repeated'

/** A tree with its columns, ready to be drawn. */
export interface IndicatorPlan {
  /** 满意度指标 stands in one cell over both level columns. */
  readonly wide: boolean
  readonly layout: LevelLayout
  readonly style: LevelStyle
  readonly columns: readonly PlannedColumn[]
  readonly level1: readonly PlannedLevel[]
  readonly level2: readonly PlannedLevel[]
  readonly rows: readonly PlannedRow[]
}

/** What a family of forms prints for each indicator. */
export interface Family {
  readonly actual: boolean
  readonly points: boolean
}

const NAME_KINDS: Readonly<Record<string, readonly NameKind[]>> = {
  quantity: ['count'],
  timeliness: ['time', 'rate'],
  cost: ['money'],
  'economic-cost': ['money'],
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
  if (execution) return withExecution({ wide, layout, style, columns, level1: tree.level1, level2: tree.level2, rows })
  return { wide, layout, style, columns, level1: tree.level1, level2: tree.level2, rows }
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

// ── the tree ────────────────────────────────────────────────────────────────────────────────────────────────────────

function planTree(dice: Dice, layout: LevelLayout) {
  const era = dice.pick('era', ERAS)
  const points = dice.chance('levels/points', 25)
  const level1: PlannedLevel[] = []
  const level2: PlannedLevel[] = []
  const parents: number[] = []
  const kept = era.filter((_, i) => i === 0 || dice.chance('levels/more', 75))
  for (const [code, below] of kept) {
    const label = dice.pick(`level1/${code}`, LEVEL1[code])
    const bracket = points ? dice.pick('levels/bracket', ['（50分）', '(30分)', '\n(10分)', '50分']) : ''
    level1.push({ code, label: label + bracket })
    for (const [i, one] of below.entries()) {
      if (i > 0 && !dice.chance('levels/more', 60)) continue
      // a band of 满意度指标 over a level 2 of the same words cannot be told apart
      const labels = layout === 'bands' && one === 'service-satisfaction' ? LEVEL2[one].slice(0, 2) : LEVEL2[one]
      level2.push({ code: one, label: dice.pick(`level2/${one}`, labels) })
      parents.push(level1.length - 1)
    }
  }
  return { level1, level2, parents }
}

interface Shape {
  readonly level2: number
  readonly kind: NameKind
  readonly name: string
  readonly indicator: boolean
  readonly child: boolean
  readonly indented: boolean
  readonly valued: boolean
  readonly weighed: boolean
}

/** The rows under one level-2 label: indicators, parents with children, placeholders. */
function planGroup(
  dice: Dice,
  level2: PlannedLevel,
  at: number,
  layout: LevelLayout,
  children: boolean,
): readonly Shape[] {
  const shapes: Shape[] = []
  const kinds = NAME_KINDS[level2.code] ?? ['rate', 'text', 'count']
  const one = (rest: Partial<Shape>): Shape => ({
    level2: at,
    kind: dice.pick('name/kind', kinds),
    name: '',
    indicator: true,
    child: false,
    indented: false,
    valued: true,
    weighed: true,
    ...rest,
  })
  for (let i = dice.between('rows', 1, 3); i > 0; i--) {
    if (!children || !dice.chance('children', 6)) {
      shapes.push(one({}))
      continue
    }
    shapes.push(one({ valued: false, kind: 'count' }))
    for (let k = dice.between('children/count', 1, 3), indented = dice.chance('children/indented', 50); k > 0; k--)
      shapes.push(one({ weighed: false, child: true, indented, kind: 'count' }))
  }
  const placeholders = layout === 'none' ? 0 : dice.chance('placeholder', 12) ? 1 : 0
  for (let i = 0; i < placeholders; i++)
    shapes.push(
      one({
        name: dice.pick('placeholder/text', [`指标${shapes.length + 1}：`, '……', '']),
        indicator: false,
        valued: false,
        weighed: false,
      }),
    )
  return shapes
}

function nameOf(dice: Dice, shape: Shape, number: number, bare: boolean): string {
  const name = inventName(dice, number, shape.kind)
  if (shape.child) return shape.indented ? `    ${name}` : `其中：${name}`
  const prefix = bare
    ? ''
    : dice.pick('name/prefix', ['', '', '', '', '', '★', `指标${(number % 3) + 1}：`, '*', '1.', '（1）', '①'])
  return `${prefix}${name}${dice.pick('name/suffix', ['', '', '', '', '（%）', '(≥**个)'])}`
}

// ── the columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

function planColumns(dice: Dice, family: Family, layout: LevelLayout): readonly PlannedColumn[] {
  const heading = (role: keyof typeof HEADINGS) =>
    decorate(dice, `heading/${role}`, dice.pick(`heading/${role}`, HEADINGS[role])).replace(/：$/, '')
  const column = (role: Role, text: string): PlannedColumn => ({ role, heading: text, over: null })
  const levels: PlannedColumn[] = []
  if (layout === 'mislabelled') levels.push(column('level2', '一级指标'), column('level3', '二级指标'))
  else {
    if (layout === 'both') levels.push(column('level1', heading('level1')))
    if (layout !== 'none') levels.push(column('level2', heading('level2')))
    levels.push(column('level3', layout === 'none' ? '指标名称' : heading('level3')))
  }
  const groups: PlannedColumn[][] = [planTarget(dice, family, layout, heading, column)]
  if (family.actual) groups.push([column('actual', heading('actual'))])
  if (family.points) groups.push([column('weight', heading('weight'))])
  if (family.points) groups.push([column('score', heading('score'))])
  if (groups[0]!.some(({ role }) => role === 'twin-name')) return horizonColumns(dice, levels, groups[0]!)
  if (dice.chance('columns/sequence', 6)) levels.unshift(column('sequence', '序号'))
  const rest: PlannedColumn[][] = []
  if (family.actual && dice.chance('columns/deviation', 75)) rest.push([column('deviation', heading('deviation'))])
  if (dice.chance('columns/extra', 20)) rest.push([column('extra', dice.pick('heading/extra', HEADINGS.extra))])
  const ordered = dice.chance('columns/shuffled', 30) ? dice.shuffle('columns/order', groups) : groups
  return overHeadings(dice, [...levels, ...ordered.flat(), ...rest.flat()])
}

/** The target in one column, split over several, by village, or in halves of the year. */
function planTarget(
  dice: Dice,
  family: Family,
  layout: LevelLayout,
  heading: (role: keyof typeof HEADINGS) => string,
  column: (role: Role, text: string) => PlannedColumn,
): PlannedColumn[] {
  const target = column('target', heading(family.actual ? 'targetBefore' : 'target'))
  const shape = dice.pick('target/shape', [
    'one',
    'one',
    'one',
    'one',
    'split',
    'split',
    'villages',
    'periods',
    'history',
    'horizons',
  ] as const)
  if (shape === 'split') {
    const parts = dice.pick('target/parts', [
      ['operator', 'target', 'unit'],
      ['target', 'unit'],
      ['operator', 'target'],
      ['unit', 'operator', 'target'],
    ] as const)
    return parts.map((part) => (part === 'target' ? target : column(part, heading(part))))
  }
  if (shape === 'villages' && !family.actual && layout !== 'none') {
    const over = dice.chance('villages/over', 40) ? '指标值' : null
    return ['东坡村', '西坪镇', '南湾村', '北塘社区']
      .slice(0, dice.between('villages', 2, 4))
      .map((subject) => ({ role: 'slice', heading: subject, over, slice: `target/annual/-/${subject}` }))
  }
  if (shape === 'horizons' && !family.actual && (layout === 'both' || layout === 'no-level1'))
    return [
      column('twin-name', heading('level3')),
      column('twin-target', heading('target')),
      column('level3', heading('level3')),
      target,
    ]
  if (shape === 'periods' && family.actual) {
    const period = dice.pick('periods', ['1-6月', '1—7月', '上半年'])
    return [
      target,
      {
        role: 'slice',
        heading: `${period}${dice.pick('periods/word', ['完成值', '完成情况', '执行情况'])}`,
        over: null,
        slice: `actual/annual/${period}/-`,
      },
    ]
  }
  if (shape === 'history') {
    const over = dice.chance('history/over', 50) ? '近两年指标值' : null
    return [column('extra', over ? '前年' : '前年实际值'), column('extra', over ? '上年' : '上年实际值')]
      .map((one) => ({ ...one, over }))
      .concat(target)
  }
  return [target]
}

/** 三级指标（长期） | 指标值（长期） | 三级指标（年度） | 指标值（年度）, or the horizons as headings above. */
function horizonColumns(
  dice: Dice,
  levels: readonly PlannedColumn[],
  four: readonly PlannedColumn[],
): readonly PlannedColumn[] {
  const words = dice.pick('horizons/words', [
    ['长期', '年度'],
    ['中期', '年度'],
    ['实施期', '当年'],
  ] as const)
  const above = dice.chance('horizons/above', 40)
  const common = dice.pick('horizons/over', ['指标', '绩效指标', '目标'])
  const [name, target] = [four[2]!.heading, four[3]!.heading]
  const pair = four.map((one, i): PlannedColumn => {
    const word = words[i < 2 ? 0 : 1]
    const heading = i % 2 === 0 ? name : target.replace(/^年度|^年初|\n（.*$/, '')
    return {
      ...one,
      heading: above ? heading : `${heading}（${word}）`,
      over: above ? `${word}${common}` : null,
    }
  })
  return [...levels.filter(({ role }) => role !== 'level3'), ...pair]
}

/** A second heading row: 绩效指标 over the levels, or a word over target and actual. */
function overHeadings(dice: Dice, columns: readonly PlannedColumn[]): readonly PlannedColumn[] {
  const way = dice.pick('heading/over', ['none', 'none', 'none', 'none', 'levels', 'values'] as const)
  if (way === 'levels') return columns.map((one) => (one.role.startsWith('level') ? { ...one, over: '绩效指标' } : one))
  const at = columns.findIndex(({ role }) => role === 'target')
  if (way === 'values' && at >= 0 && columns[at + 1]?.role === 'actual')
    return columns.map((one) =>
      one.role === 'target' || one.role === 'actual' ? { ...one, over: '指标值及完成情况' } : one,
    )
  return columns
}
