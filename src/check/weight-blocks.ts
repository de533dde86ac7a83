/** WGT, second part: points by block and level. */
import type { Claim, Indicator } from '../model.ts'
import { compare, plus, sum } from '../value/index.ts'
import type { Check, Note } from './check.ts'
import { differ } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { pointsOf, weighted } from './points.ts'
import type { Profile } from './profile.ts'
import { evaluation } from './sketch.ts'
import { bareLabel, claimsOf, ownRows, type View } from './view.ts'

const FUND = '年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10'

const OUTPUT = '产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 50 | 50'

const BENEFIT = '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天 | 365天 | 30 | 30'

const SATISFACTION = (weight: string) =>
  `满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 95% | ${weight} | ${weight}`

const form = (weight: string, total = '100 | 100') =>
  evaluation({ funds: [FUND], rows: [OUTPUT, BENEFIT, SATISFACTION(weight)], total })

interface BlockRows {
  readonly label: string
  readonly points: string
  readonly claim: Claim
  readonly rows: readonly Indicator[]
}

const at = ({ place }: Claim) => `${place.block},${place.row},${place.column}`

/** The rows of each printed group with points: those that share its cell, or that repeat its label below. */
function blocksOf(view: View): readonly BlockRows[] {
  return view.filing.blocks.flatMap(({ points, label, cells }) => {
    const [claim] = cells.points ?? []
    if (!claim || !/^\d+(\.\d+)?$/.test(points)) return []
    for (const [key, labelOf] of [
      ['level1', (row: Indicator) => row.level1Label],
      ['level2', (row: Indicator) => row.level2Label],
    ] as const) {
      const first = view.units.findIndex((row) => row.cells[key]?.some((one) => at(one) === at(claim)))
      if (first < 0) continue
      const name = bareLabel(labelOf(view.units[first]!) ?? '')
      const outer = view.units[first]!.level1Label
      let end = first
      while (
        end < view.units.length &&
        bareLabel(labelOf(view.units[end]!) ?? '') === name &&
        (key === 'level1' || view.units[end]!.level1Label === outer)
      )
        end++
      return [{ label: label || name, points, claim, rows: view.units.slice(first, end) }]
    }
    return []
  })
}

const wrongBlock: Check = {
  id: 'WGT-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: {
    en: 'The points printed at a group are not those of its rows',
    zh: '一级指标标注分值与其下指标分值之和不符',
  },
  why: {
    en: 'Rows are missing or their points were changed without the heading.',
    zh: '指标有遗漏，或调整分值后未同步。',
  },
  reads: ['blocks', 'indicators.weight', 'indicators.level1Label'],
  source: 'S-AH',
  good: evaluation({ rows: [OUTPUT.replace('产出指标', '产出指标（50分）'), BENEFIT], total: '80 | 80' }),
  bad: evaluation({ rows: [OUTPUT.replace('产出指标', '产出指标（40分）'), BENEFIT], total: '80 | 80' }),
  run: (view) =>
    blocksOf(view).flatMap(({ label, points, claim, rows }): Note[] => {
      const own = ownRows(rows, 'weight')
      if (own.some(({ weight }) => weight === null)) return []
      const reached = sum(own.map(({ weight }) => weight!))
      const open = !view.isFinished && rows.at(-1) === view.units.at(-1)
      if (
        !differ(
          reached,
          points,
          own.map(({ weight }) => weight!).filter((weight) => weight.includes('.')),
        ) ||
        (open && compare(reached, points) < 0)
      )
        return []
      if (!view.isHeaded && rows[0] === view.units[0]) return []
      return [
        {
          cells: [claim, ...own.flatMap((row) => claimsOf(row, 'weight'))],
          related: own.map(({ level3 }) => level3),
          expected: points,
          found: reached,
          en: `${label} states ${points} points, its ${own.length} rows carry ${reached}. Correct one of them.`,
          zh: `${label}标注${points}分，其下${own.length}项指标合计${reached}分，请更正。`,
        },
      ]
    }),
}

/** Points by level 1, or null where a row's level is not known. */
function byLevel(view: View): ReadonlyMap<string, string> | null {
  const levels = new Map<string, string>()
  for (const row of weighted(view)) {
    const level = row.category?.split('/')[0] ?? row.level1
    if (level === null) return null
    // Costs under 产出 belong to the block they are printed in.
    const block = row.level1 ?? level
    levels.set(block, plus(levels.get(block) ?? '0', row.weight!))
  }
  return levels
}

const unusual: Check = {
  id: 'WGT-03',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Points by level differ from the usual ones', zh: '各级指标分值与通用权重不同' },
  why: {
    en: 'The notices suggest 10/50/30/10, with cost 10/20/40/20/10; others need a basis.',
    zh: '通知建议权重为10/50/30/10（含成本为10/20/40/20/10），另设应有依据。',
  },
  reads: ['indicators.level1', 'indicators.weight', 'funds.weight'],
  source: 'S-AH, K:10号, 101号',
  good: form('10'),
  bad: evaluation({
    funds: [FUND],
    rows: [OUTPUT.replaceAll('50 | 50', '60 | 60'), BENEFIT.replaceAll('30', '20'), SATISFACTION('10')],
    total: '100 | 100',
  }),
  run: (view, { profile }) => {
    const points = pointsOf(view)
    const levels = byLevel(view)
    if (!points?.execution || !levels || !view.isFinished || !view.isHeaded || profile.weights.length === 0) return []
    if (profile.weights.some((set) => isSet(set, levels, points.execution!))) return []
    const found = [`execution ${points.execution}`, ...[...levels].map(([level, weight]) => `${level} ${weight}`)].join(
      ', ',
    )
    return [
      {
        cells: weighted(view).flatMap((row) => claimsOf(row, 'weight')),
        expected: profile.weights.map(({ name }) => name).join(' / '),
        found,
        en: `Points by level: ${found}; none of the usual sets of profile "${profile.id}". State the basis.`,
        zh: `各级分值：${found}，与“${profile.name.zh}”的通用权重不同，请说明依据。`,
      },
    ]
  },
}

function isSet(
  { execution, levels }: Profile['weights'][number],
  found: ReadonlyMap<string, string>,
  spent: string,
): boolean {
  const names = new Set([...Object.keys(levels), ...found.keys()])
  return (
    compare(execution, spent) === 0 &&
    [...names].every((name) => compare(levels[name] ?? '0', found.get(name) ?? '0') === 0)
  )
}

/** The rules about points by block and level. */
export const WEIGHT_BLOCKS: readonly Check[] = [wrongBlock, unusual]
