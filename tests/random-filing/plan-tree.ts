/** The levels of a random tree, and the rows under each of them. */
import type { Dice } from './dice.ts'
import type { LevelLayout } from './plan-columns.ts'
import { ERAS, inventName, LEVEL1, LEVEL2, type NameKind } from './words.ts'

/** A level label as printed. */
export interface PlannedLevel {
  readonly code: string
  readonly label: string
}

const NAME_KINDS: Readonly<Record<string, readonly NameKind[]>> = {
  quantity: ['count'],
  timeliness: ['time', 'rate'],
  cost: ['money'],
  'economic-cost': ['money'],
}

/** Plans the levels: an era's codes, some left out, with or without points in their labels. */
export function planTree(dice: Dice, layout: LevelLayout) {
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

/** A row before its values are invented. */
export interface Shape {
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
export function planGroup(
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

/** The name of a row: children are marked by 其中 or by their indent. */
export function nameOf(dice: Dice, shape: Shape, number: number, bare: boolean): string {
  const name = inventName(dice, number, shape.kind)
  if (shape.child) return shape.indented ? `    ${name}` : `其中：${name}`
  const prefix = bare
    ? ''
    : dice.pick('name/prefix', ['', '', '', '', '', '★', `指标${(number % 3) + 1}：`, '*', '1.', '（1）', '①'])
  return `${prefix}${name}${dice.pick('name/suffix', ['', '', '', '', '（%）', '(≥**个)'])}`
}
