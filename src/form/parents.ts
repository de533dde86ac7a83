/**
 * Rows that belong together. Level 4: a parent row carries the points, the rows below it (其中：…) carry the values. Points
 * merged over several rows stand once.
 */
import type { Cell, Finding } from '../model.ts'
import { glue } from '../text.ts'
import type { Span } from './claims.ts'
import type { DraftIndicator } from './draft.ts'
import { findingOf, type Work } from './work.ts'

/** The position of the row that an indicator is a part of; null when it stands for itself. */
export function parentOf(work: Work, name: Cell | undefined, draft: DraftIndicator): number | null {
  if (!name) return null
  const last = work.indicators.length - 1
  const points = draft.figures.weight ?? draft.figures.score
  if (/^[★☆*\s　]*其中[:：]?/.test(name.text) && last >= 0 && sameGroup(work, last, draft) && !draft.figures.weight)
    return work.indicators[last]!.parent ?? last
  const elder = work.indicators[last]?.parent ?? null
  // 其中：困难补贴, then 护理补贴: as long as the points stay with the parent, its parts go on.
  if (elder !== null && sameGroup(work, last, draft) && !points && isParent(work.indicators[elder]!)) return elder
  if (!/^[\s　]{2,}/.test(name.text) || points) return null
  for (let i = last; i >= 0 && sameGroup(work, i, draft); i--)
    if (work.indicators[i]!.parent === null) return hasNoValue(work.indicators[i]!) ? i : null
  return null
}

const hasNoValue = (one: DraftIndicator) => one.observations.every(({ value }) => value === null)
const isParent = (one: DraftIndicator) => one.figures.weight !== undefined && hasNoValue(one)

function sameGroup(work: Work, i: number, { level2 }: DraftIndicator): boolean {
  const own = work.indicators[i]!.level2?.label
  return own?.claims[0]?.place === level2?.label.claims[0]?.place || own?.text === level2?.label.text
}

/** The name of the indicator above that has this figure already: its cell is merged over several rows. */
export function sharedWith(work: Work, role: 'weight' | 'score', figure: Span): string | undefined {
  const place = figure.claims[0]?.place
  const above = work.indicators.findLast(({ figures }) => figures[role]?.claims[0]?.place === place)
  return above ? glue(above.name.text) : undefined
}

/** Points given once, to the first of the rows that share them: the others have none of their own. */
export function sharedPoints(role: 'weight' | 'score', figure: Span, first: string, name: string): Finding {
  const zh = role === 'weight' ? '分值' : '得分'
  return findingOf(
    'shared-points',
    'info',
    `The ${role} ${figure.text} is printed once for "${first}" and "${name}"; it was given to the first.`,
    `“${first}”与“${name}”合用一个${zh}“${figure.text}”，只记入前者。`,
    [figure],
    { indicator: name, related: [first], found: figure.text },
  )
}
