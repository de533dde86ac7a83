/** The columns under which indicators are printed: their headings, their order, what is split or grouped. */
import type { Dice } from './dice.ts'
import { decorate, HEADINGS } from './words.ts'

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

/** Which levels have a column: both, the second only, under the wrong headings, level 1 as rows across, or none. */
export type LevelLayout = 'both' | 'no-level1' | 'mislabelled' | 'bands' | 'none'
/** What a family of forms prints for each indicator. */
export interface Family {
  readonly actual: boolean
  readonly points: boolean
}

/** Plans the columns of a form. */
export function planColumns(dice: Dice, family: Family, layout: LevelLayout): readonly PlannedColumn[] {
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
