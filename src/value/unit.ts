/**
 * The units of `schema/units.json`, compiled for look-ups by longest spelling.
 *
 * A unit of factor 1 is a base unit: values stay in it. A unit with another decimal factor is converted to the
 * base unit of its dimension (公里 → `m`) when it stands alone, and keeps its own code inside a compound (`CNY/km`),
 * unless its code is the base's own (角 is 0.1 of `CNY`). A unit with a fraction (亩 = 2000/3 m2) is never converted.
 */
import type { Unit } from '../model.ts'
import { clean } from './clean.ts'

interface Entry {
  readonly spelling: string
  /** Ends in a letter, so that no other letter may follow. */
  readonly latin: boolean
  readonly unit: Unit
}

/** Compiled units. Make one with {@link compileUnits} and share it: nothing in it changes. */
export interface UnitTable {
  readonly byFirst: ReadonlyMap<string, readonly Entry[]>
  readonly byCode: ReadonlyMap<string, Unit>
  /** The base unit of each dimension. */
  readonly bases: ReadonlyMap<string, Unit>
  /** First characters of the spellings of money, which may stand before a number. */
  readonly money: ReadonlySet<string>
}

/** A unit found in a text, with the offset after it. */
export interface UnitMatch {
  readonly unit: Unit
  readonly end: number
}

/** Words that begin like a unit and are none: 3部门, 5年级, 2成员. The unit before them is not read. */
const NOT_UNITS: ReadonlyMap<string, readonly string[]> = byFirstChar(
  (
    '生产 生活 生态 生育 生猪 生物 生源 生命 生长 生成 生日 生鲜 生效 生姜 生化 里亚尔 封顶 起步 年代 成品 成套 部门 部分 次性 次要 次年 期末 期初 年限 年均 年级 年龄 年轻 年报 年鉴 天然 天井 天气 日常 日报 日照 日期 时间 时效 时段 时期 时限 时代 分析 分类 分部 分校 ' +
    '分布 分局 分支 分公司 分行 分项 分管 成员 成果 成功 成立 成本 成效 成绩 成熟 人民 人工 人才 人大 人均 人防 人为 家庭 家长 ' +
    '家校 处理 处置 条例 条件 项目标 台账 台风 台阶 座谈 起点 起源 所有 所需 场所 场地 场馆 方面 方案 方式 方法 方向 方便 方针 ' +
    '块链 毛利 毛坯 毛重 毛病 毛巾 口径 口岸 口头 面积 面向 面上 门槛 位于 位置 名称 名录 名单 期间 期限 期望 级别 米面 把握 把关 道路 道德 段落 首先 ' +
    '集中 集体 集团 班子 团队 团结 周边 周期 周转 月度 月底 元素 元旦 季节 对应 对象 对外 对接 对策 副县 副局 组织 组成 组建 队伍 ' +
    '县级 省级 市级 乡级 镇级 村级 院士 校企 校园 店铺 厂房 车间 船舶 园区 站位 村干部 乡村 县域 平均 平方根 里程 升级 升高 升学'
  ).split(' '),
)

function byFirstChar(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const word of words) map.set(word[0]!, [...(map.get(word[0]!) ?? []), word])
  return map
}

const LATIN = /[A-Za-zµμ]/

/** Latin spellings in another case (KM, Kg, H), where no other unit is meant: never m ↔ M, never a single letter. */
function otherCases(spelling: string): readonly string[] {
  if (!/^[A-LN-Za-ln-z][A-Za-z]+$/.test(spelling)) return []
  return [spelling.toLowerCase(), spelling.toUpperCase(), spelling[0]!.toUpperCase() + spelling.slice(1).toLowerCase()]
}

/**
 * Compiles units. Of two lines with the same spelling the first one counts: a user's units stand before the built-in
 * ones. The base of a dimension is its last unit of factor 1, which the built-in units keep.
 */
export function compileUnits(units: readonly Unit[]): UnitTable {
  const spellings = new Map<string, Unit>()
  const byCode = new Map<string, Unit>()
  const bases = new Map<string, Unit>()
  for (const unit of units) {
    for (const spelling of unit.spellings.flatMap((one) => [one, clean(one).text]))
      if (!spellings.has(spelling)) spellings.set(spelling, unit)
    const known = byCode.get(unit.code)
    if (known === undefined || (known.factor !== '1' && unit.factor === '1')) byCode.set(unit.code, unit)
    if (unit.factor === '1') bases.set(unit.dimension, unit)
  }
  for (const [spelling, unit] of [...spellings])
    for (const other of otherCases(spelling)) if (!spellings.has(other)) spellings.set(other, unit)
  const byFirst = new Map<string, Entry[]>()
  for (const [spelling, unit] of spellings) {
    const entry = { spelling, latin: LATIN.test(spelling.at(-1)!), unit }
    const bucket = byFirst.get(spelling[0]!)
    if (bucket) bucket.push(entry)
    else byFirst.set(spelling[0]!, [entry])
  }
  for (const bucket of byFirst.values()) bucket.sort((a, b) => b.spelling.length - a.spelling.length)
  const money = new Set(
    units.filter((unit) => unit.dimension === 'money').flatMap((unit) => unit.spellings.map((one) => one[0]!)),
  )
  return { byFirst, byCode, bases, money }
}

/** The unit with the longest spelling at `at`, or null; no Latin unit ends inside a word, and 3部门 holds no unit. */
export function matchUnit(table: UnitTable, text: string, at: number): UnitMatch | null {
  const bucket = table.byFirst.get(text[at] ?? '')
  if (!bucket) return null
  for (const { spelling, latin, unit } of bucket) {
    if (spelling.length > 1 && !text.startsWith(spelling, at)) continue
    const end = at + spelling.length
    if (latin) {
      if (LATIN.test(text[end] ?? '')) continue
    } else if (startsOtherWord(text, at, spelling.length)) continue
    return { unit, end }
  }
  return null
}

function startsOtherWord(text: string, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) {
    const words = NOT_UNITS.get(text[i]!)
    if (words === undefined) continue
    for (const word of words) if (i + word.length > at + length && text.startsWith(word, i)) return true
  }
  return false
}

/** How a unit standing alone is recorded: the code of its base unit and the factor to it. */
export function baseOf(table: UnitTable, unit: Unit): { readonly code: string; readonly factor: string } {
  const base = ownBase(table, unit) ?? table.bases.get(unit.dimension)
  if (unit.factor === '1' || unit.factor.includes('/') || !base) return { code: unit.code, factor: '1' }
  return { code: base.code, factor: unit.factor }
}

/** How a unit inside a compound is recorded: its own code, and a factor only where that code is its base's. */
export function partOf(table: UnitTable, unit: Unit): { readonly code: string; readonly factor: string } {
  return { code: unit.code, factor: ownBase(table, unit) ? unit.factor : '1' }
}

/** 角 is written as a fraction of 元 with the code of 元. */
function ownBase(table: UnitTable, unit: Unit): Unit | undefined {
  const base = table.byCode.get(unit.code)
  return base?.factor === '1' ? base : undefined
}

/** The dimension of a recorded unit (`money`, `ratio`, `count` …), of its first part if compound; null if unknown. */
export function dimensionOf(table: UnitTable, code: string): string | null {
  const unit = table.byCode.get(code) ?? table.byCode.get(code.split('/')[0]!)
  return unit?.dimension ?? null
}
