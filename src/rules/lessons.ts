/** What would teach guibiao a text that it did not read: which command, with which group and code. */
import type { Terms } from '../form/form.ts'
import { labelOf } from './known-terms.ts'
import { readVocabulary } from './vocabulary.ts'

/** Where a text was met: what `UnreadText` calls its kind. */
export type LessonKind = 'unread' | 'form' | 'heading' | 'label' | 'fund' | 'level1' | 'level2'

/** Advice on one text. */
export interface Lesson {
  /** Nothing is to be taught: the rules know it, and it stands where it stands on purpose. */
  readonly known: boolean
  /** The group that would read it; null where a spelling is not what is missing. */
  readonly group: string | null
  /** The code whose spellings are like it; a guess, for a person to judge. null: no spelling is like it. */
  readonly code: string | null
}

/** The groups in which a text of each kind is looked up, the first one for new spellings. */
const GROUPS: Readonly<Record<LessonKind, readonly string[]>> = {
  unread: ['head', 'indicator-column', 'fund-column', 'fund-item', 'level1', 'level2', 'goal-column', 'banner'],
  form: [],
  heading: ['indicator-column'],
  label: ['head', 'field', 'closing'],
  fund: ['fund-item', 'fund-label'],
  level1: ['level1', 'level1-label'],
  level2: ['level2', 'level2-label'],
}

/** Longer texts are prose, no labels. */
const LONGEST = 30

/** What to do about a text of some kind. */
export function lessonOf(kind: LessonKind, text: string, terms: Terms): Lesson {
  const groups = GROUPS[kind]
  // likelihood, reasons: keys of the record, no printed headings; a label without a word is none.
  const own = kind === 'heading' && readVocabulary().groups['tick-group']?.codes[text] !== undefined
  if (own || (kind === 'label' && !/\p{Script=Han}{2}/u.test(text))) return { known: true, group: null, code: null }
  const found = groups
    .flatMap((group) => terms.all(group, text).map((match) => ({ group, ...match })))
    .sort((a, b) => b.points - a.points)
  const exact = found.filter(({ how }) => how === 'exact')
  if (kind !== 'unread' && exact.some(({ group, code }) => isLeftAsIs(kind, group, code)))
    return { known: true, group: null, code: null }
  // What is spelled right and still unread stands in the wrong place: another spelling would not help.
  if (groups.length === 0 || exact.length > 0 || labelOf(text).length > LONGEST)
    return { known: false, group: null, code: null }
  const best = found[0]
  if (!best && kind === 'label') return { known: false, group: 'field', code: 'field' }
  return { known: false, group: best?.group ?? groups[0]!, code: best?.code ?? null }
}

/** True for a spelling that is known and read just so: a remark in `extra`, a field, a fund line without item. */
function isLeftAsIs(kind: LessonKind, group: string, code: string): boolean {
  if (kind === 'heading') return readVocabulary().groups[group]?.codes[code]?.extra === true
  return kind !== 'label' || group !== 'head'
}
