/** IND, second part: levels, and the rows as a whole. */
import type { Indicator } from '../model.ts'
import type { Check, Note } from './check.ts'
import { goals } from './sketch.ts'
import { about, bareLabel, cellOf, claimsOf } from './view.ts'

const named = (name: string, level = '数量指标') => goals({ rows: [`产出指标 | ${level} | ${name} | ≥90%`] })

const unknownLabel: Check = {
  id: 'IND-01',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A level label that the taxonomy does not know', zh: '一、二级指标名称不规范' },
  why: { en: 'Indicators under it cannot be compared across forms.', zh: '不规范的指标类别无法跨表汇总比较。' },
  reads: ['indicators.level1Label', 'indicators.level2Label', 'indicators.level1', 'indicators.level2'],
  source: 'D',
  good: named('道路养护里程完成率'),
  bad: named('道路养护里程完成率', '工作推进'),
  run: ({ filing }) => {
    if (/^(?:scoring|baseline-data)$/.test(filing.form)) return []
    return (['level1', 'level2'] as const).flatMap((level): Note[] => {
      const rows = filing.indicators.filter(
        (row) => row[level] === null && bareLabel(row[`${level}Label`] ?? '') !== '',
      )
      const labels = new Map(rows.map((row) => [row[`${level}Label`]!, row]))
      return [...labels].map(([label, row]) => ({
        cells: claimsOf(row, level),
        related: rows.filter((one) => one[`${level}Label`] === label).map(({ level3 }) => level3),
        found: label,
        en: `"${label}" is no known ${level === 'level1' ? 'first' : 'second'}-level label. Use the label of the official form.`,
        zh: `“${label}”不是规范的${level === 'level1' ? '一' : '二'}级指标名称，请按统一表样填写。`,
      }))
    })
  },
}

const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['output', ['quantity', 'quality', 'timeliness', 'cost']],
  ['benefit', ['economic-benefit', 'social-benefit', 'ecological-benefit', 'sustainable-impact']],
  ['satisfaction', ['service-satisfaction']],
  ['cost', ['economic-cost', 'social-cost', 'ecological-cost', 'cost']],
])

const misplaced: Check = {
  id: 'IND-02',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A second level under a first level where it does not belong', zh: '二级指标所属一级指标不当' },
  why: { en: 'Points by level, and comparisons by level, are off.', zh: '影响各级分值及分类比较。' },
  reads: ['indicators.level1', 'indicators.level2'],
  source: 'S-SC1, S-HN-XT',
  good: goals({ rows: ['满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90%'] }),
  bad: goals({ rows: ['效益指标 | 服务对象满意度指标 | 村民满意度 | ≥90%'] }),
  run: ({ filing }) => {
    const groups = new Map<string, Indicator[]>()
    for (const row of filing.indicators)
      if (row.level1 && row.level2 && ALLOWED.get(row.level1)?.includes(row.level2) === false) {
        const key = `${row.level1}/${row.level2}`
        groups.set(key, [...(groups.get(key) ?? []), row])
      }
    return [...groups.values()].map((rows) => {
      const row = rows[0]!
      return {
        ...about(row, 'level2', 'level1'),
        related: rows.map(({ level3 }) => level3),
        expected: row.category,
        found: `${row.level1Label}/${row.level2Label}`,
        en: `${row.level2Label} stands under ${row.level1Label}; it belongs to ${row.category}. Move the ${rows.length} row(s).`,
        zh: `${row.level2Label}列在${row.level1Label}下，应归入${row.category}，请调整（${rows.length}项）。`,
      }
    })
  },
}

const gaps: Check = {
  id: 'IND-03',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'No output, no benefit or no quantity indicator', zh: '缺少产出、效益或数量指标' },
  why: { en: 'What is done and what it is good for must both be measured.', zh: '产出与效益均应设置指标。' },
  reads: ['indicators.category', 'indicators.level1'],
  source: 'S-LIB',
  good: goals({
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天'],
    after: ['填表人：张某'],
  }),
  bad: goals({
    rows: ['产出指标 | 质量指标 | 验收合格率 | ≥95%', '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天'],
    after: ['填表人：张某'],
  }),
  run: (view) => {
    const rows = view.filing.indicators
    if (
      !view.isFinished ||
      !view.isHeaded ||
      rows.length === 0 ||
      rows.some(({ category, level1 }) => (category ?? level1) === null)
    )
      return []
    if (rows.some(({ level1 }) => level1 !== null && !ALLOWED.has(level1))) return []
    const has = (prefix: string) => rows.some(({ category, level1 }) => (category ?? level1)!.startsWith(prefix))
    const absent = (
      [
        ['output', '产出'],
        ['output/quantity', '数量'],
        ['benefit', '效益'],
      ] as const
    ).filter(([prefix]) => !has(prefix))
    if (absent.length === 0) return []
    return [
      {
        related: absent.map(([prefix]) => prefix),
        expected: absent.map(([, zh]) => zh).join('、'),
        found: '',
        en: `The form has no ${absent.map(([prefix]) => prefix).join(', no ')} indicator. Add at least one${absent.length > 1 ? ' of each' : ''}.`,
        zh: `缺少${absent.map(([, zh]) => `${zh}指标`).join('、')}，请至少${absent.length > 1 ? '各' : ''}设一项。`,
      },
    ]
  },
}

const few: Check = {
  id: 'IND-09',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'Fewer than three indicators', zh: '三级指标少于3项' },
  why: { en: 'A form with so few rows does not show what the money is for.', zh: '指标过少，不能反映资金使用效果。' },
  reads: ['indicators.level3'],
  source: 'S-CS',
  good: goals({
    rows: [
      '产出指标 | 数量指标 | 养护里程 | ≥50公里',
      '产出指标 | 质量指标 | 验收合格率 | ≥95%',
      '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天',
    ],
  }),
  bad: named('道路完好率', '质量指标'),
  run: ({ filing }) => {
    if (/^(?:baseline-data|scoring)$/.test(filing.form) || filing.indicators.length >= 3) return []
    const count = filing.indicators.length
    return [
      {
        cells: filing.indicators.flatMap((row) => claimsOf(row, 'level3')),
        expected: '≥3',
        found: String(count),
        en:
          count === 0
            ? 'No indicator row was read. Fill in the indicators, or check whether the table is cut off.'
            : `Only ${count} indicator(s). Add what else the money is for.`,
        zh: count === 0 ? '未读到任何绩效指标，请填写，或核对表格是否完整。' : `仅有${count}项三级指标，请补充。`,
      },
    ]
  },
}

const splitLabel: Check = {
  id: 'IND-10',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: { en: 'A level-2 label printed in two cells of one block', zh: '同一二级指标在同一板块中重复出现' },
  why: { en: 'Merge the cells, else the group is counted twice.', zh: '应合并单元格，否则该类指标会被重复统计。' },
  reads: ['indicators.level2'],
  source: 'D',
  good: goals({
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '^ | ^ | 养护次数 | ≥4次', '^ | 质量指标 | 验收合格率 | ≥95%'],
  }),
  bad: goals({
    rows: [
      '产出指标 | 数量指标 | 养护里程 | ≥50公里',
      '^ | ^ | 养护次数 | ≥4次',
      '^ | 质量指标 | 验收合格率 | ≥95%',
      '^ | 数量指标 | 修补面积 | ≥90平方米',
    ],
  }),
  run: ({ filing }) =>
    splitGroups(filing.indicators).map(({ label, rows, cells }) => ({
      cells,
      related: rows.map(({ level3 }) => level3),
      found: label,
      en: `${label} stands in ${cells.length} cells of one block. Merge them into one group of ${rows.length} rows.`,
      zh: `${label}在同一板块中分列${cells.length}处，请合并为一组（${rows.length}项）。`,
    })),
}

const cellAt = (row: Indicator, level: 'level1' | 'level2') => {
  const claim = row.cells[level]?.[0]
  return claim ? cellOf(claim) : null
}

/** Level-2 labels with several cells in one level-1 cell, at least one of them over several rows: no repeating style. */
function splitGroups(rows: readonly Indicator[]) {
  const groups = new Map<string, Indicator[]>()
  for (const row of rows) {
    const block = cellAt(row, 'level1') ?? row.level1Label
    if (row.level2Label === null || block === null || cellAt(row, 'level2') === null) continue
    const key = `${block} ${bareLabel(row.level2Label)}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < 3) return []
    const cells = new Map(group.map((row) => [cellAt(row, 'level2')!, row.cells.level2![0]!]))
    if (cells.size < 2 || cells.size === group.length) return []
    return [{ label: bareLabel(group[0]!.level2Label!), rows: group, cells: [...cells.values()] }]
  })
}

/** The rules about levels and the rows as a whole. */
export const INDICATOR_LEVELS: readonly Check[] = [unknownLabel, misplaced, gaps, few, splitLabel]
