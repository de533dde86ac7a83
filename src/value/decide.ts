/** Decides what the items found in a cell make of it: one quantity, one date, or text with mentions. */
import type { Mention, Value } from '../model.ts'
import { type Clean, originalOf } from './clean.ts'
import { farComparison, readSuffix } from './comparator.ts'
import { lastOf, printDay } from './day.ts'
import type { Flag } from './flags.ts'
import type { DateItem, Item, OtherItem, QuantityItem } from './item.ts'
import type { ValueContext } from './surroundings.ts'

/** The cell as scanned. */
export interface Scanned {
  readonly original: string
  readonly cleaned: Clean
  readonly items: readonly Item[]
}

/** A decision, and the item it rests on when the cell is a quantity. */
export interface Decision {
  readonly value: Value
  readonly item: QuantityItem | null
}

const PUNCTUATION = /[\s,;。、:()"'[\]《》!?…*★☆·~\-.|/]/g
/** Words before a count that make 一部, 两次 a count and no part of a name. */
const VERB =
  /(?:完成|开展|举办|召开|建设|建成|新增|新建|培训|发放|组织|印发|出台|制定|购置|采购|安装|修建|改造|创建|打造|编制|制作|维修|开设|举行|设立|引进|培育|发布|拍摄|承办|参加|提供|撰写|发表|申报|获得|验收|检查|补助|资助|慰问|巡查|检测)$/
/** Letters of words; any other sign next to a number (±, ↑, +, %) may change it. */
const WORDS_ONLY = /^[\p{L}\p{Nl}\p{Nd}]*$/u
const DENIED = /(?:无|没有?|杜绝|避免|防止|不少|不再|(?:不|未|没有?)能?(?:发生|出现|存在|完成|实现|满足)?|无法|难以)$/
/** Words around a date that only say that something is done by then. */
const DONE =
  /全面|全部|按时|完毕|办结|报送|提交|上报|建成|发布|出台|印发|投产|启用|移交|结算|决算|付清|兑付|兑现|落实|实现|开展|制定|编制|举办|召开|按期|如期|完成|竣工|开工|完工|投入使用|使用|到位|交付|结束|启动|实施|执行|验收|通过|支付|发放|拨付|项目|工程|任务|工作|建设|施工|主体|预计|计划|力争|确保|截止|截至|为止|期间|全年|时间|合格|上线|运行|下达|签订|采购|目标|进度|各项|所有|[拟于在自从并前均已止的年]/g

/** Decides. The `raw` of the value is the scanned original. */
export function decide(scanned: Scanned, context: ValueContext): Decision {
  const { items } = scanned
  const first = items[0]
  // Nearly all cells: one quantity and nothing else.
  if (
    items.length === 1 &&
    first?.kind === 'quantity' &&
    first.start === 0 &&
    first.end === scanned.cleaned.text.length
  )
    return { value: quantityValue(scanned, first, []), item: first }
  const ends = new Set(items.filter((item) => item.kind === 'quantity').map((item) => item.end))
  const quantities = distinct(
    items
      .filter((item) => item.kind === 'quantity')
      .filter((item) => isFirm(scanned, item) && !isSyllable(scanned, item, ends)),
  )
  const weak = items.filter(
    (item) => item.kind === 'quantity' && !isFirm(scanned, item) && !isSyllable(scanned, item, ends),
  ) as QuantityItem[]
  const dates = items.filter((item) => item.kind === 'date')
  const unreadable = items.find((item) => item.kind === 'unreadable') as OtherItem | undefined
  const text = (flag: Flag | null) => ({
    value: qualitative(scanned, quantities, flag === null ? [] : [flag]),
    item: null,
  })
  if (unreadable) return text(unreadable.flag)
  if (quantities.length + dates.length + weak.length === 0)
    return text(items.some((item) => item.kind === 'name' && item.flag !== null) ? 'named-number' : null)
  const rest = restOf(scanned)
  const only = quantities[0] ?? weak[0]
  if (only && quantities.length + weak.length === 1) {
    if (dates.length === 0) return single(scanned, only, rest)
    const period = dates.length === 1 && isYearOnly(dates[0]!) && dates[0]!.end <= only.start
    if (period && quantities.length === 1 && !isBare(only)) {
      const decided = single(scanned, only, rest)
      return decided.item ? withFlag(decided, 'period-stated') : decided
    }
  }
  if (dates.length === 1 && quantities.length + weak.length === 0)
    return { value: dated(scanned, dates[0]!, rest, context), item: null }
  return text('several-values')
}

/** A counter with one Chinese digit counts only with a verb before it or as the whole cell. */
function isFirm({ cleaned }: Scanned, item: QuantityItem): boolean {
  return !item.weak || VERB.test(cleaned.text.slice(Math.max(0, item.start - 4), item.start))
}

/** A Chinese digit without a unit inside a longer text is a syllable of a word (四川, 陆地, 统一); behind a quantity it is not. */
function isSyllable({ cleaned, items }: Scanned, item: QuantityItem, ends: ReadonlySet<number>): boolean {
  const [start, end] = item.digits
  const lone = items.length === 1 && end === cleaned.text.length
  const beside = /[\u4e00-\u9fff]/.test((cleaned.text[start - 1] ?? '') + (cleaned.text[end] ?? ''))
  const word = end - start === 1 && item.end === end && beside && !/\d/.test(cleaned.text[start]!)
  return word && isBare(item) && !lone && !ends.has(item.start)
}

function distinct(items: readonly QuantityItem[]): readonly QuantityItem[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    // 1|1|1 are three numbers, 90%、90% is one rate printed twice.
    if (item.unit === '' && !item.explicit) return true
    const key = [item.comparator, item.value, item.low, item.high, item.unit, item.direction].join('|')
    return !seen.has(key) && seen.add(key)
  })
}

/** The text outside of all items, without punctuation. */
function restOf({ cleaned, items }: Scanned): string {
  let rest = ''
  let at = 0
  for (const item of items) {
    rest += cleaned.text.slice(at, item.start)
    if (item.kind === 'name') rest += cleaned.text.slice(item.start, item.end).replace(/\d/g, '')
    at = item.end
  }
  return (rest + cleaned.text.slice(at)).replace(PUNCTUATION, '')
}

function single(scanned: Scanned, item: QuantityItem, rest: string): Decision {
  const { text } = scanned.cleaned
  const before = text.slice(Math.max(0, item.start - 40), item.start)
  const after = text.slice(item.end, item.end + 12)
  const compared = rest === '' || item.explicit ? item : withFarComparison(item, before, after)
  const why = refusal(scanned, item, { rest, before, after }) ?? (compared ? null : 'comparator-apart')
  if (why !== null) return { value: qualitative(scanned, [item], [why]), item: null }
  return { value: quantityValue(scanned, compared!, rest === '' ? [] : ['from-text']), item: compared }
}

/** Why the one quantity of a text is not the value of the cell; null when it is. */
function refusal(
  scanned: Scanned,
  item: QuantityItem,
  { rest, before, after }: Readonly<Record<'rest' | 'before' | 'after', string>>,
): Flag | null {
  const { text } = scanned.cleaned
  // (5.2) may be bookkeeping for -5.2.
  if (item.unit === '' && !item.explicit && /^\([^()]*\)$/.test(text)) return 'bracketed-number'
  // 3- lost its other end, 》95% may be a mistyped >.
  if (/^[·*×^~-]/.test(after) || /[~-]$/.test(before)) return 'unread-sign'
  if (
    /[〈〉《》]$/.test(before) &&
    !(/[《〈]$/.test(before) && /^[》〉]/.test(after)) &&
    !/[《〈][^《〈]*[》〉]$/.test(before)
  )
    return 'comparator-apart'
  if (/^[≥≤><=]/.test(after)) return 'comparator-apart'
  if (/^\(不含(?:本数)?\)/.test(after)) return 'comparator-conflict'
  if (/^[/每]/.test(after) || /每|[人户亩日月年村]均/.test(rest)) return 'unread-per'
  if (rest === '') return null
  if ((item.weak && !isFirm(scanned, item)) || after.startsWith('半')) return 'text-around'
  if (DENIED.test(before)) return 'negated'
  if (/[≥≤><=]/.test(rest.replace(/^.*[≥≤]/, ''))) return 'comparator-apart'
  if (!WORDS_ONLY.test(rest.replace(/[≥≤]/g, ''))) return 'unread-sign'
  const counted = /[\u4e00-\u9fff]/.test(text.slice(item.digits[1], item.end))
  const reached = item.reached && after === '' && /[\d零]/.test(item.written.value)
  if (isBare(item) && !counted && !reached) return 'text-around'
  const lasting = item.dimension === 'time' && !item.explicit
  return lasting && /^[\u4e00-\u9fff]/.test(after) && !/^(?:完成|办结|到位)/.test(after) ? 'text-around' : null
}

/** 不低于上年的95%, 5个项目以上: a comparison with words between; null when it may mean something else. */
function withFarComparison(item: QuantityItem, before: string, after: string): QuantityItem | null {
  const clause = before.slice(Math.max(...[',', ';', '。', '、', ':'].map((mark) => before.lastIndexOf(mark))) + 1)
  const far = farComparison(clause)
  const word = /^[\u4e00-\u9fff]{1,8}?(?<!级)(以上|以下|以内|左右)(?=$|[,;。、)])/.exec(after)?.[1]
  const tail = word === undefined ? null : readSuffix(word, 0)!.comparison
  if (far === null && tail === null) return item
  if (far === 'unsure' || item.value === undefined || (far !== null && tail !== null && far !== tail)) return null
  return { ...item, comparator: (far ?? tail) as QuantityItem['comparator'], explicit: true }
}

/** A number with neither unit nor comparison nor 万. */
function isBare(item: QuantityItem): boolean {
  return item.unit === '' && !item.explicit && !item.bareMagnitude
}

function isYearOnly(item: DateItem): boolean {
  return (
    item.read.to === null && item.read.comparator === 'eq' && item.read.from.month === null && item.read.bad === null
  )
}

function withFlag(decision: Decision, flag: Flag | ''): Decision {
  return { ...decision, value: { ...decision.value, flags: [...decision.value.flags, flag] } }
}

/** A text that is no single value; what it counts goes to `mentions`. */
export function qualitative(scanned: Scanned, mentions: readonly QuantityItem[], flags: readonly Flag[]): Value {
  const malformed = scanned.items.filter(
    (item) => item.kind === 'unreadable' && item.flag === 'malformed-unit',
  ) as OtherItem[]
  const told = mentions.filter((item) => item.unit !== '' || item.explicit || /\d/.test(item.written.value))
  const found = [
    ...told.map((item) => mentionOf(scanned, item)),
    ...malformed.map((item) => malformedMention(scanned, item)),
  ]
  const base = { raw: scanned.original, kind: 'qualitative' as const, inferred: [], flags, doubts: [] }
  return found.length === 0 ? base : { ...base, mentions: found }
}

function malformedMention({ original, cleaned }: Scanned, item: OtherItem): Mention {
  return {
    raw: originalOf(original, cleaned, item.start, item.end),
    comparator: 'eq',
    unit: '',
    flags: ['malformed-unit'],
  }
}

/** All quantities of a scanned text. */
export function mentionsOf(scanned: Scanned): readonly Mention[] {
  const mentions: Mention[] = []
  for (const item of scanned.items) {
    if (item.kind === 'unreadable' && item.flag === 'malformed-unit') mentions.push(malformedMention(scanned, item))
    if (item.kind !== 'quantity' || !isFirm(scanned, item)) continue
    if (item.unit !== '' || item.bareMagnitude || item.explicit) mentions.push(mentionOf(scanned, item))
  }
  return mentions
}

function mentionOf({ original, cleaned }: Scanned, item: QuantityItem): Mention {
  const { comparator, value, low, high, unit, flags } = item
  return {
    raw: originalOf(original, cleaned, item.start, item.end),
    comparator,
    ...(value === undefined ? {} : { value }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    unit,
    flags,
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The Value of a quantity item; its optional keys are there only where they say something. */
function quantityValue({ original }: Scanned, item: QuantityItem, added: readonly Flag[]): Value {
  const { comparator, value, low, high, lowOpen, highOpen, unit, direction, written, doubts } = item
  const flags = added.length === 0 ? item.flags : [...new Set([...item.flags, ...added])]
  const read = { raw: original, kind: 'quantity', comparator } as Mutable<Value>
  if (value !== undefined) read.value = value
  if (low !== undefined) read.low = low
  if (high !== undefined) read.high = high
  if (lowOpen) read.lowOpen = lowOpen
  if (highOpen) read.highOpen = highOpen
  read.unit = unit
  read.written = written
  if (direction !== null) read.direction = direction
  read.inferred = []
  read.flags = flags
  read.doubts = doubts
  return read
}

function dated(scanned: Scanned, item: DateItem, rest: string, context: ValueContext): Value {
  const { read } = item
  if (read.bad !== null) return qualitative(scanned, [], [read.bad])
  if (rest.replace(DONE, '') !== '' || (isYearOnly(item) && !/^(?:完成|竣工|全年|建成|开工|投入使用)*$/.test(rest)))
    return qualitative(scanned, [], ['date-in-text'])
  const offset =
    read.yearOffset === 'every' || context.fiscalYear === null ? null : context.fiscalYear + (read.yearOffset ?? 0)
  const inferred = read.from.year === null && offset !== null ? ['year'] : []
  const fill = <T extends { readonly year: number | null }>(day: T): T => ({ ...day, year: day.year ?? offset })
  const flags = [
    ...read.flags,
    ...(read.yearOffset === 'every' ? ['every-year'] : []),
    ...(rest === '' ? [] : ['from-text']),
  ]
  const base = {
    raw: scanned.original,
    kind: 'date' as const,
    comparator: read.comparator,
    inferred,
    flags,
    doubts: [],
  }
  if (read.to === null) return { ...base, date: printDay(fill(endOfMonth(read.from, offset))) }
  const last = offset !== null && read.wraps ? offset + 1 : offset
  const to = endOfMonth(read.to, last)
  return { ...base, from: printDay(fill(read.from)), to: printDay({ ...to, year: to.year ?? last }) }
}

/** The end of a February whose year becomes known. */
function endOfMonth(day: DateItem['read']['from'], year: number | null): DateItem['read']['from'] {
  const last = day.year === null && year !== null && day.month === 2 && day.day === 28
  return last ? { ...lastOf({ year, month: 2, day: null }), year: null } : day
}
