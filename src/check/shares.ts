/** Percentages that are parts of a whole, and so lie between 0 and 100. */
import type { Indicator, Value } from '../model.ts'
import { compare } from '../value/index.ts'
import { normalize } from './normal.ts'

/** Rates that may pass 100%: growth, returns, completion beyond the plan, ratios of two different things. */
const UNBOUNDED =
  /增长|增幅|增速|增加|提高|提升|下降|降低|减少|上升|收益|回报|利润|负债|增值|保值|完成率|完成比|执行率|利用率|使用率|周转|倍|贡献|杠杆|偿|环比|同比|变化|变动|超额|产出比|投入产出|床位|拨付|收缴|征收|达产|产能|比率|流动比|速动比|放大|撬动|去化|入库率|中签|自给|到位率|支出率|支付率|抚养|出勤|上座|周转率|编制|控制率|毛入|参保|出栏|配备|配套|保障率|满足率|供应率/

/** True for 合格率, 覆盖率, 满意度 and their like: the share of a whole, which cannot pass 100%. */
export function isShareOfWhole({ level3 }: Pick<Indicator, 'level3'>): boolean {
  const name = normalize(level3)
    .replace(/\([^()]*\)/g, '')
    .replace(/[≥≤><=*]+.*$/, '')
  return /(?:率|满意度|占比|比例)$/.test(name) && !UNBOUNDED.test(name)
}

/** True for a percentage below 0 or above 100. */
export function outsideOfShare({ kind, unit, value, low, high, direction }: Value): boolean {
  if (kind !== 'quantity' || unit !== '%' || direction !== undefined) return false
  return [value, low, high].some((one) => one !== undefined && (compare(one, '0') < 0 || compare(one, '100') > 0))
}
