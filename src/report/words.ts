/** The words of the reports in both languages: what a record's keys and codes are called by people. */
import type { Style } from './style.ts'

const WORDS = {
  filing: ['filing', '份填报表'],
  filings: ['filings', '份填报表'],
  none: ['no filing in this file', '此文件中没有填报表'],
  form: ['form', '表样'],
  title: ['title', '表名'],
  fiscalYear: ['year', '年度'],
  departmentCode: ['department code', '部门代码'],
  agencyCode: ['agency code', '单位代码'],
  amountUnit: ['unit of amounts', '金额单位'],
  totalWeight: ['total weight', '总分值'],
  totalScore: ['total score', '总得分'],
  status: ['status', '读取状态'],
  level1Label: ['level 1', '一级指标'],
  level2Label: ['level 2', '二级指标'],
  level3: ['level 3', '三级指标'],
  text: ['text', '内容'],
  severity: ['severity', '级别'],
  'message.en': ['message', '说明'],
  'message.zh': ['message', '说明'],
  department: ['department', '部门名称'],
  agency: ['agency', '填报单位'],
  projectName: ['project', '项目名称'],
  projectCode: ['project code', '项目代码'],
  projectPeriod: ['period', '起止时间'],
  asOf: ['as of', '截至'],
  duties: ['duties', '职能职责'],
  division: ['division', '行政区划'],
  uscc: ['credit code', '统一社会信用代码'],
  preparedBy: ['prepared by', '填表人'],
  phone: ['phone', '电话'],
  filedOn: ['filed on', '填报日期'],
  head: ['head', '负责人'],
  funds: ['funds', '资金'],
  amount: ['amount', '金额'],
  initialBudget: ['initial budget', '年初预算'],
  adjustment: ['adjustment', '调整'],
  adjustedBudget: ['full-year budget', '全年预算'],
  executed: ['executed', '执行数'],
  executionRate: ['rate %', '执行率%'],
  weight: ['weight', '分值'],
  score: ['score', '得分'],
  reason: ['reason', '原因'],
  goals: ['goals', '总体目标'],
  expected: ['expected', '预期'],
  actual: ['actual', '实际'],
  indicators: ['indicators', '绩效指标'],
  target: ['target', '指标值'],
  deviation: ['deviation', '偏差原因'],
  measures: ['measures', '基础数据'],
  fields: ['other fields', '其他栏目'],
  total: ['total', '总分'],
  grade: ['grade', '等级'],
  unread: ['unread', '未读内容'],
  findings: ['findings', '检查结果'],
  annual: ['annual', '年度'],
  'multi-year': ['multi-year', '中期'],
  label: ['label', '标签'],
  value: ['value', '值'],
  ignored: ['ignored', '略去'],
  characters: ['characters', '字符'],
  decisions: ['decisions', '判定'],
  outside: ['in no filing', '不属于任何填报表'],
  nothingUnread: ['nothing unread', '没有未读内容'],
  headPart: ['head', '表头'],
  nothingDiffers: ['nothing differs', '没有差异'],
  unchanged: ['records are the same', '条记录相同'],
  sameReading: ['(the same value)', '（数值相同）'],
  explainTitle: ['What was read', '读取说明'],
  toFile: ['To the file as printed', '跳到原表'],
  file: ['The file as printed', '原表'],
  table: ['table', '表'],
  hidden: ['(hidden)', '（隐藏）'],
  covered: ['under the merge:', '被合并遮盖：'],
  nested: ['inside this cell', '嵌套于此单元格'],
} as const satisfies Record<string, readonly [string, string]>

/** A key of the word list. */
export type Word = keyof typeof WORDS

/** True for what the word list knows. */
export function hasWord(key: string): key is Word {
  return Object.hasOwn(WORDS, key)
}

/** A word in the style's language. */
export function word(key: Word, { lang }: Pick<Style, 'lang'>): string {
  return WORDS[key][lang === 'en' ? 0 : 1]
}

/** `2 filings`, `1 filing`, or that there is none. */
export function countFilings(count: number, style: Pick<Style, 'lang'>): string {
  return count === 0 ? word('none', style) : `${count} ${word(count === 1 ? 'filing' : 'filings', style)}`
}
