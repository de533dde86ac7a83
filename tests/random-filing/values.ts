/** Invented values of indicators, as filers print them. */
import type { Dice } from './dice.ts'
import type { NameKind } from './words.ts'

/** A value in its parts; `text` is how it stands in one cell. */
export interface PrintedValue {
  readonly operator: string
  readonly value: string
  readonly unit: string
  readonly text: string
}

const UNITS = ['个', '次', '人', '亩', '公里', '户', '台', '平方米', '人次', '万元']

function joined(operator: string, value: string, unit: string): PrintedValue {
  return { operator, value, unit, text: operator + value + unit }
}

const phrase = (text: string): PrintedValue => ({ operator: '', value: text, unit: '', text })

/** The target of an indicator. */
export function inventTarget(dice: Dice, kind: NameKind, split: boolean): PrintedValue {
  if (!split && dice.chance('target/blank', 4)) return phrase(dice.pick('target/none', ['', '/', '—']))
  const number = String(dice.between('target/number', 2, 980))
  if (kind === 'rate')
    return joined(
      dice.pick('target/operator', ['≥', '', '=']),
      String(dice.pick('target/rate', [95, 100, 90, 98.5])),
      '%',
    )
  if (kind === 'money')
    return joined(dice.pick('target/operator', ['≤', '', '=']), number, dice.pick('target/unit', ['万元', '元']))
  if (kind === 'time' && !split)
    return phrase(dice.pick('target/date', ['12月底前', '2020年12月31日前', '2020年底', '及时']))
  if ((kind === 'text' || kind === 'time') && !split)
    return phrase(dice.pick('target/text', ['显著提升', '持续改善', '优', '健全有效']))
  return joined(
    dice.pick('target/operator', ['≥', '', '=', '>=', '≤']),
    number,
    dice.pick('target/unit', split ? UNITS : [...UNITS, '']),
  )
}

/** What became of it. */
export function inventActual(dice: Dice, kind: NameKind, target: PrintedValue): PrintedValue {
  if (dice.chance('actual/blank', 8)) return phrase('')
  if (kind === 'time') return phrase(dice.pick('actual/date', ['按时完成', '12月15日', '2020年12月']))
  if (target.unit === '' && !/^\d/.test(target.value))
    return phrase(dice.pick('actual/text', ['达成预期指标', '显著提升', '已完成', '部分达成预期指标']))
  const bare = dice.chance('actual/bare', 30)
  return joined('', String(dice.between('actual/number', 2, 980)), bare ? '' : target.unit)
}

/** Points that add up to a total. */
export function sharePoints(dice: Dice, total: number, count: number): readonly string[] {
  const points: number[] = []
  for (let i = 0, left = total; i < count; i++) {
    const even = left / (count - i)
    const one =
      i === count - 1 ? left : Math.max(0.5, Math.round(even * (dice.chance('points/uneven', 40) ? 1.3 : 1) * 2) / 2)
    points.push(one)
    left = Math.round((left - one) * 100) / 100
  }
  return points.map(String)
}
