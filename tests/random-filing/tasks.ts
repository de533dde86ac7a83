/** The tasks of a year with their amounts: a table inside the form, under a banner of its own. */
import type { Dice } from './dice.ts'
import type { ExpectedMeasure } from './expected.ts'
import { put, type Sheet, shareWidths } from './sheet.ts'

const TASKS = ['保障机构运转', '开展专项整治', '完善基础设施']
const AMOUNTS = ['总额', '财政拨款', '其他资金']

/** Draws 任务名称 | 主要内容 | 预算金额（万元） over 总额 | 财政拨款 | 其他资金; each figure is a measure. */
export function drawTasks(dice: Dice, sheet: Sheet, banner: number): readonly ExpectedMeasure[] {
  const top = sheet.rows
  const deep = dice.chance('tasks/deep', 60)
  const columns = deep ? AMOUNTS : ['预算金额（万元）']
  const widths = shareWidths(sheet.columns - banner, columns.length + 2, [0, 1])
  const starts = widths.map((_, i) => banner + widths.slice(0, i).reduce((sum, width) => sum + width, 0))
  const height = deep ? 2 : 1
  put(sheet, top, starts[0]!, '任务名称', height, widths[0])
  put(sheet, top, starts[1]!, '主要内容', height, widths[1])
  const group = widths.slice(2).reduce((sum, width) => sum + width, 0)
  if (deep) put(sheet, top, starts[2]!, '预算金额（万元）', 1, group)
  for (const [i, column] of columns.entries()) put(sheet, top + height - 1, starts[i + 2]!, column, 1, widths[i + 2])
  sheet.rows += height
  const measures: ExpectedMeasure[] = []
  for (let task = 0; task < dice.between('tasks/count', 1, 3); task++) {
    const row = sheet.rows++
    put(sheet, row, starts[0]!, TASKS[task]!, 1, widths[0])
    put(sheet, row, starts[1]!, '按计划推进各项工作', 1, widths[1])
    for (const [i, column] of columns.entries()) {
      const raw = i === 2 ? '' : String(dice.between('tasks/amount', 2, 900))
      put(sheet, row, starts[i + 2]!, raw, 1, widths[i + 2])
      if (raw !== '') measures.push({ row: TASKS[task]!, column, raw })
    }
  }
  put(
    sheet,
    top,
    0,
    dice.pick('tasks/banner', ['年度主要任务', '年度\n主要\n任务', '年度重点工作任务']),
    sheet.rows - top,
    banner,
  )
  return measures
}
