/** Reads one value cell. */
import type { Mention, Value } from '../model.ts'
import { doubtScan, missingReason, restore } from './cell-state.ts'
import { type Clean, clean } from './clean.ts'
import { parseDay, printDay } from './day.ts'
import { decide, mentionsOf, qualitative } from './decide.ts'
import type { ScanContext } from './quantity.ts'
import { scan } from './scan.ts'
import {
  assume,
  dateOverColumns,
  inferUnit,
  isAboutDuration,
  isAboutTime,
  isQualitativeOperator,
  joinColumns,
  joinOperator,
  type ValueContext,
} from './surroundings.ts'
import type { UnitTable } from './unit.ts'

/**
 * Reads a value cell (指标值, 实际完成值): pure, never throws, linear in the length of the text. `units` come from
 * {@link compileUnits}. Every flag, doubt, `inferred` and `assumed` is explained in `docs/values.md`.
 */
export function parseValue(text: string, context: ValueContext, units: UnitTable): Value {
  const { stored } = context
  const split = text.length < 100 && text.includes('|') ? SPLIT.exec(text) : null
  if (split && (split[1] !== '' || split[3] !== '')) return parseSplit(text, split, context, units)
  const over = dateOverColumns(text, context)
  const date = over === null ? null : parseValue(over, { ...context, operator: null, unit: null, stored: null }, units)
  if (date?.kind === 'date') return date
  const printed = clean(text)
  const metres = isMetres(printed.text, context)
  const cleaned = metres ? { ...printed, text: printed.text.replace('M', 'm') } : printed
  const base = { raw: text, inferred: [], flags: [], doubts: [] }
  if (stored?.type === 'error') return { ...base, kind: 'qualitative', flags: ['cell-error'] }
  const reason = stored?.type === 'number' && stored.value !== null ? null : missingReason(cleaned.text, units)
  if (reason !== null) return { ...base, kind: 'missing', reason }
  if (isQualitativeOperator(context.operator)) return { ...base, kind: 'qualitative' }
  const how: ScanContext = { table: units, aboutTime: isAboutTime(context), aboutDuration: isAboutDuration(context) }
  const items = scan(cleaned.text, how)
  const restored = restore(cleaned.text, items, stored)
  const read = restored ? parseRestored(text, restored, context, how) : parseScanned(text, cleaned, items, context, how)
  if (metres) return { ...read, flags: [...read.flags, 'metres'] }
  return stored?.type === 'date' ? storedDate(read, text, stored.value) : read
}

/** Three columns that a text extractor joined with bars: `≥|90|%`, `定性|优良中差|`. */
const SPLIT = /^\s*([≥≤＞＜><=＝]{0,2}|定性)\s*\|([^|]{1,60})\|\s*([^|]{0,8}?)\s*$/

function parseSplit(text: string, split: RegExpExecArray, context: ValueContext, units: UnitTable): Value {
  const columns = {
    operator: split[1]!,
    unit: split[3] === '' ? null : split[3]!,
    role: 'target' as const,
    stored: null,
  }
  return { ...parseValue(split[2]!, { ...context, ...columns }, units), raw: text }
}

/** 20246-202516 and, where a time is asked for, 20251 and 6.30: a date that lost its 年 and 月. */
function isBrokenDate(text: string, aboutTime: boolean): boolean {
  return aboutTime ? BROKEN_DATE.test(text) : BROKEN_PERIOD.test(text)
}

const BROKEN_DATE = /^(?:\d{5,}(?:-\d{5,})?|(?:0?[1-9]|1[0-2])\.(?:[12]\d|3[01]))$/
const BROKEN_PERIOD = /^(?:19[89]|20[0-5])\d{2,5}-(?:19[89]|20[0-5])\d{2,5}$/

const LENGTH = /长度|宽度|高度|深度|厚度|距离|里程|射程|直径|半径|管径|口径|长$|宽$|高$|深$|程$/

/** 80M of a length is metres: mega by itself would be no unit. */
function isMetres(text: string, { indicator }: ValueContext): boolean {
  return (
    text.endsWith('M') &&
    /^[≥≤><=]{0,2}[\d.,]{1,20}M$/.test(text) &&
    LENGTH.test(clean(indicator ?? '').text.replace(/\([^()]*\)/g, ''))
  )
}

function parseScanned(
  text: string,
  cleaned: Clean,
  items: ReturnType<typeof scan>,
  context: ValueContext,
  how: ScanContext,
): Value {
  const scanned = { original: text, cleaned, items }
  const { value, item } = decide(scanned, context)
  if (item === null) return doubtScan(joinOperator(value, context), cleaned.text, context)
  // 20246-202516 or 20251 under 完成时间 lost its 年 and 月: no number, and no date that could be told.
  if (value.unit === '' && isBrokenDate(cleaned.text, how.aboutTime && !how.aboutDuration))
    return qualitative(scanned, [], ['unreadable-date'])
  const inferred = inferUnit(value, item, context, how.table)
  const joined = joinColumns(inferred, item, context, how.table)
  return doubtScan(assume(joined, item, context, how.table), cleaned.text, context)
}

function parseRestored(
  text: string,
  restored: NonNullable<ReturnType<typeof restore>>,
  context: ValueContext,
  how: ScanContext,
): Value {
  const cleaned = clean(restored.text)
  const value = parseScanned(restored.text, cleaned, scan(cleaned.text, how), { ...context, stored: null }, how)
  const raw = value.raw === restored.text ? text : value.raw.replace(restored.text, text)
  return { ...value, raw, flags: [...value.flags, ...restored.flags], doubts: [...value.doubts, ...restored.doubts] }
}

/** A typed date whose displayed text is no date: the stored one is read. */
function storedDate(read: Value, text: string, iso: string | null): Value {
  const day = parseDay((iso ?? '').slice(0, 10))
  if (read.kind === 'date' || day === null) return read
  return {
    raw: text,
    kind: 'date',
    comparator: 'eq',
    date: printDay(day),
    inferred: [],
    flags: ['display-differs'],
    doubts: [],
  }
}

/** Every quantity of a narrative text that has a unit, a magnitude or a comparison: 352万元, 139户. */
export function findMentions(text: string, units: UnitTable): readonly Mention[] {
  const cleaned = clean(text)
  const items = scan(cleaned.text, { table: units, aboutTime: false, aboutDuration: false })
  return mentionsOf({ original: text, cleaned, items })
}
