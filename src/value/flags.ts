/** Every flag, doubt and reason that a reading may carry, with its meaning. `docs/values.md` has a line for each. */

interface Meaning {
  readonly en: string
  readonly zh: string
}

/** What a flag tells about a reading. Flags inform; a value with flags is still what the cell says. */
export const FLAGS = {
  // A value was read, and this is how.
  'from-text': { en: 'the value stands in a text with other words', zh: '数值取自一段文字' },
  restated: { en: 'a bracket repeats the value', zh: '括号内重复了同一数值' },
  'period-stated': { en: 'a year stands beside the value', zh: '数值旁另写有年份' },
  'next-year': { en: 'the period ends in the following year (10月至次年3月)', zh: '期间止于次年（10月至次年3月）' },
  'every-year': { en: 'the date recurs every year, so no year is filled in', zh: '每年重复的日期，不补年份' },
  'open-before': {
    en: 'a month or year with 前: read as up to its last day',
    zh: '某月前、某年前：读作该月、该年最后一日',
  },
  'two-digit-year': { en: 'the year is printed with two digits', zh: '年份只写了两位' },
  'compact-date': { en: 'the date is printed as bare digits', zh: '日期写成连续数字' },
  'time-of-day': { en: 'a time of day was left out', zh: '略去了时刻' },
  'odd-separator': { en: '。 stands for the decimal point', zh: '小数点写成了句号' },
  'short-numeral': {
    en: '3万5 is 35000: the last digit counts the next lower place',
    zh: '3万5 读作 35000：末位数字按下一位计',
  },
  scientific: { en: 'printed with an exponent: digits may be cut off', zh: '科学计数法，位数可能被截短' },
  'letter-multiplier': { en: 'k counts as a thousand', zh: 'k 按千计' },
  metres: { en: 'M after a length is metres', zh: '长度后的 M 读作米' },
  'missing-unit': { en: 'a per-unit without the thing counted (28.40/株)', zh: '缺少分子单位（28.40/株）' },
  'unknown-unit': {
    en: 'the unit is not in units.json; kept as a counter',
    zh: '单位不在 units.json 中，按原文作计数单位',
  },
  'per-count': { en: 'so many in 10万: recorded in percent', zh: '每十万等比例，折为百分比' },
  'unit-conflict': { en: 'the cell states another unit than its column', zh: '单元格的单位与单位列不一致' },
  'display-rounded': {
    en: 'the stored number is finer than the displayed one, and was taken',
    zh: '取存储值，显示值经过舍入',
  },
  'display-differs': {
    en: 'the stored value is not what is displayed; the stored one was taken',
    zh: '存储值与显示不符，取存储值',
  },
  'percent-format': { en: 'the cell format makes the number percent', zh: '单元格格式为百分比' },
  'unit-converted': {
    en: "an amount in another unit than the form's, converted exactly",
    zh: '金额单位与表头不同，已精确换算',
  },
  breakdown: { en: 'an amount with its parts in brackets', zh: '金额后括号内列有明细' },
  // No value was read, for this reason.
  'several-values': { en: 'several different quantities or dates', zh: '含多个不同的数量或日期' },
  'named-number': {
    en: 'the digits name something (第3批, 附件1, 5A级, 8个100%)',
    zh: '数字属于名称（第3批、附件1、5A级、8个100%）',
  },
  'malformed-unit': { en: 'a unit that cannot be (亿万元, 元万)', zh: '单位不成立（亿万元、元万）' },
  'unreadable-number': { en: 'digits that make no one number (12,34; 3 5; 1.2.3; 三分之二)', zh: '数字无法读成一个数' },
  'vague-number': { en: '几, 数十, 上百: no number is named', zh: '几、数十、上百，没有确数' },
  'text-around': { en: 'the words around may change what the number means', zh: '数字周围的文字可能改变其含义' },
  'unread-sign': { en: 'a sign next to the number is not understood (±, ↑)', zh: '数字旁的符号无法理解（±、↑）' },
  'unread-per': { en: 'a 每 or / that could not be attached', zh: '“每”或“/”无法归属' },
  negated: { en: 'the number is denied (不发生1起)', zh: '数字被否定（不发生1起）' },
  'bracketed-number': { en: '(5.2) may be bookkeeping for -5.2', zh: '（5.2）可能是记账式的负数' },
  'comparator-apart': { en: 'a comparing word that may not belong to the number', zh: '比较词未必修饰该数字' },
  'comparator-conflict': { en: 'comparisons that contradict each other (≤95%以上)', zh: '比较词互相矛盾（≤95%以上）' },
  'range-reversed': { en: 'a range that runs downwards either way it is read', zh: '区间无论怎样读都上下颠倒' },
  'date-in-text': { en: 'a date in a text that says more than that', zh: '日期只是文字的一部分' },
  'impossible-date': { en: 'a day that no calendar has (2021-02-30)', zh: '不存在的日期' },
  'unreadable-date': { en: 'a date that lost its 年 or 月, or a day without a month', zh: '日期缺年、月，无法确定' },
  'year-or-number': { en: '2021-2023 where nothing says that years are meant', zh: '2021-2023 是年份还是数值无从判断' },
  'cell-error': { en: 'the spreadsheet cell holds an error (#REF!)', zh: '单元格为错误值（#REF!）' },
  'no-amount': { en: 'the text is no single amount', zh: '文字不是单一金额' },
} as const satisfies Readonly<Record<string, Meaning>>
/** A key of {@link FLAGS}. */
export type Flag = keyof typeof FLAGS

/** Why a value itself may be wrong. Doubts are rare; `suggestion` says what may have been meant. */
export const DOUBTS = {
  'ocr-suspect': { en: 'looks like scanning damage: 290% for ≥90%', zh: '疑似扫描识别错误，如≥90%读成290%' },
  'range-reversed': { en: 'the range is printed downwards', zh: '区间上下颠倒' },
  'display-differs': { en: 'stored and displayed value contradict each other', zh: '存储值与显示值矛盾' },
} as const satisfies Readonly<Record<string, Meaning>>
/** A key of {@link DOUBTS}. */
export type Doubt = keyof typeof DOUBTS

/** Why a value is `missing`. */
export const REASONS = {
  blank: { en: 'nothing is printed', zh: '空白' },
  slash: { en: '"/"', zh: '“/”' },
  dash: { en: '"—"', zh: '“—”' },
  placeholder: { en: 'template residue: ≥**%, ……, XX, a lone sign', zh: '模板残留：≥**%、……、XX、孤立符号' },
  'unit-only': { en: 'a unit without a number', zh: '只有单位' },
} as const satisfies Readonly<Record<string, Meaning>>
/** A key of {@link REASONS}. */
export type Reason = keyof typeof REASONS
