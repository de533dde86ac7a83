import { sum } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { GOAL_FORMS } from './forms.ts'
import { normalize } from './normal.ts'
import { evaluation, goals } from './sketch.ts'
import { targetRows, weightsAsValues } from './target-rows.ts'
import { TARGET_UNITS } from './target-units.ts'
import { about, claimsOf, states } from './view.ts'

const row = (name: string, target: string, level = '数量指标') =>
  goals({ rows: [`产出指标 | ${level} | ${name} | ${target}`] })

const blank: Check = {
  id: 'TGT-01',
  severity: 'error',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'Target blank', zh: '指标值空白' },
  why: { en: 'Without a target nothing can be evaluated.', zh: '无指标值则无法考核。' },
  reads: ['indicators.target', 'indicators.observations'],
  source: 'S-HBJS',
  good: row('养护里程', '≥50公里'),
  bad: goals({ rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里', '产出指标 | 数量指标 | 养护次数 | '] }),
  run: (view) =>
    view.prints('target')
      ? targetRows(view)
          .filter(
            (one) =>
              !states(one, 'target') && (one.target !== null || one.observations.some(({ role }) => role === 'target')),
          )
          .map((one) => ({
            ...about(one, 'level3', 'target'),
            found: one.target?.raw ?? '',
            en: `The indicator has no target${one.target?.raw ? ` ("${one.target.raw}")` : ''}. State one.`,
            zh: `未填指标值${one.target?.raw ? `（“${one.target.raw}”）` : ''}，请补填。`,
          }))
      : [],
}

const VAGUE =
  /及时|有效|提高|提升|改善|良好|加强|明显|显著|较好|较高|较大|持续|促进|保障|稳定|完善|增强|逐步|不断|满意|优化|推动|推进|合理|充分|规范|基本|到位|按时|按期|健全|增加|减少|降低|增长/

const STANDARD =
  /[\d０-９]|[一二三四五六七八九十百]+(?:级|类|等|次|个|项|家|人|天|月|年|季度)|标准|规范要求|规定|制度|办法|方案|计划|条例|合同|协议|《|级以上|国标|省级|市级|国家级|一级|二级|三级|零|无(?:事故|投诉|安全)|全部|全覆盖|年底|月底|季度|优良?$|合格|达标|不超/

const vague: Check = {
  id: 'TGT-02',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: GOAL_FORMS,
  title: { en: 'A target without standard, level or date', zh: '指标值空泛，无标准、等级或时限' },
  why: { en: 'Whether 及时 or 有效改善 was reached is a matter of taste.', zh: '“及时”“有效改善”等无法客观衡量。' },
  reads: ['indicators.target'],
  source: 'S-RULE1, S-GOAL',
  good: row('出水水质', '达到一级A标排放标准', '质量指标'),
  bad: row('修补及时性', '及时', '时效指标'),
  run: (view) =>
    targetRows(view)
      .filter(
        ({ target }) =>
          target?.kind === 'qualitative' && VAGUE.test(target.raw) && !STANDARD.test(normalize(target.raw)),
      )
      .map((one) => ({
        ...about(one, 'target'),
        expected: '数值、标准、等级或时限',
        found: one.target!.raw,
        en: `"${one.target!.raw}" has no figure, standard, level or date. Say when it counts as reached.`,
        zh: `“${one.target!.raw}”没有数值、标准、等级或时限，请明确可衡量的标准。`,
      })),
}

const openCost: Check = {
  id: 'TGT-03',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A cost without ≤', zh: '成本指标未用“≤”' },
  why: { en: 'Costs are kept below a limit; = or ≥ rewards spending.', zh: '成本为逆向指标，应设上限。' },
  reads: ['indicators.category', 'indicators.target'],
  source: 'S-AH',
  good: row('每公里养护成本', '≤2万元', '成本指标'),
  bad: row('每公里养护成本', '2万元', '成本指标'),
  run: (view) =>
    targetRows(view)
      .filter(
        ({ category, target }) =>
          category?.startsWith('cost') && target?.kind === 'quantity' && /^(?:eq|ge|gt)$/.test(target.comparator ?? ''),
      )
      .map((one) => ({
        ...about(one, 'target'),
        expected: `≤${one.target!.raw.replace(/^[≥>=＝＞]+/, '')}`,
        found: one.target!.raw,
        suggestion: `≤${one.target!.raw.replace(/^[≥>=＝＞]+/, '')}`,
        en: `The cost target "${one.target!.raw}" sets no upper limit. Write ≤.`,
        zh: `成本指标值“${one.target!.raw}”未设上限，建议使用“≤”。`,
      })),
}

const pointsTyped: Check = {
  id: 'TGT-09',
  severity: 'warning',
  scope: 'filing',
  forms: 'all',
  title: { en: 'The value columns hold points', zh: '指标值、完成值栏填的是分值、得分' },
  why: { en: 'Targets and results are lost: only points were filed.', zh: '未填真实指标值和完成值。' },
  reads: ['indicators.target', 'indicators.actual'],
  source: 'S-TP',
  good: values(['≥50公里', '52公里'], ['≥95%', '98%'], ['4次', '4次']),
  bad: values(['50', '50'], ['30', '30'], ['20', '20']),
  run: (view) => {
    if (!weightsAsValues(view)) return []
    const rows = targetRows(view)
    return [
      {
        cells: rows.flatMap((one) => claimsOf(one, 'target', 'actual')),
        related: rows.map(({ level3 }) => level3),
        found: rows.map(({ target }) => target?.raw ?? '').join(' + '),
        en: `Targets and actuals have no units, agree, and add up to ${sum(rows.map(({ target }) => target?.value ?? '0'))}: these are points. File the real targets and results.`,
        zh: `指标值与完成值均无单位且相同，合计${sum(rows.map(({ target }) => target?.value ?? '0'))}，应为分值，请填写真实的指标值和完成值。`,
      },
    ]
  },
}

function values(...rows: readonly (readonly [string, string])[]): string {
  const names = ['数量指标 | 养护里程', '质量指标 | 验收合格率', '时效指标 | 按期完工率']
  return evaluation({ rows: rows.map(([target, actual], at) => `产出指标 | ${names[at]} | ${target} | ${actual}`) })
}

/** Targets (指标值). */
export const TARGETS: Family = {
  id: 'TGT',
  title: { en: 'Targets', zh: '指标值' },
  checks: [blank, vague, openCost, pointsTyped, ...TARGET_UNITS],
}
