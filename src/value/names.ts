/** Digits that name something and count nothing: 第3批, 附件1, 5A级, 3号楼, 〔2020〕88号, 1.培训, 一级A标. */
import { isYear } from './day.ts'
import type { Figure } from './figure.ts'
import { matchUnit, type UnitTable } from './unit.ts'

const NAMED_BEFORE =
  /(?:附件|附表|附录|附图|表|图|编号|代码|文号|序号|热线|电话|版本|型号|第|№|#|(?<![之以底年月日提])前)$/
const NAMED_AFTER =
  /[#№]|号(?!召)|级|类|等奖|等品|版|标段|标|线|楼|年级|[大强甲]|维|期(?:工程|项目|建设)|代|好|化|联动|热线|电话|路(?:公交|车)|星级|\]/y
/** 18/10万: a share, not one of 50/50. */
const PER_COUNT = /^\/10*(?:[十百]?[千万亿])/
/** Things whose absence is counted: 零事故, 0投诉. */
const ABSENT =
  /(?:安全|责任|重大|生产|质量|有效|群体性|涉稳|重复|越级|进京){0,3}(?:事故|投诉|差错|上访|死亡|伤亡|案件|违规|违纪|违法|失误|缺陷|感染|泄漏|泄露|延误|故障|火灾|新增|发生|报告|信访|舆情|遗漏|误差|拖欠|举报|排放|增长|损失|伤害|污染|隐患|报警|中断|失信|积压|浪费|超标|病例|增量|库存)(?:率|数|次数|事件)?/y

/** True when the word right before makes the digits at `at` a name (附件1, 第3批, A4). */
export function isOtherWordBefore(text: string, at: number): boolean {
  if (at === 0) return false
  // 〔2020〕88号, but 【95%】.
  if (text[at - 1] === '[') return /^[\d-]{1,9}\]/.test(text.slice(at, at + 10))
  return /[A-Za-z]/.test(text[at - 1]!) || NAMED_BEFORE.test(text.slice(Math.max(0, at - 2), at))
}

/** Words with a numeral that count nothing. */
const IDIOM =
  /一次(?:性|通过|验收|合格|成活|办)|一(?:体化|站式|张网|件事|网通办|卡通|条龙|把手|刀切|户一|人一|村一|企一|对一|带一路|窗|门式|线|流|般|致|并|律|直|些|定|步|心|样|旦|方面|系列|揽子|票否决)|两(?:会|型|山|新|癌|病|不愁|学一做|个维护|个责任|优一|重|手抓|岸|侧|率)|双(?:一流|创|减|随机|百|碳|增|语)|三(?:公|农|重一大|支一扶|保|品一标|区|废|防|边|会一课|严三实|同时|包一|轮车|甲|位一体|级)|四(?:好|风|史|个意识|项制度|下基层|不两直)|五(?:好|保|险|级书记|位一体|年规划|型)|六(?:稳|保|一|大)|七(?:一|夕)|八(?:一|项规定)|九(?:三|年一贯)|十(?:三五|四五|五五|二五|大|强|佳|周岁)|二十大|百(?:强|千万|佳|日)|千(?:万工程|方百计)|万一/y

const IDIOM_STARTS = new Set('一两双三四五六七八九十二百千万')

/**
 * The end of an idiom at `at` (一次通过率, 三公经费, 十四五): its numeral, which ends at `numeralEnd`, is no number. Null
 * elsewhere, and where a longer unit follows (三公里).
 */
export function idiomEnd(text: string, at: number, numeralEnd: number, table: UnitTable): number | null {
  if (!IDIOM_STARTS.has(text[at] ?? '')) return null
  IDIOM.lastIndex = at
  if (!IDIOM.test(text)) return null
  const end = IDIOM.lastIndex
  return (matchUnit(table, text, numeralEnd)?.end ?? 0) > end ? null : end
}

/** Where the name ends that the figure belongs to; null when it is a number. `compared`: a comparison stands before it. */
export function nameEnd(
  text: string,
  start: number,
  figure: Figure,
  compared: boolean,
  table: UnitTable,
): number | null {
  const { end } = figure
  if (end === text.length) return !compared && isOtherWordBefore(text, start) ? end : null
  const next = text[end]!
  // 3点15分 is a time of day, 0371-65001234 a telephone.
  if (next === '分' && figure.coefficient.includes('点')) return end + 1
  // 22时 is a time of day, ≤24时 a length of time.
  if (next === '时' && !compared && Number(figure.value) <= 24 && matchUnit(table, text, end)?.end === end + 1)
    return end + 1
  if (isYear(Number(figure.coefficient)) && /^(?:[-~至到]\d{4})?(?:学年|财年)/.test(text.slice(end, end + 7)))
    return text.indexOf('年', end) + 1
  if (next === '-' && /^0\d{2,3}$/.test(figure.coefficient) && /^-\d{7}/.test(text.slice(end, end + 8)))
    return skip(text, end)
  if (/[:∶/]/.test(next) && /\d/.test(text[end + 1] ?? '') && !PER_COUNT.test(text.slice(end, end + 12)))
    return skip(text, end + 1)
  const unit = matchUnit(table, text, end)
  if (/[A-Za-z]/.test(next) && !unit) return skip(text, end)
  if (!compared && isOtherWordBefore(text, start)) return unit?.end ?? end
  if (isNumbering(text, start, figure)) return end + 1
  if (compared || figure.magnitude !== '' || figure.ratio) return null
  NAMED_AFTER.lastIndex = end
  const named = NAMED_AFTER.exec(text)
  return named && named[0].length >= (unit ? unit.end - end : 0) ? NAMED_AFTER.lastIndex : null
}

/** 1. 1、 (1) 一、 (一) in front of a clause. */
function isNumbering(text: string, start: number, figure: Figure): boolean {
  const short = figure.end - figure.start <= 2 && figure.start === start
  if (!short || figure.end + 1 >= text.length) return false
  const before = text[start - 1] ?? ';'
  const after = text[figure.end]
  if (before === '(')
    return after === ')' && /^$|[;。,:]/.test(text[start - 2] ?? '') && /[\u4e00-\u9fff]/.test(text[figure.end + 1]!)
  return (
    /[;。:)]/.test(before) && /[.、]/.test(after ?? '') && !/[\d一二两三四五六七八九十]/.test(text[figure.end + 1]!)
  )
}

function skip(text: string, at: number): number {
  let end = at
  while (/[0-9A-Za-z.:/-]/.test(text[end] ?? '')) end++
  return end
}

/** The end of the noun in 零事故, 0投诉; null when the figure is not such a zero. */
export function zeroNoun(text: string, figure: Figure): number | null {
  if (figure.coefficient !== '零' && figure.coefficient !== '0') return null
  ABSENT.lastIndex = figure.end
  return ABSENT.test(text) ? ABSENT.lastIndex : null
}
