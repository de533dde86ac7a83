/** Random captions: what stands above and below a filing, and what it states. */
import type { Dice } from './dice.ts'
import type { FundPlan } from './funds.ts'
import { addRow, type Sheet, shareWidths } from './sheet.ts'

/** Tables of a document, one table or sheet for all filings, or a sheet each. */
export type Container = 'tables' | 'stacked' | 'sheets' | 'one-sheet'

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

/** A caption as a row of the sheet; two captions of one line, told apart by a tab, stand in two cells. */
export function addCaption(sheet: Sheet, text: string): void {
  const parts = text.split('\t')
  const widths = shareWidths(sheet.columns, parts.length, [0])
  addRow(
    sheet,
    parts.map((part, i) => [part, widths[i]!] as const),
  )
}

/** The lines above and below, and what they state. */
export function planCaptions(
  dice: Dice,
  form: string,
  number: number,
  container: Container,
  funds: FundPlan | null,
  fundBanner: number,
) {
  const before: string[] = []
  const stated: Record<string, string | null> = {}
  const titled = container !== 'stacked' || number === 0 || dice.chance('title/again', 40)
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
    if (at === 'caption' && titled) {
      const unit = dice.pick('unit/line', [`单位：${funds.unit}`, `金额单位：${funds.unit}`, `（单位：${funds.unit}）`])
      const beside = yearAt === 'line' && dice.chance('unit/beside', 20)
      if (beside) before.pop()
      before.push(beside ? `预算年度：${year}年\t${unit}` : unit)
    }
    // a filing below another one may take over its caption
    const alone = number === 0 || container === 'tables' || container === 'sheets'
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
