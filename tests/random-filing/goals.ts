/** A random block of overall goals. */
import type { Dice } from './dice.ts'
import type { ExpectedGoal } from './expected.ts'
import { addRow, put, type Sheet, shareWidths } from './sheet.ts'
import { decorate, inventText } from './words.ts'

export type GoalShape = 'pair' | 'text' | 'single' | 'horizons' | 'labels' | 'none'

const EXPECTED = ['预期目标', '年初设定目标', '年度目标', '年初绩效目标', '总体目标', '年度预期目标']
const ACTUAL = ['实际完成情况', '年度总体目标完成情况综述', '全年实际完成情况', '目标实际完成情况', '全年完成情况']
const BANNERS = [
  '年度总体目标',
  '总体目标',
  '年度绩效目标',
  '整体绩效目标',
  '绩效目标',
  '项目绩效目标',
  '总\n体\n目\n标',
]

/** Draws goals and returns what they say. */
export function drawGoals(dice: Dice, sheet: Sheet, banner: number, evaluated: boolean): readonly ExpectedGoal[] {
  const shapes: readonly GoalShape[] = evaluated
    ? ['pair', 'pair', 'pair', 'none']
    : ['text', 'single', 'horizons', 'labels', 'none']
  const shape = dice.pick('goals/shape', shapes)
  const text = () => (dice.chance('goals/blank', 10) ? '' : inventText(dice, 'goals'))
  if (shape === 'none') return []
  const width = banner > 0 ? banner : 1
  const first = sheet.rows
  const inner = sheet.columns - width
  const halves = shareWidths(inner, 2, [0, 1])
  const goals = drawShape(dice, sheet, shape, width, halves, text)
  put(sheet, first, 0, decorate(dice, 'goals/banner', dice.pick('goals/banner', BANNERS)), sheet.rows - first, width)
  return goals.filter(({ expected, actual }) => expected !== null || actual !== null)
}

function drawShape(
  dice: Dice,
  sheet: Sheet,
  shape: GoalShape,
  from: number,
  halves: readonly number[],
  text: () => string,
): readonly ExpectedGoal[] {
  const [a, b] = [text(), text()]
  const goal = (horizon: ExpectedGoal['horizon'], expected: string, actual: string): ExpectedGoal => ({
    horizon,
    expected: expected === '' ? null : expected,
    actual: actual === '' ? null : actual,
  })
  const inner = halves[0]! + halves[1]!
  if (shape === 'pair') {
    addRow(
      sheet,
      [
        [dice.pick('goals/expected', EXPECTED), halves[0]!],
        [dice.pick('goals/actual', ACTUAL), halves[1]!],
      ],
      from,
    )
    addRow(
      sheet,
      [
        [a, halves[0]!],
        [b, halves[1]!],
      ],
      from,
    )
    return [goal('annual', a, b)]
  }
  if (shape === 'single') {
    addRow(sheet, [[dice.pick('goals/single', ['年度目标', '年度绩效目标']), inner]], from)
    addRow(sheet, [[a, inner]], from)
    return [goal('annual', a, '')]
  }
  if (shape === 'horizons') {
    addRow(
      sheet,
      [
        [dice.pick('goals/multi', ['中期目标', '长期目标', '实施期目标']), halves[0]!],
        ['年度目标', halves[1]!],
      ],
      from,
    )
    addRow(
      sheet,
      [
        [a, halves[0]!],
        [b, halves[1]!],
      ],
      from,
    )
    return [goal('multi-year', a, ''), goal('annual', b, '')]
  }
  if (shape === 'labels') {
    const multi = dice.pick('goals/multi', ['中期目标', '长期目标', '实施期目标'])
    addRow(
      sheet,
      [
        [multi, 1],
        [a, inner - 1],
      ],
      from,
    )
    addRow(
      sheet,
      [
        ['年度目标', 1],
        [b, inner - 1],
      ],
      from,
    )
    return [goal('multi-year', a, ''), goal('annual', b, '')]
  }
  addRow(sheet, [[a, inner]], from)
  return [goal('annual', a, '')]
}
