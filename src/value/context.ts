/** What is known about a cell beside its text. */
import type { Stored, Value } from '../model.ts'

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

const TIME = /时间|时点|日期|起止|年月|节点|完工|竣工|开工/
const DURATION = /周期|工期|时限|期限|时长|天数|月数|年限|寿命|耗时|响应/
const MONEY =
  /成本|资金|经费|投资|投入|费用|金额|产值|收入|支出|补助|补贴|造价|预算|税|利润|营收|销售额|贷款|总额|补偿|工资|单价|费$|款$/
const NO_MONEY = /率|比例|占比|满意|数量|人数|次数|个数|户数|人次|件数|面积|覆盖|程度|及时|天数|期限|时间/

/** The cell is about a point in time, so that 2020.12 is a date. */
export function isAboutTime({ indicator, level2 }: ValueContext): boolean {
  const name = indicator ?? ''
  return TIME.test(name) || (level2 === 'timeliness' && !/率|数|时长|小时/.test(name))
}

/** The cell is about a length of time, so that ≤6月 are months. */
export function isAboutDuration({ indicator }: ValueContext): boolean {
  return DURATION.test(indicator ?? '')
}

/** The cell is about money: a cost indicator, or a name that says so. */
export function isAboutMoney({ indicator, level2, partner }: ValueContext): boolean {
  const name = indicator ?? ''
  if (partner?.unit === 'CNY' || partner?.unit?.startsWith('CNY/')) return true
  if (/cost|成本/.test(level2 ?? '')) return !/率|比例|占比/.test(name)
  return MONEY.test(name) && !NO_MONEY.test(name)
}
