/** Telling a blank form from a filled-in one: status `template`. */
import { normalize } from '../text.ts'
import type { Span } from './claims.ts'
import type { Work } from './work.ts'

/** Head keys that a filled-in form states; a title or a unit stands on blank templates too. */
const HEAD_FACTS = new Set(['department', 'agency', 'projectName', 'duties'])

/** Figures of a fund line that a blank form prints: its points. */
const PRINTED = new Set(['weight'])

/** A blank form or instructions: no figure, no goal, no value; weights may be printed, names are the template's. */
export function isBlankForm(work: Work): boolean {
  const stated = (span: Span | null | undefined) => span != null && !isToFill(work, span.text)
  const values = work.indicators.some(
    (one) =>
      stated(one.figures.score) || stated(one.figures.deviation) || one.observations.some(({ value }) => stated(value)),
  )
  const figures =
    work.funds.some(({ figures: own }) =>
      Object.entries(own).some(([key, span]) => !PRINTED.has(key) && stated(span)),
    ) || work.measures.some(({ value }) => stated(value))
  const goals = work.goals.some(({ expected, actual }) => stated(expected) || stated(actual))
  // A column that could be the values keeps its texts in extra.
  if (work.findings.some(({ rule }) => rule === 'ambiguous-column')) return false
  return !values && !figures && !goals && ![...work.head].some(([key, span]) => HEAD_FACTS.has(key) && stated(span))
}

/** 按预算批复的项目名称填写: what to fill in, not what was filled in. */
const INSTRUCTION = /(?:填写|填列|填报|选填|必填)[^。；]{0,12}[。；)）]?$|^请(?:在此处|简要|如实|填写)/

/** Nothing, or what a template prints in the place of a value: ××局, ≥XX%, …… */
function isToFill(work: Work, text: string): boolean {
  const plain = normalize(text)
  if (INSTRUCTION.test(text.trim())) return true
  return plain === '' || work.terms.pattern('to-fill', plain) !== null
}
