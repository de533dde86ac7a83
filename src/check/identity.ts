/** HDR: who filed what for which year, in which unit, and when. */

import type { Claim, Filing } from '../model.ts'
import type { Check, Family, Note } from './check.ts'
import { isZero } from './decimal.ts'
import { EVALUATION_FORMS, GOAL_FORMS } from './forms.ts'
import { HEAD_TEXTS } from './head-texts.ts'
import { IDENTITY_CODES } from './identity-codes.ts'
import { AMOUNTS } from './money.ts'
import { normalize } from './normal.ts'
import { evaluation, goals } from './sketch.ts'
import { claimsOf } from './view.ts'

const ROW = '产出指标 | 数量指标 | 养护里程 | ≥50公里'

const plainGoals = goals({ rows: [ROW] })

/** The printed labels of some head keys. */
function labelsOf({ marks }: Filing, keys: readonly string[]): readonly Claim[] {
  return marks
    .filter(({ as, rule }) => as === 'label' && keys.some((key) => rule.endsWith(`/${key}`)))
    .map(({ place, start, end, raw }) => ({ place, start, end, raw }))
}

const noBody: Check = {
  id: 'HDR-01',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'No department', zh: '未填部门（单位）名称' },
  why: { en: 'Nobody answers for the form, and it joins no other.', zh: '无法确定责任单位，也无法与其他表格对应。' },
  reads: ['department', 'agency'],
  source: 'S-STD',
  good: plainGoals,
  bad: goals({ head: ['项目名称 | 乡道养护', '主管部门 | '], rows: [ROW] }),
  run: ({ filing }) => {
    if (filing.department !== null) return []
    const labels = labelsOf(filing, ['departmentName', 'department', 'localDepartment'])
    const labelled = labels.length > 0
    if (!labelled && filing.agency !== null) return []
    return [
      {
        severity: labelled ? 'error' : 'warning',
        cells: labelled ? labels : [],
        related: ['department'],
        expected: '部门名称',
        found: '',
        en: labelled
          ? 'The label of the department stands without a name. Fill it in.'
          : 'The form names neither department nor agency, and prints no label for them. Check whether its head is cut off.',
        zh: labelled ? '部门名称栏空白，请填写。' : '表中没有部门或单位名称，也没有该栏目，请核对表头是否缺失。',
      },
    ]
  },
}

const noYear: Check = {
  id: 'HDR-02',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'No fiscal year', zh: '未标明年度' },
  why: { en: 'Without its year the form joins no other and no series.', zh: '年度不明，无法对应和比较。' },
  reads: ['fiscalYear', 'title'],
  source: 'S-STD',
  good: plainGoals,
  bad: goals({ year: '', rows: [ROW] }),
  run: ({ filing }) =>
    (filing.fiscalYear !== null && filing.inferred.fiscalYear === undefined) || printsYear(filing)
      ? []
      : [
          {
            cells: claimsOf(filing, 'title'),
            related: ['fiscalYear'],
            expected: 'YYYY年度',
            found: filing.title,
            en: `No year stands in title, subtitle or headings${filing.fiscalYear === null ? '' : ` (${filing.fiscalYear} is taken from elsewhere)`}. Write the fiscal year.`,
            zh: `标题、副标题和表头均未标明年度${filing.fiscalYear === null ? '' : `（${filing.fiscalYear}取自他处）`}，请填写。`,
          },
        ],
}

/** A year stands in some label: a heading such as 2022年预算数. */
function printsYear({ marks }: Filing): boolean {
  return marks.some(({ as, raw }) => as === 'label' && /(?<!\d)20\d\d\s*年/.test(raw.normalize('NFKC')))
}

/** The single years of a text; spans such as 2021—2023年 tell nothing. */
function yearsIn(text: string): readonly number[] {
  const plain = normalize(text)
  if (/20\d\d年?[-—–~至到]/.test(plain)) return []
  return [...plain.matchAll(/(?<!\d)(20\d\d)(?=年|\)年|$|部门|项目)/g)].map(([, year]) => Number(year))
}

/** What follows the year where it is the form's, after the name of a body perhaps: not 2021年高标准农田建设项目支出绩效自评表. */
const FORM_WORDS =
  /^年?度?(?:[^年]{0,24}[省市区县乡镇街局委办院会厅部心站所校学队司级直])?(?:部门|单位|项目支出|项目绩效|项目自评|财政|预算|中央|转移支付|专项|整体|绩效|支出)/

/** The title without a project's name: that may carry a year of its own. */
function titleWithoutProject({ title, projectName }: Filing): string {
  const text = normalize(title ?? '')
  const name = normalize(projectName ?? '')
  if (name !== '' && text.includes(name)) return text.replace(name, '')
  const year = /20\d\d/.exec(name)?.[0]
  const after = /20\d\d(?=年)/.exec(text)
  if (after && (after[0] === year || !FORM_WORDS.test(text.slice(after.index + 4)))) return ''
  return text
}

const manyYears: Check = {
  id: 'HDR-03',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Title and subtitle name different years', zh: '标题与副标题年度不一致' },
  why: { en: "Last year's form was reused, or one of the two is mistyped.", zh: '沿用旧表或笔误。' },
  reads: ['title', 'fiscalYear'],
  source: 'D',
  good: goals({ title: '2022年项目支出绩效目标表', rows: [ROW] }),
  bad: goals({ title: '2021年项目支出绩效目标表', rows: [ROW] }),
  run: ({ filing, captions: all }) => {
    const titles = new Set(claimsOf(filing, 'title').map(({ place }) => place.address))
    const captions = all.filter(
      ({ rule, place }) => /\/caption\/(?:year|fiscalYear)$/.test(rule) && !titles.has(place.address),
    )
    const stated = captions.flatMap(({ raw, rule }) => yearsIn(rule.endsWith('fiscalYear') ? `${raw}年` : raw))
    const fields = filing.fields.filter(({ label }) => /^(?:年度|预算年度|评价年度)$/.test(normalize(label)))
    const titled = yearsIn(titleWithoutProject(filing))
    // A title may name two years on purpose: 2021年度自评及2022年目标.
    const years = new Set([
      ...(titled.length > 1 ? [] : titled),
      ...stated,
      ...fields.flatMap(({ text }) => yearsIn(text)),
    ])
    if (years.size < 2) return []
    const list = [...years].sort()
    return [
      {
        cells: claimsOf(filing, 'title', 'fiscalYear'),
        found: list.join(', '),
        en: `The form names the years ${list.join(' and ')}. Correct the wrong one.`,
        zh: `表中出现${list.join('、')}多个年度，请更正。`,
      },
    ]
  },
}

const SIGNOFF = [
  { key: 'agency', en: 'reporting unit (seal)', zh: '填报单位（盖章）' },
  { key: 'preparedBy', en: 'preparer', zh: '填表人' },
  { key: 'phone', en: 'phone', zh: '联系电话' },
  { key: 'filedOn', en: 'date', zh: '填报日期' },
  { key: 'head', en: 'signature of the head', zh: '单位负责人签字' },
] as const

const unsigned: Check = {
  id: 'HDR-04',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Seal, names or date are missing', zh: '签章、填表人或日期缺失' },
  why: { en: 'A reviewer needs someone to ask, and a date to compare.', zh: '便于联系核实并确认填报时间。' },
  reads: ['agency', 'signoff'],
  source: 'S-HN-XT',
  good: `${goals({ head: ['项目名称 | 乡道养护', '主管部门 | 濉溪县交通运输局', '实施单位 | 濉溪县公路站'], rows: [ROW] })}
填表人：张某  联系电话：0000-0000000  填报日期：2021年12月1日  单位负责人：张某`,
  bad: plainGoals,
  run: ({ filing }) => {
    const missing = SIGNOFF.filter(({ key }) => (key === 'agency' ? filing.agency : filing.signoff[key]) === null)
    if (missing.length === 0) return []
    return [
      {
        related: missing.map(({ key }) => key),
        found: '',
        en: `Missing: ${missing.map(({ en }) => en).join(', ')}. Fill them in.`,
        zh: `缺少：${missing.map(({ zh }) => zh).join('、')}，请补填。`,
      },
    ]
  },
}

const filedIn = (date: string | null) => (date && /^\d{4}/.test(date) ? Number(date.slice(0, 4)) : null)

const lateGoals: Check = {
  id: 'HDR-05',
  severity: 'warning',
  scope: 'filing',
  forms: GOAL_FORMS,
  title: { en: 'Goals filed after the year', zh: '目标表填报日期晚于预算年度' },
  why: { en: 'A goal is set before the money is spent.', zh: '绩效目标应随预算申报，在执行之前设定。' },
  reads: ['signoff.filedOn', 'fiscalYear'],
  source: 'D, K:88号',
  good: `${plainGoals}\n填表人：张某  填报日期：2021年12月1日`,
  bad: `${plainGoals}\n填表人：张某  填报日期：2023年1月28日`,
  run: ({ filing }) => dateNotes(filing, (year, fiscal) => year > fiscal, 'before'),
}

const earlyEvaluation: Check = {
  id: 'HDR-06',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Self-evaluation filed before the year was over', zh: '自评表填报日期早于年度结束' },
  why: { en: 'Results of the whole year were not known yet.', zh: '年度尚未结束，无法完成全年自评。' },
  reads: ['signoff.filedOn', 'fiscalYear'],
  source: 'D',
  good: `${evaluation({ rows: [`${ROW} | 52公里`] })}\n填表人：张某  填报日期：2023年2月1日`,
  bad: `${evaluation({ rows: [`${ROW} | 52公里`] })}\n填表人：张某  填报日期：2022年11月1日`,
  run: ({ filing }) => dateNotes(filing, (year, fiscal) => year <= fiscal, 'after'),
}

function dateNotes(
  filing: Filing,
  isWrong: (year: number, fiscal: number) => boolean,
  when: 'before' | 'after',
): readonly Note[] {
  const year = filedIn(filing.signoff.filedOn)
  if (year === null || filing.fiscalYear === null || !isWrong(year, filing.fiscalYear)) return []
  const [zh, bound] = when === 'before' ? ['之前', '≤'] : ['之后', '>']
  return [
    {
      cells: claimsOf(filing, 'filedOn', 'fiscalYear'),
      expected: `${bound}${filing.fiscalYear}-12-31`,
      found: filing.signoff.filedOn,
      en: `The form for ${filing.fiscalYear} is dated ${filing.signoff.filedOn}; it should be filed ${when} the year's end. Check date and year.`,
      zh: `${filing.fiscalYear}年度的表填报日期为${filing.signoff.filedOn}，应在年度结束${zh}填报，请核对日期和年度。`,
    },
  ]
}

const noUnit: Check = {
  id: 'HDR-07',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Money without a unit', zh: '未标明金额单位' },
  why: { en: '元 or 万元: a factor of ten thousand.', zh: '元与万元相差一万倍。' },
  reads: ['amountUnit', 'funds.amount'],
  source: 'D',
  good: goals({ funds: ['年度资金总额 | 100'] }),
  bad: goals({ banner: '项目资金', funds: ['年度资金总额 | 100'] }),
  run: ({ filing }) => {
    const lines = filing.funds.filter((fund) =>
      AMOUNTS.some((key) => fund[key] !== null && !isZero(fund[key]) && !fund.flags.includes('unit-converted')),
    )
    const stated = lines.some((fund) => claimsOf(fund, ...AMOUNTS, 'label').some(({ raw }) => /元/.test(raw)))
    if (filing.amountUnit !== null || lines.length === 0 || stated) return []
    return [
      {
        cells: lines.flatMap((fund) => claimsOf(fund, ...AMOUNTS)),
        related: lines.map(({ item, label }) => item ?? label),
        expected: '元 / 万元 / 亿元',
        found: '',
        en: `${lines.length} fund line(s) print amounts, and the form states no unit. Write 元 or 万元.`,
        zh: `${lines.length}行资金有金额但未标明单位，请注明元或万元。`,
      },
    ]
  },
}

/** The head of the form (表头). */
export const IDENTITY: Family = {
  id: 'HDR',
  title: { en: 'Head, dates and privacy', zh: '表头、日期与隐私' },
  checks: [noBody, noYear, manyYears, unsigned, lateGoals, earlyEvaluation, noUnit, ...HEAD_TEXTS, ...IDENTITY_CODES],
}
