/** Random documents of filings: a tree, funds and a head drawn in a random layout, with what a careful reader takes out. */
import type { Block, Document, Paragraph } from '../src/model.ts'
import type { Dice } from './random-filing/dice.ts'
import { drawIndicators, expectIndicators, totalOf, widthOf } from './random-filing/draw-indicators.ts'
import type { ExpectedFiling, ExpectedGoal } from './random-filing/expected.ts'
import { drawFunds, expectFunds, type FundPlan, planFunds } from './random-filing/funds.ts'
import { drawGoals } from './random-filing/goals.ts'
import { type Body, drawHead, expectFields, expectHead, planHead } from './random-filing/head.ts'
import { planIndicators } from './random-filing/indicators.ts'
import { addRow, cutSheet, gridOf, openSheet, type Sheet, shareWidths } from './random-filing/sheet.ts'
import { drawTasks } from './random-filing/tasks.ts'

/** A drawn document and the filings in it. */
export interface RandomDocument {
  readonly document: Document
  readonly filings: readonly ExpectedFiling[]
}

/** What a document holds, and how its filings stand in it. */
interface Plan {
  readonly body: Body
  readonly evaluated: boolean
  readonly container: 'tables' | 'stacked' | 'sheets' | 'one-sheet'
  readonly count: number
}

const TITLES: Readonly<Record<string, readonly string[]>> = {
  'project-goals': ['项目支出绩效目标表', '项目支出绩效目标申报表', '项目绩效目标申报表'],
  'project-self-evaluation': ['项目支出绩效自评表', '项目绩效自评表', '部门预算项目支出绩效自评表'],
  'transfer-goals': ['转移支付绩效目标表', '转移支付区域绩效目标申报表', '中央对地方专项转移支付绩效目标表'],
  'transfer-self-evaluation': [
    '转移支付绩效自评表',
    '中央对地方专项转移支付绩效目标自评表',
    '转移支付区域（项目）绩效目标自评表',
  ],
  'department-goals': ['部门整体支出绩效目标表', '部门整体支出绩效目标申报表', '部门（单位）整体绩效目标表'],
  'department-self-evaluation': ['部门整体支出绩效自评表', '部门整体绩效自评表', '部门（单位）整体支出绩效自评表'],
}

/** Draws a document. */
export function drawRandomDocument(dice: Dice): RandomDocument {
  const plan: Plan = {
    body: dice.pick('body', ['project', 'project', 'department', 'transfer'] as const),
    evaluated: dice.chance('evaluated', 55),
    container: dice.pick('container', ['tables', 'tables', 'tables', 'sheets', 'one-sheet', 'stacked'] as const),
    count: dice.pick('count', [1, 1, 1, 2, 3]),
  }
  const flat = dice.chance('flat', 20)
  const blocks: Block[] = []
  const filings: ExpectedFiling[] = []
  const shared: { sheet: Sheet | null } = { sheet: null }
  const report = plan.container === 'tables' && dice.chance('report', 10)
  if (report) blocks.push(...prose(dice))
  for (let number = 0; number < plan.count; number++) filings.push(drawFiling(dice, plan, number, blocks, shared, flat))
  if (shared.sheet) blocks.push(tableOf(dice, shared.sheet, plan.container === 'one-sheet' ? 'Sheet1' : null, flat))
  return {
    document: { format: plan.container.includes('sheet') ? 'xlsx' : 'docx', reader: 'drawn', blocks, findings: [] },
    filings,
  }
}

function tableOf(dice: Dice, sheet: Sheet, name: string | null, flat: boolean, broken = false): Block {
  const finish = {
    flat,
    spacer: !broken && dice.chance('spacer', 6) ? dice.between('spacer/at', 1, sheet.columns - 1) : -1,
    phantom: !broken && dice.chance('phantom', 6) ? dice.between('phantom/columns', 1, 12) : 0,
    top: name !== null && dice.chance('top', 10) ? 1 : 0,
  }
  return { kind: 'table', name, grid: gridOf(sheet, finish), hidden: false, within: null }
}

/** Running text and a table of another kind, as in a report that the forms are part of. */
function prose(dice: Dice): readonly Block[] {
  const sheet = openSheet(3)
  addRow(sheet, [
    ['姓名', 1],
    ['科室', 1],
    ['工作分工', 1],
  ])
  addRow(sheet, [
    ['张某', 1],
    ['办公室', 1],
    ['综合协调', 1],
  ])
  const table: Block = { kind: 'table', name: null, grid: gridOf(sheet, PLAIN), hidden: false, within: null }
  const texts = [
    '关于开展预算绩效管理工作情况的报告',
    '一、基本情况',
    '按照上级部署，我单位认真组织开展绩效管理工作，成立工作小组，明确职责分工，具体情况见下表和附件。',
  ]
  return [...texts.map(paragraph), ...(dice.chance('report/table', 50) ? [table] : [])]
}

const PLAIN = { flat: false, spacer: -1, phantom: 0, top: 0 }

function paragraph(text: string): Paragraph {
  return { kind: 'paragraph', text, part: 'body', hidden: false }
}

/** Draws one filing into its own table, or into the one that all share. */
function drawFiling(
  dice: Dice,
  plan: Plan,
  number: number,
  blocks: Block[],
  shared: { sheet: Sheet | null },
  flat: boolean,
): ExpectedFiling {
  const evaluated = plan.container === 'tables' && dice.chance('evaluated/other', 15) ? !plan.evaluated : plan.evaluated
  const form = `${plan.body}-${evaluated ? 'self-evaluation' : 'goals'}`
  const scored = evaluated && plan.body !== 'transfer'
  const head = planHead(dice, plan.body, number)
  const funds = dice.chance('funds/without', 10) ? null : planFunds(dice, plan.body, evaluated, scored)
  const indicators = planIndicators(dice, { actual: evaluated, points: scored })
  const inShared = plan.container === 'stacked' || plan.container === 'one-sheet'
  const banners = dice.pick('banner', ['1', '1', '1', '1', 'none', '2', 'rows'] as const)
  const bannerWidth = banners === 'none' || banners === 'rows' ? 0 : Number(banners)
  const bannerRow = (text: string) => banners === 'rows' && addRow(sheet, [[text, sheet.columns]])
  const fundBanner = bannerWidth === 0 && funds && !['matrix', 'pairs'].includes(funds.shape) ? 1 : bannerWidth
  const width =
    Math.max(bannerWidth + widthOf(indicators), fundBanner + (funds?.width ?? 0), bannerWidth + 5) +
    dice.between('width/more', 0, 2)
  const sheet = inShared ? (shared.sheet ?? openSheet(STACKED_WIDTH)) : openSheet(width)
  if (inShared) shared.sheet = sheet
  const captions = planCaptions(dice, form, number, plan, funds, fundBanner)
  const asRows =
    plan.container === 'one-sheet' || plan.container === 'sheets' || (plan.container === 'stacked' && number > 0)
  for (const text of captions.before) asRows ? addRow(sheet, [[text, sheet.columns]]) : blocks.push(paragraph(text))
  drawHead(sheet, head, Math.max(1, bannerWidth))
  const measures = bannerWidth > 0 && !flat && dice.chance('tasks', 8) ? drawTasks(dice, sheet, bannerWidth) : []
  const goalsFirst = dice.chance('goals/first', 10)
  let goals: readonly ExpectedGoal[] = []
  if (goalsFirst) goals = drawGoals(dice, sheet, bannerWidth, evaluated)
  if (funds)
    bannerRow(
      `${dice.pick('rows/number', ['', '二、'])}${dice.pick('rows/funds', ['项目资金', '资金情况', '预算执行情况'])}`,
    )
  if (funds) drawFunds(dice, sheet, funds, fundBanner)
  if (!goalsFirst) goals = drawGoals(dice, sheet, bannerWidth, evaluated)
  bannerRow(`${dice.pick('rows/number', ['', '四、'])}${dice.pick('rows/indicators', ['绩效指标', '年度绩效指标'])}`)
  const totals = scored && dice.chance('totals', 50)
  const cut = drawIndicators(dice, sheet, indicators, {
    banner: bannerWidth,
    bannerText: dice.pick('indicators/banner', [
      '绩效指标',
      '绩\n效\n指\n标',
      '年度绩效指标',
      '绩效指标（90分）',
      evaluated ? '绩效指标\n完成情况' : '项目绩效指标',
    ]),
    repeatHeading: dice.chance('heading/repeated', 8),
    totals,
    totalsInside: totals && bannerWidth > 0 && dice.chance('total/inside', 25),
  })
  const closing = drawClosing(dice, sheet)
  const signoff = drawSignoff(dice, sheet)
  const broken = plan.container === 'tables' && cut !== null && dice.chance('page/break', 8)
  if (broken) for (const half of cutSheet(sheet, cut)) blocks.push(tableOf(dice, half, null, flat, true))
  else if (!inShared) blocks.push(tableOf(dice, sheet, plan.container === 'sheets' ? `Sheet${number + 1}` : null, flat))
  for (const text of captions.after) if (!inShared) blocks.push(paragraph(text))
  return {
    form,
    head: { ...expectHead(head), ...captions.head, ...signoff },
    fields: [...expectFields(head), ...closing],
    funds: funds ? expectFunds(funds) : [],
    fundsOpen: funds?.shape === 'sides',
    goals,
    indicators: expectIndicators(indicators),
    measures,
    totalWeight: totals ? totalOf(indicators, 'weight') : null,
    totalScore: totals ? totalOf(indicators, 'score') : null,
  }
}

/** Wide enough for every filing that shares a table. */
const STACKED_WIDTH = 18

function drawClosing(dice: Dice, sheet: Sheet): readonly (readonly [string, string])[] {
  if (!dice.chance('closing', 20)) return []
  const label = dice.pick('closing/label', [
    '其他需要说明的问题',
    '存在问题及改进措施',
    '评价结论',
    '下一步工作措施',
    '绩效自评结论',
  ])
  const text = dice.pick('closing/text', [
    '无',
    '预算编制质量较高，总体评价良好。',
    '加强预算执行管理，提高资金使用效益。',
  ])
  addRow(sheet, [
    [label, 1],
    [text, sheet.columns - 1],
  ])
  return [[label, text]]
}

/** A last row for those who answer for the form. */
function drawSignoff(dice: Dice, sheet: Sheet): Readonly<Record<string, string>> {
  const way = dice.pick('signoff', ['none', 'none', 'none', 'none', 'none', 'cells', 'pairs'] as const)
  if (way === 'none') return {}
  const label = dice.pick('signoff/label', ['填表人', '填报人', '经办人', '填表人（签字）'])
  const phone = '0000-0000000'
  if (way === 'cells') {
    const widths = shareWidths(sheet.columns, 2, [0, 1])
    addRow(sheet, [
      [`${label}：张某`, widths[0]!],
      [`联系电话：${phone}`, widths[1]!],
    ])
  } else {
    const widths = shareWidths(sheet.columns, 4, [1, 3])
    addRow(sheet, [
      [label, widths[0]!],
      ['张某', widths[1]!],
      ['联系电话', widths[2]!],
      [phone, widths[3]!],
    ])
  }
  return { 'signoff.preparedBy': '张某' }
}

/** The lines above and below, and what they state. */
function planCaptions(
  dice: Dice,
  form: string,
  number: number,
  plan: Plan,
  funds: FundPlan | null,
  fundBanner: number,
) {
  const before: string[] = []
  const stated: Record<string, string | null> = {}
  const titled = plan.container !== 'stacked' || number === 0 || dice.chance('title/again', 40)
  const year = 2018 + dice.between('year', 0, 6)
  const yearAt = dice.pick('year/at', ['line', 'line', 'title', 'nowhere'] as const)
  if (titled) {
    if (dice.chance('attachment', 25)) before.push(dice.pick('attachment/text', ['附件1', '附件3：', '附表2']))
    const place = dice.pick('title/place', ['', '', '', '青山县', '云岭县水利局', '某省省级'])
    const years = yearAt === 'title' ? `${year}年${dice.pick('title/degree', ['度', ''])}` : ''
    const title = years + place + dice.pick('title', TITLES[form]!)
    const spaced = dice.chance('title/spaced', 10) ? [...title].join(' ') : title
    before.push(spaced)
    stated.title = title
    if (yearAt === 'line')
      before.push(
        dice.pick('year/line', [
          `（${year}年度）`,
          `(${year}年度)`,
          `（ ${year}年度）`,
          `${year}年度)`,
          `（${year}）年度`,
          `${year}年度`,
          `${year}年`,
        ]),
      )
    stated.fiscalYear = yearAt === 'nowhere' ? null : String(year)
  }
  const filled = funds?.lines.some((line) => /\d/.test(line.figures.amount ?? line.figures.executed ?? ''))
  if (funds && filled) {
    const at = funds.unitAt === 'banner' && fundBanner === 0 ? 'caption' : funds.unitAt
    if (at === 'caption' && titled)
      before.push(dice.pick('unit/line', [`单位：${funds.unit}`, `金额单位：${funds.unit}`, `（单位：${funds.unit}）`]))
    // a filing below another one may take over its caption
    const alone = number === 0 || plan.container === 'tables' || plan.container === 'sheets'
    if (at === 'nowhere' ? alone : at !== 'caption' || titled)
      stated.amountUnit = at === 'nowhere' && funds.shape !== 'sentence' ? null : funds.unit
  }
  const after = dice.chance('after', 25)
    ? [
        dice.pick('after/text', [
          '填表人：张某  联系电话：0000-0000000  填报日期：2021.1.28',
          '注：1.其他资金包括社会资金。',
          '单位负责人签字：  填表人：张某',
        ]),
      ]
    : []
  return { before, after, head: stated }
}
