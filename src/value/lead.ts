/** What stands in front of a figure: 每人每月, 不低于, 提高, 人民币, 摄氏, 零下. */
import { type Comparison, readPrefix } from './comparator.ts'
import { type Denominators, readDenominators, readUnit, type UnitRead } from './compound.ts'
import { times } from './decimal.ts'
import { matchUnit, type UnitTable } from './unit.ts'

/** What was read in front of a figure, from `start` to `end`. */
export interface Lead {
  readonly start: number
  readonly end: number
  readonly comparisons: readonly Comparison[]
  readonly direction: 'up' | 'down' | null
  readonly each: Denominators | null
  /** 人民币, ¥, $ before the number. */
  readonly currency: UnitRead | null
  /** 摄氏, 华氏, 零下: the code of the temperature scale. */
  readonly scale: string | null
  readonly below: boolean
}

/** Nothing in front. */
export function noLead(at: number): Lead {
  return { start: at, end: at, comparisons: [], direction: null, each: null, currency: null, scale: null, below: false }
}

const MONEY_NEXT = /[\d.]|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾两百负-]/
const TEMPERATURE = /(摄氏|华氏)?(零下)?(?=[\d一二三四五六七八九十])/y

/** Reads what stands in front of a figure at `at`; its `end` is where the figure would begin. */
export function readLead(text: string, at: number, table: UnitTable): Lead {
  const first = readEach(text, at, table)
  const { end: compared, comparisons, direction } = readPrefix(text, first?.end ?? at)
  const each = first ?? readEach(text, compared, table)
  const verb = each && comparisons.length > 0 ? verbEnd(text, each === first ? compared : each.end) : null
  const end = verb ?? (each && each !== first ? each.end : compared)
  const named: Denominators | null = each && verb !== null ? { ...each, flags: ['from-text'] } : each
  const lead: Lead = { start: at, end, comparisons, direction, each: named, currency: null, scale: null, below: false }
  const money = matchUnit(table, text, end)
  if (money?.unit.dimension === 'money' && MONEY_NEXT.test(text[money.end] ?? '')) {
    const currency = readUnit(table, text, end)!
    if (currency.end === money.end) return { ...lead, end: currency.end, currency }
  }
  if (!/[摄华零]/.test(text[end] ?? '')) return lead
  TEMPERATURE.lastIndex = end
  const [whole = '', scale, below] = TEMPERATURE.exec(text) ?? []
  if (whole === '') return lead
  return { ...lead, end: end + whole.length, scale: scale === '华氏' ? '[degF]' : 'Cel', below: below !== undefined }
}

/** A comparison is printed; 达到 and 为 compare nothing. */
export function isTold(comparisons: readonly Comparison[]): boolean {
  return comparisons.some((one) => one !== 'reach')
}

/** A word between 每年 and the count: 每年开展4次, 每亩补助500元, 每名教师培训5次. */
const VERB = /[\u4e00-\u9fff]{1,6}?(?=[\d一二两三四五六七八九十≥≤不至])/y

/** What 人均 is about, up to its number. */
const WORDS =
  /(?![\u4e00-\u9fff]{0,7}率)[\u4e00-\u9fff]{1,8}?(?=[\d≥≤<>]|达到|不低于|不少于|不超过|不高于|提高|增长|增加|下降|降低|减少)/y

/** 每月至少开展1次: where the verb between the comparison and the count ends; null when the count follows at once. */
function verbEnd(text: string, at: number): number | null {
  if (!/[\u4e00-\u9fff]/.test(text[at] ?? '') || /[一二两三四五六七八九十百千万亿负]/.test(text[at]!)) return null
  VERB.lastIndex = at
  return VERB.test(text) ? VERB.lastIndex : null
}

/** 每年, 每人每月, 人均, 亩产: the denominators that stand in front. */
function readEach(text: string, at: number, table: UnitTable): Denominators | null {
  if (text[at] === '每') {
    const per = readDenominators(table, text, at, false)
    if (!per) return null
    if (/[\d≥≤<>不至约]/.test(text[per.end] ?? '')) return per
    VERB.lastIndex = per.end
    const verb = VERB.exec(text)
    return verb && !verb[0].includes('每') && !/[月底末]/.test(verb[0])
      ? { ...per, end: VERB.lastIndex, flags: ['from-text'] }
      : per
  }
  const every = readEvery(text, at, table)
  if (every) return every
  if (!/[均产]/.test(text[at + 1] ?? '') || !/[人户亩日天月年周村台头生]/.test(text[at]!)) return null
  const unit = matchUnit(table, text[at]!, 0)
  if (!unit || unit.unit.dimension === 'money') return null
  const per = { end: at + 2, codes: [unit.unit.code], divisor: '1', flags: [] }
  if (/[\d约≥≤<>]/.test(text[at + 2] ?? '') || readPrefix(text, at + 2).end > at + 2) return per
  WORDS.lastIndex = at + 2
  return text[at + 1] === '均' && WORDS.test(text) ? { ...per, end: WORDS.lastIndex, flags: ['from-text'] } : null
}

const EVERY_STARTS = new Set('0123456789一半两二三四五六年季月周')
const TIMES = '(?:次|场|期|轮|遍|回)'
const PERIOD = '(?:年|个?季度|季|个月|周|天|个?学期)'
const EVERY = new RegExp(
  `(?:(?:[1一半]${PERIOD}|[一半]月|(?<!.)[年季月周])(?=(?:不少于|不低于|至少|≥|>=)?(?:\\d{1,3}|[一二两三四五六七八九十]{1,2})(?:[-~至]\\d{1,3})?${TIMES})|` +
    `(?:\\d{1,2}|[两二三四五六])${PERIOD}(?=[1一]${TIMES}))`,
  'y',
)

/** 一年两次, 半年1次, 月1次 count like 每…. */
function readEvery(text: string, at: number, table: UnitTable): Denominators | null {
  if (!EVERY_STARTS.has(text[at]!)) return null
  EVERY.lastIndex = at
  const period = EVERY.exec(text)?.[0]
  const per = period === undefined ? null : readDenominators(table, `每${period}`, 0, false)
  return per?.end === (period?.length ?? 0) + 1 ? { ...per, end: at + period!.length } : null
}

/** The unit as recorded behind this lead: its printed self where 每… makes it a part of a compound. */
export function withEach(unit: UnitRead, { each }: Lead): UnitRead {
  return each ? { ...unit, ...unit.part, divisor: times(unit.divisor, each.divisor) } : unit
}

/** The code and dimension of a figure with this unit behind it and this lead in front. `ratio`: 百分之. */
export function unitOf(unit: UnitRead | null, lead: Lead, ratio: boolean) {
  const own = ratio ? '%' : (unit?.code ?? '')
  const numerator = lead.currency && (own === '' || own === 'CNY') ? lead.currency.code : own
  const code = lead.each ? [numerator || '1', ...lead.each.codes].join('/') : numerator
  const dimension = ratio ? 'ratio' : (lead.currency?.dimension ?? unit?.dimension ?? null)
  return { unit: code, dimension }
}
