/** What headings and labels say of goals, and the goals that come of it. */
import type { Cell, Goal } from '../model.ts'
import { normalize } from '../text.ts'
import type { Span } from './claims.ts'
import { isGoalLabel } from './headings.ts'
import type { Work } from './work.ts'

/** A heading or a label of goals, and what it says of the texts below or beside it. */
export interface GoalColumn {
  readonly start: number
  readonly end: number
  /** `other`: a heading beside those of goals (完成率): what stands below it is a field. */
  readonly role: 'expected' | 'actual' | 'other'
  readonly horizon: Goal['horizon']
  readonly label: string
}

/** What a heading or label says of a goal, wherever it stands. */
export type GoalHeading = Pick<GoalColumn, 'role' | 'horizon' | 'label'>
/** A text of a goal with its role. */
export type GoalPart = Omit<GoalHeading, 'role'> & { readonly role: 'expected' | 'actual'; readonly text: Span | null }

/** The column that a heading heads, or the role that a label gives to the text beside it. */
export function columnOf(work: Work, cell: Cell): GoalColumn {
  const code = work.terms.match('goal-column', cell.text)?.code ?? 'expected'
  const multi = work.terms.pattern('horizon', normalize(cell.text))?.code === 'multi-year'
  return {
    start: cell.column,
    end: cell.column + cell.columnSpan,
    role: code === 'actual' ? 'actual' : 'expected',
    horizon: multi ? 'multi-year' : 'annual',
    label: normalize(cell.text),
  }
}

/** 实际完成情况：建成2万亩: a label and its text in one cell. */
export interface InnerLabel {
  readonly heading: GoalHeading
  /** Where the text behind the label begins. */
  readonly from: number
}

/** The label in front of a text; null where there is none, or no term knows it. */
export function innerLabel(work: Work, cell: Cell): InnerLabel | null {
  const match = /^\s*([^:：\n]{2,20})[:：]\s*(?=\S)/.exec(cell.text)
  if (!match || !isGoalLabel(work.terms, match[1]!)) return null
  return { heading: columnOf(work, { ...cell, text: match[1]! }), from: match[0].length }
}

/** One goal for each horizon of a printed row. */
export function pushGoals(work: Work, parts: readonly GoalPart[]): void {
  for (const horizon of ['multi-year', 'annual'] as const) {
    const own = parts.filter((part) => part.horizon === horizon)
    const expected = own.find((part) => part.role === 'expected')?.text ?? null
    const actual = own.find((part) => part.role === 'actual')?.text ?? null
    const label = own[0]?.label ?? ''
    if (expected ?? actual) work.goals.push({ horizon, expected, actual, label })
    for (const part of own.filter(({ text }) => text !== null && text !== expected && text !== actual))
      work.goals.push({ horizon, expected: null, actual: null, label: part.label, [part.role]: part.text })
  }
}
