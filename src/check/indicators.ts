/** IND: how indicators are defined and arranged. */
import type { Filing, Indicator } from '../model.ts'
import { compare } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { INDICATOR_LEVELS } from './indicator-levels.ts'
import { figureOf, inYuan, itemOf } from './money.ts'
import { normalize, plain } from './normal.ts'
import { remember, rememberText } from './remember.ts'
import { goals } from './sketch.ts'
import { about, claimsOf, states, type View } from './view.ts'

const named = (name: string, level = '数量指标') => goals({ rows: [`产出指标 | ${level} | ${name} | ≥90%`] })

/** The name without 指标1:, stars and numbering, brackets kept. */
export const nameOf: (row: Indicator) => string = remember(({ level3 }) =>
  plain(normalize(level3).replace(/^(?:[★☆*•●■◆]+|其中[:：]?|指标\d+[:：.、]?|\d{1,2}[、.．](?!\d))+/, '')),
)

const twice: Check = {
  id: 'IND-04',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'The same name twice', zh: '三级指标名称重复' },
  why: { en: 'Results are counted twice, or two things bear one name.', zh: '重复计分，或不同内容使用同一名称。' },
  reads: ['indicators.level3'],
  source: 'D',
  good: goals({ rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '产出指标 | 数量指标 | 养护次数 | ≥4次'] }),
  bad: goals({ rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '产出指标 | 数量指标 | 养护里程 | ≥60公里'] }),
  run: ({ filing }) => {
    const groups = new Map<string, Indicator[]>()
    for (const row of filing.indicators) {
      const name = nameOf(row)
      if (row.parent === null && name.length > 1) groups.set(name, [...(groups.get(name) ?? []), row])
    }
    return [...groups.values()]
      .filter((rows) => rows.length > 1)
      .map((rows) => ({
        indicator: rows[0]!.level3,
        cells: rows.flatMap((row) => claimsOf(row, 'level3')),
        found: String(rows.length),
        en: `The name stands ${rows.length} times. Say what is different, or drop the repetition.`,
        zh: `该名称出现${rows.length}次，请区分内容或删除重复。`,
      }))
  },
}

/** Names that say no more than the heading above them. */
export const CATEGORY_WORD =
  /^(?:项目|部门|年度)?(?:(?:经济|社会|生态|环境|可持续|民生|综合)(?:效益|影响|保障|效果|成本)|生态环境(?:效益|成本)?|民生(?:保障|改善)?|社会稳定|可持续发展|可持续性?|满意度|满意率|满意|数量|质量|时效|成本|产出|效益|效果|进度|及时性|完成情况)(?:指标)?$/

/** The name without remarks in brackets, stars and numbering. */
const bareName = rememberText((name) =>
  normalize(name)
    .replace(/\([^()]*\)/g, '')
    .replace(/^(?:[★☆*]+|指标\d+[:：.、]?)/, ''),
)

/** The rows that the filer named: those of an evaluation framework (评分表) are printed by the notice. */
function definedRows({ form, indicators }: Filing): readonly Indicator[] {
  return form === 'scoring' ? [] : indicators
}

/** 完成养护 is a promise; 完成率, 完成时间 and 实现程度 are things that can be measured. */
const PROMISE =
  /^(?:保证|确保|(?:实现|完成)(?!率|时[间限效]|日期|期限|及时|情况|进度|程度|质量|数量?|比例|度|面积|投资|额|值|里程|人次|值))/

const categoryWord: Check = {
  id: 'IND-05',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'The name is only a category', zh: '三级指标名称只是类别词' },
  why: { en: 'It does not say what is measured, so nothing can be.', zh: '未说明考核内容，无法衡量。' },
  reads: ['indicators.level3'],
  source: 'D',
  good: named('道路完好率', '质量指标'),
  bad: goals({ rows: ['效益指标 | 生态效益指标 | 环境效益 | ≥90%'] }),
  run: ({ filing }) =>
    definedRows(filing)
      .filter((row) => CATEGORY_WORD.test(nameOf(row)))
      .map((row) => ({
        ...about(row, 'level3'),
        found: row.level3,
        en: `"${row.level3}" is a category, no indicator. Name what is counted or measured.`,
        zh: `“${row.level3}”只是类别，未说明考核内容，请写明具体指标。`,
      })),
}

const longName: Check = {
  id: 'IND-06',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'The name holds two statements, a promise, or too much', zh: '三级指标名称含多项内容或过长' },
  why: { en: 'One value cannot measure two things.', zh: '一个指标值无法同时衡量多项内容。' },
  reads: ['indicators.level3'],
  source: 'S-NORM',
  good: named('道路完好率', '质量指标'),
  bad: named('道路及时修补，路面保持整洁', '质量指标'),
  run: ({ filing }) =>
    definedRows(filing).flatMap((row): Note[] => {
      const name = bareName(row.level3)
      const clauses = name.split(/[、,，;；和]/).filter((part) => part.length >= 4)
      const reasons = [
        clauses.length >= 2 ? { en: 'it makes two statements', zh: '含两项以上内容' } : null,
        PROMISE.test(name) ? { en: 'it begins with a promise', zh: '以承诺性词语开头' } : null,
        name.length > 16 ? { en: `it has ${name.length} characters`, zh: `长达${name.length}字` } : null,
      ].filter((reason) => reason !== null)
      if (reasons.length === 0) return []
      return [
        {
          ...about(row, 'level3'),
          found: row.level3,
          en: `The name is hard to measure: ${reasons.map(({ en }) => en).join(', ')}. Split or shorten it.`,
          zh: `指标名称不便衡量：${reasons.map(({ zh }) => zh).join('、')}，请拆分或精简。`,
        },
      ]
    }),
}

const rateAsQuantity: Check = {
  id: 'IND-07',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A rate among the quantities', zh: '比率类指标列入数量指标' },
  why: { en: 'A rate measures quality or benefit, not how much was done.', zh: '比率反映质量或效益，不是数量。' },
  reads: ['indicators.level2', 'indicators.level3'],
  source: 'D',
  good: named('合格率', '质量指标'),
  bad: named('道路完好率'),
  run: ({ filing }) =>
    filing.indicators
      .filter(
        (row) =>
          row.level2 === 'quantity' &&
          /(?:率|比例|占比|比重)$/.test(plain(row.key)) &&
          !/(?:频率|功率|税率|利率|汇率)$/.test(plain(row.key)),
      )
      .map((row) => ({
        ...about(row, 'level2', 'level3'),
        found: row.level2Label,
        en: `"${row.level3}" is a rate under ${row.level2Label}. Move it to quality or benefit.`,
        zh: `“${row.level3}”为比率，列在${row.level2Label}下，建议调整到质量或效益指标。`,
      })),
}

const halfRow: Check = {
  id: 'IND-08',
  severity: 'error',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A target without a name, or a name without any target cell', zh: '指标名称与指标值缺一' },
  why: {
    en: 'Half an indicator measures nothing. (A blank target cell is TGT-01.)',
    zh: '指标不完整，无法考核（指标值空白见TGT-01）。',
  },
  reads: ['indicators.level3', 'indicators.target'],
  source: 'S-HBJS',
  good: named('道路完好率', '质量指标'),
  bad: goals({ rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '产出指标 | 质量指标 |  | ≥95%'] }),
  run: (view) =>
    view.leaves
      .filter((row) => row.level3 === '' && states(row, 'target'))
      .map((row) => ({
        cells: claimsOf(row, 'target'),
        found: row.target?.raw ?? null,
        en: `The target "${row.target?.raw ?? ''}" stands without a name. Name the indicator.`,
        zh: `指标值“${row.target?.raw ?? ''}”没有对应的指标名称，请补填。`,
      })),
}

const moneyItself: Check = {
  id: 'IND-11',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'The indicator is the budget itself', zh: '指标即预算金额' },
  why: { en: 'Money put in is an input; it says nothing of cost or result.', zh: '投入金额不能反映成本标准或产出。' },
  reads: ['indicators.level3', 'indicators.target', 'funds.amount', 'amountUnit'],
  source: 'S-CS',
  good: goals({ funds: ['年度资金总额 | 100'], rows: ['产出指标 | 成本指标 | 每公里养护成本 | ≤2万元'] }),
  bad: goals({ funds: ['年度资金总额 | 100'], rows: ['产出指标 | 成本指标 | 养护资金投入 | 100万元'] }),
  run: (view) =>
    view.leaves.flatMap((row): Note[] => {
      const { target } = row
      if (
        !/投入|资金|经费|总成本|总投资/.test(row.level3) ||
        !/^(?:cost|output)/.test(row.category ?? '') ||
        target?.kind !== 'quantity'
      )
        return []
      const value =
        target.unit === 'CNY'
          ? target.value
          : target.unit === '' && target.assumed?.unit === 'CNY'
            ? target.assumed.value
            : undefined
      const line = value === undefined ? undefined : fundOf(view, value)
      if (!line) return []
      return [
        {
          ...about(row, 'level3', 'target'),
          related: [itemOf(line)],
          found: target.raw,
          en: `The target ${target.raw} is the fund line "${line.label}". Replace it by a cost per unit or a result.`,
          zh: `指标值${target.raw}即“${line.label}”金额，请改为单位成本或产出指标。`,
        },
      ]
    }),
}

function fundOf({ funds, filing }: View, yuan: string) {
  return funds.find((fund) =>
    (['amount', 'initialBudget', 'adjustedBudget'] as const).some((key) => {
      const figure = figureOf(fund, key)
      const amount = figure === null ? null : inYuan(figure, filing.amountUnit)
      return amount !== null && compare(amount, '0') > 0 && compare(amount, yuan) === 0
    }),
  )
}

/** How indicators are defined (指标设置). */
export const INDICATORS: Family = {
  id: 'IND',
  title: { en: 'Definition of indicators', zh: '指标设置' },
  checks: [twice, categoryWord, longName, rateAsQuantity, halfRow, moneyItself, ...INDICATOR_LEVELS],
}
