/** What is known beside a cell: columns of operator and unit, and what name, target and form suggest of a bare number. */
import type { Stored, Value } from '../model.ts'
import { clean } from './clean.ts'
import { combine, readPrefix } from './comparator.ts'
import { parseUnitText, plainUnit, scale, type UnitRead } from './compound.ts'
import { compare, times } from './decimal.ts'
import type { QuantityItem } from './item.ts'
import type { UnitTable } from './unit.ts'

/** The surroundings of a value cell. Everything may be unknown: null. */
export interface ValueContext {
  /** The form's 金额单位: 万元, 元. */
  readonly amountUnit: string | null
  /** The indicator's name as printed: 长度(公里). */
  readonly indicator: string | null
  /** The code of its level 2: `cost`, `timeliness` … */
  readonly level2: string | null
  /** The row's cell of the column 度量单位, or the unit that the column's heading states. */
  readonly unit: string | null
  /** The row's cell of the column 指标性质 / 计算符号: ≥, 定性. */
  readonly operator: string | null
  /** The target, when the actual is read. */
  readonly partner: Value | null
  /** The typed value of a spreadsheet cell. */
  readonly stored: Stored | null
  readonly fiscalYear: number | null
  readonly role: 'target' | 'actual' | null
}

/** A cell of which nothing is known but its text. */
export const NO_CONTEXT: ValueContext = {
  amountUnit: null,
  indicator: null,
  level2: null,
  unit: null,
  operator: null,
  partner: null,
  stored: null,
  fiscalYear: null,
  role: null,
}

/** A column of units that says 时间 has dates in its row, and no unit. */
const TIME_COLUMN = /^(?:时间|日期|时点|年月|年月日)$/
/** Names of a rate for one of them: not in the unit in which the form counts its money. */
const PRICE = /标准|单价|均价|价格/
const TIME = /时间|时点|日期|起止|年月|节点|完工|竣工|开工/
const DURATION = /周期|工期|时限|期限|时长|天数|月数|年限|寿命|耗时|响应/
const MONEY =
  /成本|资金|经费|投资|投入|费用|金额|产值|收入|支出|补助|补贴|造价|预算|税|利润|营收|销售额|贷款|总额|补偿|工资|单价|费$|款$/
const NO_MONEY = /率|比例|占比|满意|数量|人数|次数|个数|户数|人次|件数|面积|覆盖|程度|及时|天数|期限|时间/

/** The cell is about a point in time, so that 2020.12 is a date. */
export function isAboutTime({ indicator, level2, unit }: ValueContext): boolean {
  if (unit !== null && TIME_COLUMN.test(clean(unit).text)) return true
  if (indicator === null && level2 === null) return false
  const name = indicator ?? ''
  return TIME.test(name) || (level2 === 'timeliness' && !/率|数|时长|小时/.test(name))
}

/** The cell is about a length of time, so that ≤6月 are months. */
export function isAboutDuration({ indicator }: ValueContext): boolean {
  return indicator !== null && DURATION.test(indicator)
}

/** The cell is about money: a cost indicator, or a name that says so. */
export function isAboutMoney({ indicator, level2, partner }: ValueContext): boolean {
  const name = indicator ?? ''
  if (partner?.unit === 'CNY' || partner?.unit?.startsWith('CNY/')) return true
  if (/cost|成本/.test(level2 ?? '')) return !/率|比例|占比/.test(name)
  return MONEY.test(name) && !NO_MONEY.test(name)
}

/** 单位：个 in a column of units. */
const UNIT_LABEL = /^\s*(?:计量|度量)?单位[:：]?\s*/

/** True when the column 指标性质 says that the value is a grade or a text. */
export function isQualitativeOperator(operator: string | null): boolean {
  return operator !== null && /^定性/.test(clean(operator).text)
}

/** `12` | `月底前`, `2020` | `年`: the number and its column make a date; null where they make none. */
export function dateOverColumns(text: string, { unit, operator, role }: ValueContext): string | null {
  if (role === 'actual' || unit === null || !/[年月日]/.test(unit)) return null
  const [number, word] = [clean(text).text, clean(unit).text]
  if (!/^\d{1,4}$/.test(number) || !(/[底末前]$/.test(word) || (word === '年' && /^(?:19|20)\d\d$/.test(number))))
    return null
  return (operator ?? '').trim() + text.trim() + unit.trim()
}

/**
 * Joins a bare number with the row's printed operator and unit: `≥` | `735` | `人次` → `≥735人次`. What the cell itself
 * states is not overruled. Returns the value as it is where neither column adds anything.
 */
export function joinColumns(value: Value, item: QuantityItem, context: ValueContext, table: UnitTable): Value {
  if (context.role === 'actual' || (context.operator === null && context.unit === null)) return value
  const operator = item.explicit ? null : readOperator(context.operator)
  const printed = context.unit?.replace(UNIT_LABEL, '').trim() ?? ''
  const unit = value.unit === '' && printed !== '' ? columnUnit(table, printed, item) : null
  const other = value.unit !== '' && printed !== '' ? parseUnitText(table, clean(printed).text) : null
  const flags = other && other.code !== '' && other.code !== value.unit ? ['unit-conflict'] : []
  if (operator === null && unit === null)
    return flags.length === 0 ? value : { ...value, flags: [...value.flags, ...flags] }
  const raw = (operator ? context.operator!.trim() : '') + value.raw.trim() + (unit ? printed : '')
  const sign = operator && value.comparator === 'eq' ? operator : value.comparator
  return {
    ...value,
    raw,
    ...(sign === undefined ? {} : { comparator: sign }),
    ...(unit ? rescaled(value, unit, item) : {}),
    flags: [...value.flags, ...flags, ...(unit?.flags ?? [])],
  }
}

/** Joins a date with the row's printed operator: `≤` | `2020年12月` → `≤2020年12月`. A bound that the cell states is kept. */
export function joinOperator(value: Value, { operator, role }: ValueContext): Value {
  const sign = role === 'actual' ? null : readOperator(operator)
  if (sign === null || value.date === undefined) return value
  const comparator = value.comparator === 'eq' ? sign : value.comparator
  return { ...value, raw: operator!.trim() + value.raw.trim(), ...(comparator ? { comparator } : {}) }
}

function readOperator(operator: string | null): Value['comparator'] | null {
  const text = clean(operator ?? '').text
  const prefix = readPrefix(text, 0)
  if (text === '' || prefix.end < text.length || prefix.direction !== null) return null
  const sign = combine(prefix.comparisons)
  return sign === null || sign === 'below' ? null : sign
}

function columnUnit(table: UnitTable, printed: string, item: QuantityItem): UnitRead | null {
  const text = clean(printed).text
  const known = parseUnitText(table, text)
  if (known) return known.code === '' && item.bareMagnitude ? null : known
  if (!/^[\u4e00-\u9fffA-Za-z]{1,6}$/.test(text) || /^无$|[数率值]$|^数量$/.test(text)) return null
  if (TIME_COLUMN.test(text)) return null
  return plainUnit(`{${text}}`, printed, text.length, ['unknown-unit'])
}

function rescaled(value: Value, unit: UnitRead, item: QuantityItem): Partial<Value> {
  const move = (number: string) => scale(number, unit) ?? times(number, unit.factor)
  return {
    ...(value.value === undefined ? {} : { value: move(value.value) }),
    ...(value.low === undefined ? {} : { low: move(value.low) }),
    ...(value.high === undefined ? {} : { high: move(value.high) }),
    unit: unit.code,
    written: { value: item.written.value, unit: item.written.unit + unit.printed },
  }
}

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
  if (amountUnit !== null && isAboutMoney(context) && !PRICE.test(indicator ?? '')) list.push(['header', amountUnit])
  if (indicator !== null && indicator.length <= 200 && RATE.test(normalized(indicator))) list.push(['name', '%'])
  return list
}

const RATE = /(?:率|满意度|占比|比例|百分比)$/

function normalized(indicator: string): string {
  return clean(indicator)
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
