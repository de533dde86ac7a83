/** NAR: goals and achievements in words: possible amounts, figures that agree with the table, answers to every goal. */
import type { Claim, Mention } from '../model.ts'
import { compare } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { magnitude, minus } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { mentionSlack } from './mention-slack.ts'
import { NARRATIVE_GOALS } from './narrative-goals.ts'
import { plain } from './normal.ts'
import { evaluation } from './sketch.ts'
import { claimsOf, type View } from './view.ts'

/** A text of the form with its claims. */
interface Said {
  readonly text: string
  readonly cells: readonly Claim[]
}

function textsOf({ filing }: View): readonly Said[] {
  const goalTexts = filing.goals.flatMap((goal) =>
    (['expected', 'actual'] as const).flatMap((key) =>
      goal[key] === null ? [] : [{ text: goal[key], cells: claimsOf(goal, key) }],
    ),
  )
  return [...goalTexts, ...filing.fields.map((field) => ({ text: field.text, cells: claimsOf(field, 'text') }))]
}

const told = (expected: string, actual: string) => evaluation({ goal: [expected, actual] })

const impossibleUnit: Check = {
  id: 'NAR-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'An impossible amount unit', zh: '金额单位错误' },
  why: {
    en: '1.65亿万元 read to the letter is ten thousand times too much.',
    zh: '“亿万元”等单位按字面理解相差万倍。',
  },
  reads: ['goals.actual', 'goals.expected', 'fields'],
  source: 'D',
  good: told('改造大道', '投入1.65亿元'),
  bad: told('改造大道', '投入1.65亿万元'),
  run: (view) =>
    textsOf(view).flatMap(({ text, cells }) =>
      [
        ...text.normalize('NFKC').matchAll(/\d[\d,.]*\s*(?:(亿)万元|(万)万元|元(万)(?=元|[,，。;；、)）\s]|$))元?/g),
      ].map((m): Note => {
        const suggestion = `${/[\d,.]+/.exec(m[0])![0]}${m[1] ?? m[2] ?? m[3]}元`
        return {
          cells,
          found: m[0],
          suggestion,
          en: `"${m[0]}" is no amount; "${suggestion}" may be meant. Correct it.`,
          zh: `“${m[0]}”不是合法的金额单位，可能应为“${suggestion}”，请更正。`,
        }
      }),
    ),
}

interface Told {
  readonly clause: string
  readonly mention: Mention
}

/** The quantities of a goal's texts with the clause around each. */
function toldIn(text: string, mentions: readonly Mention[]): readonly Told[] {
  const clauses = text.split(/[，,。；;！!\n、]/)
  return mentions.flatMap((mention) => {
    const clause = clauses.filter((one) => one.includes(mention.raw))
    return clause.length === 1 && mention.value !== undefined && mention.comparator === 'eq'
      ? [{ clause: clause[0]!, mention }]
      : []
  })
}

const otherFigure: Check = {
  id: 'NAR-02',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The narrative states another figure than the table', zh: '文字描述与表中数据不一致' },
  why: { en: 'One of the two is wrong.', zh: '二者之一有误。' },
  reads: ['goals.actual', 'goals.mentions', 'indicators.actual'],
  source: 'D',
  good: evaluation({
    goal: ['养护乡道', '养护里程52公里。'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 10 | 10'],
  }),
  bad: evaluation({
    goal: ['养护乡道', '养护里程58公里。'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 10 | 10'],
  }),
  run: (view) =>
    view.filing.goals.flatMap((goal): Note[] => {
      if (goal.actual === null) return []
      const all = toldIn(goal.actual, goal.mentions)
      return view.leaves.flatMap((row): Note[] => {
        const name = plain(row.key)
        const { actual } = row
        if (name.length < 4 || actual?.kind !== 'quantity' || actual.value === undefined || actual.comparator !== 'eq')
          return []
        // The clause must name the indicator as a whole and hold a single figure of its unit.
        const here = all.filter(
          ({ clause, mention }) => plain(clause).includes(name) && mention.unit === actual.unit && actual.unit !== '',
        )
        if (here.length !== 1) return []
        const { mention } = here[0]!
        if (compare(magnitude(minus(mention.value!, actual.value)), mentionSlack(mention, actual)) <= 0) return []
        return [
          {
            indicator: row.level3,
            cells: [...claimsOf(goal, 'actual'), ...claimsOf(row, 'actual')],
            expected: actual.raw,
            found: mention.raw,
            en: `The narrative says ${mention.raw}, the table ${actual.raw}. Correct the wrong one.`,
            zh: `文字描述为${mention.raw}，表中为${actual.raw}，请更正。`,
          },
        ]
      })
    }),
}

const DOUBLED = /[，,。；;、：:！!？?.](?=\s*[，,。；;、：:！!？?])/

const DANGLING = /[，,、]\s*(?=\n|$)/

/** Item numbers that change their style or jump: 1、 … 2 … 3. */
function hasBrokenNumbers(text: string): boolean {
  const marks = [...text.matchAll(/(?:^|[\n。；;，,])\s*(\d{1,2})([、.．)）]?)(?=\s*[\u4e00-\u9fff“])/g)]
    .map(([, number, mark]) => ({ number: Number(number), mark: mark!.normalize('NFKC') }))
    .filter(({ number, mark }) => mark !== '' || number <= 9)
  const starts = marks.findIndex(({ number, mark }) => number === 1 && mark !== '')
  if (starts < 0) return false
  const run = marks.slice(starts).filter(({ number }, at) => number === at + 1)
  const expected = Math.max(
    ...marks
      .slice(starts)
      .filter(({ mark }) => mark !== '')
      .map(({ number }) => number),
  )
  return (
    new Set(run.map(({ mark }) => mark)).size > 1 ||
    (run.length > 1 && expected > run.length && expected <= marks.length + 2)
  )
}

const sloppy: Check = {
  id: 'NAR-05',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Broken numbering or doubled punctuation', zh: '编号混乱或标点重复' },
  why: { en: 'Text was pasted together without being read.', zh: '文字拼接痕迹，未经校对。' },
  reads: ['goals.expected', 'goals.actual'],
  source: 'D',
  good: told('一、养护乡道。\n二、修缮桥梁。', '1、已养护乡道。2、已修缮桥梁。'),
  bad: told('一、养护乡道,。\n二、修缮桥梁。', '1、已养护乡道。2、已修缮桥梁。'),
  run: (view) => {
    const bad = view.filing.goals.flatMap((goal) =>
      (['expected', 'actual'] as const).flatMap((key) => {
        const text = (goal[key] ?? '').replace(/…+|\.{3,}/g, '')
        const reasons = [DOUBLED.exec(text)?.index, DANGLING.exec(text)?.index].filter((at) => at !== undefined)
        if (reasons.length === 0 && !hasBrokenNumbers(text)) return []
        const at = reasons[0]
        const found = at === undefined ? '编号' : text.slice(Math.max(0, at - 6), at + 3).trim()
        return [{ cells: claimsOf(goal, key), found }]
      }),
    )
    if (bad.length === 0) return []
    const found = bad.map((one) => one.found).join(' … ')
    return [
      {
        cells: bad.flatMap(({ cells }) => cells),
        found,
        en: `Punctuation or numbering is broken ("${found}"). Proof-read the text.`,
        zh: `标点或编号有误（“${found}”），请校对。`,
      },
    ]
  },
}

/** Goals and achievements in words (总体目标及完成情况). */
export const NARRATIVE: Family = {
  id: 'NAR',
  title: { en: 'Narrative', zh: '文字描述' },
  checks: [impossibleUnit, otherFigure, sloppy, ...NARRATIVE_GOALS],
}
