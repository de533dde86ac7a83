/** Draws small forms for the examples of checks: only the parts that are given, in the layout of the official forms. */

/** What a sketch shows. Rows are the cells of a line, parted by ` | `; missing ones at the end are blank. */
export interface Sketch {
  /** The title; that of the form by default. */
  readonly title?: string
  /** The line below the title: （2022年度）by default, none for ''. */
  readonly year?: string
  /** The cells of the head's first row: a project and its department by default. */
  readonly head?: readonly string[]
  /** Lines of the funds block. */
  readonly funds?: readonly string[]
  /** The banner of the funds block: 项目资金（万元）by default. */
  readonly banner?: string
  /** The overall goal, and on a self-evaluation what became of it. */
  readonly goal?: readonly [expected: string, actual?: string]
  /** Indicator rows. */
  readonly rows?: readonly string[]
  /** 分值 and 得分 of the row 总分. */
  readonly total?: string
  /** Lines below the table. */
  readonly after?: readonly string[]
}

const HEAD = ['项目名称 | 乡道养护', '主管部门 | 濉溪县交通运输局']
const WIDTH = 8

/** Goals of a project: 一级指标 | 二级指标 | 三级指标 | 指标值. Funds: 项目 | 金额. */
export function goals(sketch: Sketch): string {
  const rows = sketch.rows ? [['一级指标', '二级指标', '三级指标', '指标值'], ...sketch.rows.map(cellsOf)] : []
  return draw(sketch, '项目支出绩效目标表', 4, [
    ...(sketch.funds ?? []).map((line, at) => [
      at === 0 ? (sketch.banner ?? '项目资金（万元）') : '^',
      ...cellsOf(line),
    ]),
    ...(sketch.goal ? [['年度目标', oneLine(sketch.goal[0]), '<', '<']] : []),
    ...rows,
  ])
}

/** Self-evaluation of a project: … | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因. Funds: 项目 | 年初 | 全年 | 执行 | 分值 | 执行率 | 得分. */
export function evaluation(sketch: Sketch): string {
  const heading = [
    '一级指标',
    '二级指标',
    '三级指标',
    '年度指标值',
    '实际完成值',
    '分值',
    '得分',
    '偏差原因分析及改进措施',
  ]
  const funds = sketch.funds
    ? [
        [sketch.banner ?? '项目资金（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
        ...sketch.funds.map((line) => ['^', ...cellsOf(line)]),
      ]
    : []
  const goal = sketch.goal
    ? [
        ['年度总体目标', '预期目标', '<', '<', '实际完成情况', '<', '<', '<'],
        ['^', oneLine(sketch.goal[0]), '<', '<', oneLine(sketch.goal[1] ?? ''), '<', '<', '<'],
      ]
    : []
  const total = sketch.total === undefined ? [] : [['总分', '<', '<', '<', '<', ...cellsOf(sketch.total)]]
  const rows = sketch.rows ? [heading, ...sketch.rows.map(cellsOf)] : []
  return draw(sketch, '项目支出绩效自评表', WIDTH, [...funds, ...goal, ...rows, ...total])
}

/** Several files, each drawn on its own. */
export function files(...drawings: readonly string[]): string {
  return drawings.join('\n=====\n')
}

/** Several forms in one file. */
export function packet(...drawings: readonly string[]): string {
  return drawings.join('\n\n')
}

/** Line breaks as drawn grids show them. */
function oneLine(text: string): string {
  return text.replaceAll('\n', '⏎')
}

function cellsOf(line: string): readonly string[] {
  return line.split('|').map((cell) => cell.trim())
}

function draw(sketch: Sketch, title: string, width: number, body: readonly (readonly string[])[]): string {
  const head = (sketch.head ?? HEAD).map((line) => spread(cellsOf(line), width))
  const rows = [...head, ...body].map((cells) => {
    const filled = [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
    return `| ${filled.join(' | ')} |`
  })
  const before = [sketch.title ?? title, sketch.year ?? '（2022年度）'].filter((line) => line !== '')
  return [...before, ...rows, ...(sketch.after ?? [])].join('\n')
}

/** The last cell of a head row reaches to the right edge. */
function spread(cells: readonly string[], width: number): readonly string[] {
  return [...cells, ...Array.from({ length: width - cells.length }, () => '<')]
}
