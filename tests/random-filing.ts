/** Random documents of filings: a tree, funds and a head drawn in a random layout, with what a careful reader takes out. */
import type { Block, Document, Paragraph } from '../src/model.ts'
import { addCaption, type Container, planCaptions } from './random-filing/captions.ts'
import type { Dice } from './random-filing/dice.ts'
import { drawFunds, expectFunds } from './random-filing/draw-funds.ts'
import { drawIndicators, totalOf, widthOf } from './random-filing/draw-indicators.ts'
import { expectIndicators } from './random-filing/expect-indicators.ts'
import type { ExpectedFiling, ExpectedGoal } from './random-filing/expected.ts'
import { planFunds } from './random-filing/funds.ts'
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
  readonly container: Container
  readonly count: number
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
  const inShared = plan.container === 'stacked' || plan.container === 'one-sheet'
  const funds = dice.chance('funds/without', 10)
    ? null
    : planFunds(dice, plan.body, evaluated, scored, inShared && number > 0)
  const indicators = planIndicators(dice, { actual: evaluated, points: scored })
  const banners = dice.pick('banner', ['1', '1', '1', '1', 'none', '2', 'rows'] as const)
  const bannerWidth = banners === 'none' || banners === 'rows' ? 0 : Number(banners)
  const bannerRow = (text: string) => banners === 'rows' && addRow(sheet, [[text, sheet.columns]])
  const fundBanner = bannerWidth === 0 && funds && !['matrix', 'pairs'].includes(funds.shape) ? 1 : bannerWidth
  const width =
    Math.max(bannerWidth + widthOf(indicators), fundBanner + (funds?.width ?? 0), bannerWidth + 5) +
    dice.between('width/more', 0, 2)
  const sheet = inShared ? (shared.sheet ?? openSheet(STACKED_WIDTH)) : openSheet(width)
  if (inShared) shared.sheet = sheet
  const captions = planCaptions(dice, form, number, plan.container, funds, fundBanner)
  const asRows =
    plan.container === 'one-sheet' || plan.container === 'sheets' || (plan.container === 'stacked' && number > 0)
  for (const text of captions.before)
    if (asRows) addCaption(sheet, text)
    else blocks.push(paragraph(text.replace('\t', '　　　　　　')))
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
