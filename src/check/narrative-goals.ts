import type { Check, Note } from './check.ts'
import { EVALUATION_FORMS, GOAL_FORMS } from './forms.ts'
import { bigrams } from './match-rows.ts'
import { normalize, plain } from './normal.ts'
import { evaluation, goals } from './sketch.ts'
import { claimsOf } from './view.ts'

const told = (expected: string, actual: string) => evaluation({ goal: [expected, actual] })

/** The numbered items of a text; one when it is not numbered. */
function itemsOf(text: string): readonly string[] {
  const marks =
    /(?:^|[\n。；;])\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩])/g
  return text
    .split(marks)
    .map((item) => item.trim())
    .filter((item) => plain(item).length >= 6)
}

/** Letter pairs that goals share whatever they are about. */
const COMMON = bigrams(
  '工作任务目标完成确保加强推进提升提高建设管理服务水平进一步全面落实保障实施开展项目资金预算绩效指标有效及时质量能力力度着力立足扎实规范推动促进机制体系年度',
)

function isAnswered(item: string, by: ReadonlySet<string>): boolean {
  return [...bigrams(plain(item))].some((pair) => !COMMON.has(pair) && by.has(pair))
}

const unanswered: Check = {
  id: 'NAR-03',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'A goal without an achievement', zh: '总体目标没有对应的完成情况' },
  why: {
    en: 'Each numbered goal should be answered. (By words shared: a proposal.)',
    zh: '各项目标均应说明完成情况（按用词判断，仅供参考）。',
  },
  reads: ['goals.expected', 'goals.actual'],
  source: 'D',
  good: told('一、养护乡道五十公里。\n二、修缮桥梁三座。', '1、乡道养护五十二公里。2、桥梁修缮三座。'),
  bad: told('一、养护乡道五十公里。\n二、修缮桥梁三座。', '1、乡道养护五十二公里。2、路灯亮化。'),
  run: (view) =>
    view.filing.goals.flatMap((goal): Note[] => {
      if (goal.expected === null || goal.actual === null || plain(goal.actual).length < 8) return []
      const items = itemsOf(goal.expected)
      const pairs = bigrams(plain(goal.actual))
      const open = items.filter((item) => !isAnswered(item, pairs))
      if (items.length < 2 || open.length === 0 || open.length === items.length) return []
      return [
        {
          cells: claimsOf(goal, 'expected', 'actual'),
          related: open,
          found: `${items.length - open.length}/${items.length}`,
          en: `No achievement speaks of: ${open.join(' / ')}. Say what became of it.`,
          zh: `以下目标未见完成情况：${open.join(' / ')}，请补充。`,
        },
      ]
    }),
}

const unmeasured: Check = {
  id: 'NAR-04',
  severity: 'info',
  scope: 'filing',
  forms: GOAL_FORMS,
  title: { en: 'A goal without an indicator', zh: '总体目标没有对应的指标' },
  why: {
    en: 'Each goal should be measured. (By words shared: a proposal.)',
    zh: '各项目标均应有指标衡量（按用词判断，仅供参考）。',
  },
  reads: ['goals.expected', 'indicators.level3', 'indicators.target'],
  source: 'D',
  good: goals({
    goal: ['一、养护乡道五十公里。\n二、修缮桥梁三座。'],
    rows: ['产出指标 | 数量指标 | 乡道养护里程 | ≥50公里', '产出指标 | 数量指标 | 桥梁修缮数量 | 3座'],
    after: ['填表人：张某'],
  }),
  bad: goals({
    goal: ['一、养护乡道五十公里。\n二、修缮桥梁三座。'],
    rows: ['产出指标 | 数量指标 | 乡道养护里程 | ≥50公里'],
    after: ['填表人：张某'],
  }),
  run: (view) => {
    const rows = bigrams(
      view.filing.indicators.map((row) => `${plain(row.level3)} ${plain(row.target?.raw ?? '')}`).join(' '),
    )
    if (view.filing.indicators.length === 0 || (!view.isFinished && view.filing.indicators.length < 5)) return []
    return view.filing.goals.flatMap((goal): Note[] => {
      const items = itemsOf(goal.expected ?? '')
      const open = items.filter((item) => !isAnswered(item, rows))
      if (items.length < 2 || open.length === 0 || open.length === items.length) return []
      return [
        {
          cells: claimsOf(goal, 'expected'),
          related: open,
          found: `${items.length - open.length}/${items.length}`,
          en: `No indicator measures: ${open.join(' / ')}. Add one.`,
          zh: `以下目标没有对应指标：${open.join(' / ')}，请补充。`,
        },
      ]
    })
  },
}

const copiedGoal: Check = {
  id: 'NAR-06',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The achievement is the goal, copied', zh: '完成情况照抄预期目标' },
  why: { en: 'It says what was intended, not what was done.', zh: '未反映实际完成情况。' },
  reads: ['goals.expected', 'goals.actual'],
  source: 'D',
  good: told('养护乡道五十公里，保障通行。', '已养护乡道五十二公里，全年通行。'),
  bad: told('养护乡道五十公里，保障通行。', '养护乡道五十公里,保障通行'),
  run: (view) =>
    view.filing.goals.flatMap((goal): Note[] => {
      const [expected, actual] = [plain(goal.expected ?? ''), plain(goal.actual ?? '')]
      if (expected.length < 8 || expected !== actual) return []
      return [
        {
          cells: claimsOf(goal, 'actual', 'expected'),
          found: normalize(goal.actual!).slice(0, 40),
          en: 'The achievement repeats the goal word for word. Say what was done and reached.',
          zh: '实际完成情况与预期目标文字相同，请填写实际完成情况。',
        },
      ]
    }),
}

/** The rules about goals and their answers. */
export const NARRATIVE_GOALS: readonly Check[] = [unanswered, unmeasured, copiedGoal]
