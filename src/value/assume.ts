/** What the surroundings of a cell suggest: the unit of a bare 万 (`inferred`), the meaning of a bare number (`assumed`). */
import type { Value } from '../model.ts'
import { clean } from './clean.ts'
import { parseUnitText, scale } from './compound.ts'
import { isAboutMoney, type ValueContext } from './context.ts'
import { compare, times } from './decimal.ts'
import type { QuantityItem } from './item.ts'
import type { UnitTable } from './unit.ts'

/** 16530万 under a cost indicator is money: unit `CNY`, marked as inferred. */
export function inferUnit(value: Value, item: QuantityItem, context: ValueContext, table: UnitTable): Value {
  const open = value.unit === '' || (value.unit?.startsWith('1/') && /[万亿]/.test(item.written.unit.split('/')[0]!))
  if (!open || !(item.bareMagnitude || value.unit !== '') || !isMoney(context, table)) return value
  const unit = value.unit === '' ? 'CNY' : `CNY${value.unit!.slice(1)}`
  return {
    ...value,
    unit,
    inferred: [...value.inferred, 'unit'],
    flags: value.flags.filter((flag) => flag !== 'missing-unit'),
  }
}

function isMoney(context: ValueContext, table: UnitTable): boolean {
  const stated = [context.unit, nameUnit(context.indicator)].map(
    (unit) => unit && parseUnitText(table, clean(unit).text),
  )
  const known = stated.find((unit) => unit && unit.code !== '')
  return known ? known.dimension === 'money' : isAboutMoney(context)
}

type Source = NonNullable<Value['assumed']>['from']

/** Adds what a bare number most likely means, where its surroundings say so and the magnitudes do not contradict it. */
export function assume(value: Value, item: QuantityItem, context: ValueContext, table: UnitTable): Value {
  const number = value.value ?? value.low ?? value.high
  if (value.unit !== '' || number === undefined || value.comparator === 'between') return value
  for (const [from, text] of suggestions(context)) {
    const unit = parseUnitText(table, clean(item.bareMagnitude ? text.replace(/^[百千万亿]+/, '') : text).text)
    if (!unit || unit.code === '') continue
    const scaled = scale(number, unit)
    if (scaled === null || !isPlausible(scaled, number, unit.code, context)) continue
    return { ...value, assumed: { value: scaled, unit: unit.code, from } }
  }
  return value
}

/** Units that the surroundings suggest, the nearest first. */
function suggestions(context: ValueContext): readonly (readonly [Source, string])[] {
  const { partner, unit, indicator, amountUnit } = context
  const name = nameUnit(indicator)
  const target = partner?.kind === 'quantity' && partner.unit !== '' ? partner.written?.unit : undefined
  const list: (readonly [Source, string])[] = []
  if (unit !== null) list.push(['column', unit])
  if (target) list.push(['target', target])
  if (name !== null) list.push(['name', name])
  if (amountUnit !== null && isAboutMoney(context)) list.push(['header', amountUnit])
  if (RATE.test(normalized(indicator))) list.push(['name', '%'])
  return list
}

const RATE = /(?:率|满意度|占比|比例|百分比)$/

function normalized(indicator: string | null): string {
  return clean(indicator ?? '')
    .text.replace(/\([^()]*\)/g, '')
    .replace(/[≥≤><=]*\*+.*$/, '')
}

/** The unit that a name states: 长度(公里), 苗木成活率(≥**%), 人口数≥**人. */
export function nameUnit(indicator: string | null): string | null {
  if (indicator === null || indicator.length > 200) return null
  const name = clean(indicator).text
  const bracket = /\((?:单位:?)?[≥≤><=]*[*×]*([^()*]{1,12})\)[^()]{0,40}$/.exec(name)?.[1]
  return bracket ?? /[≥≤><=][*×]{1,4}([^*()]{1,8})$/.exec(name)?.[1] ?? null
}

/** False where the assumed value contradicts the target (139 against 100%), or a rate would leave 0–100%. */
function isPlausible(assumed: string, printed: string, unit: string, { partner }: ValueContext): boolean {
  const target = partner?.unit === unit ? (partner.value ?? partner.low ?? partner.high) : undefined
  if (unit === '%') {
    const ceiling = target !== undefined && compare(target, '100') > 0 ? target : '100'
    if (compare(assumed, ceiling) > 0 || compare(assumed, '0') < 0) return false
    // 0.95 and 1 may be shares of one.
    if (target === undefined) return compare(printed, '1') > 0 || compare(printed, '0') === 0
  }
  if (target === undefined || compare(assumed, '0') === 0 || compare(target, '0') === 0) return true
  return compare(assumed, times(target, '10')) <= 0 && compare(times(assumed, '10'), target) >= 0
}
