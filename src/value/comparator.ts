/**
 * Words and signs around a number that compare: ≥, 不低于, 以上, 左右. 以上 以下 以内 include the number, 超过 不满
 * 低于 exclude it (民法典 §1259).
 */
import type { Comparator } from '../model.ts'

/** A comparison as printed; `below` is 近 (a little less than), `reach` is 达到 or 为, which any other word overrules. */
export type Comparison = Exclude<Comparator, 'between'> | 'below' | 'reach'

/** What stands before a number: the comparisons, the way a change goes, and where the number begins. */
export interface Prefix {
  readonly end: number
  readonly comparisons: readonly Comparison[]
  readonly direction: 'up' | 'down' | null
}

type Lexicon<T> = ReadonlyMap<string, readonly (readonly [string, T])[]>

function lexicon<T extends string>(words: Readonly<Record<T, string>>): Lexicon<T> {
  const map = new Map<string, (readonly [string, T])[]>()
  for (const [meaning, list] of Object.entries(words) as [T, string][])
    for (const word of list.split(' ')) map.set(word[0]!, [...(map.get(word[0]!) ?? []), [word, meaning] as const])
  for (const entries of map.values()) entries.sort((a, b) => b[0].length - a[0].length)
  return map
}

function look<T>(words: Lexicon<T>, text: string, at: number): readonly [string, T] | null {
  const entries = words.get(text[at] ?? '')
  if (entries !== undefined) for (const entry of entries) if (text.startsWith(entry[0], at)) return entry
  return null
}

const BEFORE: Lexicon<Comparison> = lexicon({
  ge:
    '≥ >= => ≥= ≮ 不下 至少 最少 最低 起码 下限 大于等于 大于或等于 大于或者等于 高于等于 高于或等于 多于等于 多于或等于 超过或等于 ' +
    '达到或超过 达到或高于 等于或大于 等于或高于 保底',
  gt: '> 超过 超出 大于 多于 高于 突破 超 逾 晚于',
  le:
    '≤ <= =< ≤= ≯ 至多 最多 最高 最长 最晚 最迟 上限 小于等于 小于或等于 小于或者等于 低于等于 低于或等于 少于等于 少于或等于 等于或小于 ' +
    '等于或低于 控制在 控制到 限于 截至 截止到 截止至 截止',
  lt: '< 小于 低于 少于 不足 不满 不到 不达 未满 未到 未达 未达到 未能达到 没达到 没有达到 达不到 短于 早于',
  approx: '大约为 大约 约为 约 大概 ≈ ~ 大致',
  below: '接近 将近 近',
  eq: '= 等于 正好 恰好 ==',
  reach: '达到了 达到 达 为 是 共计 共 预计 计 合计 总计 累计 实现 到 至 均',
})

/** A denied comparison: 不超过, 未突破, 不得晚于 are upper bounds, 不低于, 不能少于 lower ones. */
const DENIED =
  '(?:并?未|没有?|不(?:得|能|应当?|可以?|宜|会|许|准|允许|再)?)(?:能|曾)?(?:(超过|超出|超|大于|高于|多于|突破|长于|晚于|迟于)|(?:低于|少于|小于|短于|下于|差于|亚于|早于))(?:等于)?'
const DENIED_HERE = new RegExp(DENIED, 'y')

function readDenied(text: string, at: number): readonly [string, Comparison] | null {
  if (!/[不未没并]/.test(text[at] ?? '')) return null
  DENIED_HERE.lastIndex = at
  const match = DENIED_HERE.exec(text)
  return match && [match[0], match[1] === undefined ? 'ge' : 'le']
}

const AFTER: Lexicon<Comparison> = lexicon({
  ge: '及以上 或以上 (含)以上 (包含)以上 含以上 以上(含) 以上 之上 及更高 (含)及以上 (含本数)以上 封底 起步 或更多 以上(含本数)',
  gt: '(不含)以上 以上(不含) 以上(不含本数)',
  le: '及以下 或以下 (含)以下 (含)以内 及以内 含以下 以下(含) 以内(含) 以下 以内 之内 之下 内 封顶 为限 (含)及以下 以内(含本数)',
  lt: '(不含)以下 以下(不含) 以内(不含)',
  approx: '左右 上下',
  eq: '(含)',
})

const DIRECTION: Lexicon<'up' | 'down'> = lexicon({
  up: '提高 提升 增长 增加 上升 上涨 扩大 增收 递增 增幅 涨幅',
  down: '下降 降低 减少 缩减 缩短 压减 下跌 削减 降幅 递减 压缩 降',
})

/** The first characters of all that {@link readPrefix} knows. */
export const PREFIX_STARTS: readonly string[] = [...BEFORE.keys(), ...DIRECTION.keys()]

/** 内 begins 内部, 前 begins 前期: no comparison then. */
const NOT_INNER = /^内[部容外涵控存审需地陆河科]/
/** 节约, 签约, 附近, 最近, 不超: the last character of another word is no comparison. */
const NOT_APPROX = /[节预签合制契公条违解邀履特大相集婉租]/
const NOT_BELOW = /[附最靠邻就远临贴亲]/

/** Reads the comparisons and the direction that stand right before a number; `end` is `at` when there are none. */
export function readPrefix(text: string, at: number): Prefix {
  const comparisons: Comparison[] = []
  let direction: Prefix['direction'] = null
  let end = at
  for (let words = 0; words < 5; words++) {
    const turn: readonly [string, 'up' | 'down'] | null = direction === null ? look(DIRECTION, text, end) : null
    if (turn) {
      direction = turn[1]
      end += turn[0].length
      if (text[end] === '了') end++
      // 提高到95% names the level, not the change.
      if (text[end] === '到' || text[end] === '至') direction = null
      continue
    }
    const word = readDenied(text, end) ?? look(BEFORE, text, end)
    if (!word || isOtherWord(text, end, word[0])) break
    comparisons.push(word[1])
    end += word[0].length
    if (text[end] === ':') end++
  }
  return { end, comparisons, direction }
}

function isOtherWord(text: string, at: number, word: string): boolean {
  const before = text[at - 1] ?? ''
  if (word === '约') return NOT_APPROX.test(before)
  if (word === '近') return NOT_BELOW.test(before)
  return false
}

/** Reads the comparison right after a quantity: 以上, (含)以上, 左右; null when there is none. */
export function readSuffix(text: string, at: number): { readonly end: number; readonly comparison: Comparison } | null {
  const found = look(AFTER, text, at)
  if (!found) return null
  if (found[0] === '内' && NOT_INNER.test(text.slice(at, at + 2))) return null
  const end = at + found[0].length
  return { end, comparison: found[1] }
}

/** One comparison out of several (达到…以上 → `ge`); null when they contradict each other (≤…以上). */
export function combine(comparisons: readonly Comparison[]): Exclude<Comparison, 'reach'> | null {
  const telling = comparisons.filter((one) => one !== 'reach' && one !== 'eq')
  const bounds = telling.filter((one) => one !== 'approx' && one !== 'below')
  if (telling.length === 0) return 'eq'
  if (bounds.length === 0) return telling[0] as Exclude<Comparison, 'reach'>
  const lower = bounds.some((one) => one === 'ge' || one === 'gt')
  const upper = bounds.some((one) => one === 'le' || one === 'lt')
  if (lower && upper) return null
  // 超过90%以上: the wider of the two claims is the one that both words support.
  if (lower) return bounds.includes('ge') ? 'ge' : 'gt'
  return bounds.includes('le') ? 'le' : 'lt'
}

/** Comparing words that keep their meaning when other words stand between them and the number: 不低于上年的95%. */
const FAR = new RegExp(`(至少|最少|≥|>=)|(至多|最多|≤|<=|控制在)|${DENIED}`)
/** Comparing words that may mean a difference then (高于上年5%). */
const UNSURE = /超过|超出|大于|高于|多于|低于|小于|少于|突破|不足|不满|不到|>|</

/** The comparison in the text between the start of a clause and its number: null none, `unsure` one that may not be it. */
export function farComparison(clause: string): 'ge' | 'le' | 'unsure' | null {
  const far = FAR.exec(clause)
  if (far) return far[2] === undefined && far[3] === undefined ? 'ge' : 'le'
  return UNSURE.test(clause) ? 'unsure' : null
}
