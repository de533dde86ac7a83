import type { Check, Note } from './check.ts'
import { CATEGORY_WORD, nameOf } from './indicators.ts'
import { normalize } from './normal.ts'
import { isShareOfWhole, outsideOfShare } from './shares.ts'
import { goals } from './sketch.ts'
import { targetRows, weightsAsValues } from './target-rows.ts'
import { isBareMagnitude } from './verdict.ts'
import { about, claimsOf } from './view.ts'

const row = (name: string, target: string, level = '数量指标') =>
  goals({ rows: [`产出指标 | ${level} | ${name} | ${target}`] })

const noUnit: Check = {
  id: 'TGT-04',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A number without its unit', zh: '指标值缺少计量单位' },
  why: { en: 'What the unit is must be guessed.', zh: '单位不明，只能推测。' },
  reads: ['indicators.target'],
  source: 'S-STD',
  good: row('养护里程', '50公里'),
  bad: row('养护里程', '50'),
  run: (view) =>
    weightsAsValues(view)
      ? []
      : targetRows(view).flatMap((one): Note[] => {
          const { target } = one
          if (target?.kind !== 'quantity') return []
          const bare = isBareMagnitude(target)
          const told = target.assumed && /^(?:name|column)$/.test(target.assumed.from)
          if (!bare && (target.unit !== '' || told)) return []
          const suggestion = bare && target.unit === 'CNY' ? `${target.raw}元` : null
          return [
            {
              ...about(one, 'target'),
              found: target.raw,
              suggestion,
              en: bare
                ? `The unit of "${target.raw}" is incomplete: ${suggestion ? `${suggestion} is assumed` : '万 or 亿 of what'}? Complete it.`
                : `"${target.raw}" has no unit. Add it.`,
              zh: bare
                ? `“${target.raw}”的单位不完整${suggestion ? `，按${suggestion}理解` : ''}，请补全。`
                : `“${target.raw}”没有计量单位，请补填。`,
            },
          ]
        }),
}

const outside: Check = {
  id: 'TGT-05',
  severity: 'error',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A share outside 0–100%', zh: '比率类指标值超出0–100%' },
  why: {
    en: 'No part is greater than its whole; 290% is often a scanned ≥90%.',
    zh: '部分不可能大于整体；“290%”多为“≥90%”误识别。',
  },
  reads: ['indicators.target', 'indicators.level3'],
  source: 'S-HN-HS, S-HB',
  good: row('验收合格率', '≥95%', '质量指标'),
  bad: row('验收合格率', '295%', '质量指标'),
  run: (view) =>
    targetRows(view).flatMap((one): Note[] => {
      if (!one.target || !isShareOfWhole(one) || !outsideOfShare(one.target)) return []
      const scanned = /^2(\d{2}(?:\.\d+)?|100)%$/.exec(normalize(one.target.raw))
      const suggestion = scanned ? `≥${scanned[1]}%` : (one.target.suggestion ?? null)
      return [
        {
          ...about(one, 'target'),
          expected: '0–100%',
          found: one.target.raw,
          suggestion,
          en: `"${one.target.raw}" is no possible share${suggestion ? `; ${suggestion} may be meant` : ''}. Correct it.`,
          zh: `“${one.target.raw}”超出0–100%${suggestion ? `，可能应为${suggestion}` : ''}，请更正。`,
        },
      ]
    }),
}

const wordsForNumber: Check = {
  id: 'TGT-06',
  severity: 'error',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'An operator without a number', zh: '计算符号后不是数值' },
  why: { en: 'The column 指标性质 says that a number follows.', zh: '指标性质为定量，指标值应为数值。' },
  reads: ['indicators.target', 'indicators.cells'],
  source: 'S-NUM',
  good: operated('≥', '50', '公里'),
  bad: operated('≥', '优', ''),
  run: (view) =>
    targetRows(view)
      .filter(({ target, cells }) => {
        const claims = cells.target ?? []
        return (
          claims.length > 1 &&
          /^[≥≤><=＝＞＜]+$/.test(claims[0]!.raw.trim()) &&
          target?.kind === 'qualitative' &&
          !/\d/.test(normalize(target.raw))
        )
      })
      .map((one) => ({
        ...about(one, 'target'),
        expected: '数值',
        found: one.target!.raw,
        en: `"${one.target!.raw}": an operator needs a number. Write the number, or 定性 as the kind.`,
        zh: `“${one.target!.raw}”：计算符号后应为数值，请填数值，或将指标性质改为定性。`,
      })),
}

function operated(operator: string, value: string, unit: string): string {
  return `项目支出绩效目标表
（2022年度）
| 项目名称 | 乡道养护 | < | < | < | < |
| 主管部门 | 濉溪县交通运输局 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 |
| 产出指标 | 数量指标 | 养护里程 | ${operator} | ${value} | ${unit} |
| 产出指标 | 数量指标 | 养护次数 | ≥ | 4 | 次 |
| 产出指标 | 数量指标 | 巡查次数 | ≥ | 12 | 次 |`
}

const noBase: Check = {
  id: 'TGT-07',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A percentage of nothing named', zh: '百分比指标没有计算基数' },
  why: { en: '90% of what is not said.', zh: '未说明百分比的计算对象。' },
  reads: ['indicators.target', 'indicators.level3'],
  source: 'D',
  good: row('道路完好率', '≥90%', '质量指标'),
  bad: goals({ rows: ['效益指标 | 社会效益指标 | 民生保障 | ≥90%'] }),
  run: (view) =>
    targetRows(view)
      .filter(
        (one) => one.target?.kind === 'quantity' && one.target.unit === '%' && !one.target.flags.includes('from-text'),
      )
      .filter((one) =>
        CATEGORY_WORD.test(nameOf(one))
          ? !/满意/.test(one.level3)
          : !/率|度|比|占|程度|百分|增|减|降|提高|提升|幅|覆盖|完成|达标|合格|及时|全部|水平|成本|控制/.test(
              one.level3,
            ),
      )
      .map((one) => ({
        ...about(one, 'target', 'level3'),
        found: one.target!.raw,
        en: `${one.target!.raw} of what? "${one.level3}" names no base. Name the rate.`,
        zh: `“${one.level3}”${one.target!.raw}没有说明计算对象，请写明比率名称。`,
      })),
}

const damaged: Check = {
  id: 'TGT-08',
  severity: 'info',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'A damaged operator', zh: '比较符号疑似损坏' },
  why: { en: '≥ turns into 2, Q or >= in conversion and scanning.', zh: '“≥”在转换或扫描中常变成2、Q或>=。' },
  reads: ['indicators.target'],
  source: 'S-HN-BASE, S-HB',
  good: row('养护里程', '≥50公里'),
  bad: row('养护里程', '>=50公里'),
  run: (view) => {
    const doubted = targetRows(view).filter(({ target }) => target?.doubts.includes('ocr-suspect'))
    const ascii = targetRows(view).filter(({ target }) => target && /^(?:>=|<=|=>|=<)/.test(normalize(target.raw)))
    const notes: Note[] = doubted.map((one) => ({
      ...about(one, 'target'),
      found: one.target!.raw,
      suggestion: one.target!.suggestion ?? null,
      en: `"${one.target!.raw}" looks like a damaged "${one.target!.suggestion ?? '≥'}". Check it against the original.`,
      zh: `“${one.target!.raw}”疑为“${one.target!.suggestion ?? '≥'}”的误识别，请核对原件。`,
    }))
    if (ascii.length > 0)
      notes.push({
        cells: ascii.flatMap((one) => claimsOf(one, 'target')),
        related: ascii.map(({ level3 }) => level3),
        found: ascii[0]!.target!.raw,
        en: `${ascii.length} target(s) write the operator as two signs ("${ascii[0]!.target!.raw}"). Write ≥ or ≤.`,
        zh: `${ascii.length}项指标值的比较符号写成两个字符（如“${ascii[0]!.target!.raw}”），请使用≥或≤。`,
      })
    return notes
  },
}

/** The rules about units, percentages and operators. */
export const TARGET_UNITS: readonly Check[] = [noUnit, outside, wordsForNumber, noBase, damaged]
