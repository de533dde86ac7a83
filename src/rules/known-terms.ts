/**
 * Which term groups and codes there are. The built-in files say so: a code that they don't know is read by no part, and
 * what is put under it would be lost without a word.
 */
import type { FormFile, TermFile } from '../form/form.ts'
import { labelVariants } from '../form/terms.ts'

/** Group → its codes. */
export type Codes = ReadonlyMap<string, ReadonlySet<string>>

/** The groups and codes of term files. */
export interface KnownTerms {
  /** Groups whose spellings are looked up. */
  readonly spelled: Codes
  /** Groups whose regular expressions are tried: the same, and those that know no spellings (`caption`, `horizon` …). */
  readonly patterned: Codes
}

/** A label in the form in which it is looked up: half-width, in one piece, without numbering and colon; `''` for none. */
export function labelOf(text: string): string {
  return labelVariants(text)[0] ?? ''
}

/** What the built-in term file knows. */
export function knownTerms({ terms, exact, patterns }: TermFile): KnownTerms {
  const spelled = joinCodes([terms, exact])
  return { spelled, patterned: joinCodes([terms, exact, patterns]) }
}

function joinCodes(sections: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[]): Codes {
  const groups = new Map<string, Set<string>>()
  for (const section of sections)
    for (const [group, codes] of Object.entries(section))
      groups.set(group, new Set([...(groups.get(group) ?? []), ...Object.keys(codes)]))
  return groups
}

/** What is wrong with a user's term file, each with its JSON path. */
export function faultsOfTerms(file: TermFile, known: KnownTerms): readonly string[] {
  const faults: string[] = []
  for (const section of ['terms', 'exact', 'patterns'] as const)
    for (const [group, codes] of Object.entries(file[section])) {
      const path = `/${section}/${group}`
      const own = (section === 'patterns' ? known.patterned : known.spelled).get(group)
      if (!own) {
        const only = known.patterned.has(group) ? `"${group}" is matched by "patterns" only` : null
        faults.push(`${path}: ${only ?? `no such group${suggest(group, [...known.spelled.keys()])}`}`)
        continue
      }
      for (const code of Object.keys(codes))
        if (!own.has(code)) faults.push(`${path}/${code}: no such code${suggest(code, [...own])}`)
    }
  return [...faults, ...doubled(file)]
}

/** A spelling under two codes of a group means nothing. */
function doubled(file: TermFile): readonly string[] {
  const faults: string[] = []
  for (const section of ['terms', 'exact'] as const)
    for (const [group, codes] of Object.entries(file[section])) {
      const seen = new Map<string, string>()
      for (const [code, spellings] of Object.entries(codes))
        for (const spelling of spellings.map(labelOf)) {
          const other = seen.get(spelling) ?? code
          if (other !== code) faults.push(`/${section}/${group}: "${spelling}" stands under ${other} and ${code}`)
          seen.set(spelling, other)
        }
    }
  return faults
}

const EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  head: ['head'],
  column: ['indicator-column', 'fund-column'],
  fund: ['fund-item'],
  level: ['level1', 'level2'],
}

/** What is wrong with a form file, each with its JSON path: evidence that nothing can ever give, head keys that nobody reads. */
export function faultsOfForm(form: FormFile, known: KnownTerms): readonly string[] {
  const faults: string[] = []
  const codesOf = (groups: readonly string[]) => groups.flatMap((group) => [...(known.spelled.get(group) ?? [])])
  const check = (evidence: object, path: string) => {
    for (const [kind, code] of Object.entries(evidence)) {
      const codes = codesOf(EVIDENCE[kind] ?? [])
      if (codes.length > 0 && !codes.includes(String(code)))
        faults.push(`${path}/${kind}: no such code${suggest(String(code), codes)}`)
    }
  }
  for (const [i, evidence] of form.evidence.entries()) check(evidence, `/evidence/${i}`)
  for (const [i, any] of form.needs.entries())
    for (const [k, evidence] of any.entries()) check(evidence, `/needs/${i}/${k}`)
  const heads = codesOf(['head'])
  for (const [from, to] of Object.entries(form.head)) {
    if (!heads.includes(from)) faults.push(`/head/${from}: no such code${suggest(from, heads)}`)
    if (to !== 'head' && !heads.includes(to)) faults.push(`/head/${from}: no head key${suggest(to, heads)}`)
  }
  return faults
}

/** ` "x"; did you mean "y"? Known are …`: the end of a message about a word that is not among some. */
export function suggest(word: string, among: readonly string[]): string {
  const near = nearest(word, among)
  return ` "${word}"; ${near === null ? '' : `did you mean "${near}"? `}known are ${[...among].sort().join(', ')}`
}

/** The word that is nearest by edits, where at most a third of it differs; null when none is near. */
export function nearest(word: string, among: readonly string[]): string | null {
  const plain = word.toLowerCase().replace(/[-_ ]/g, '')
  const ranked = among
    .map((one) => ({ one, edits: countEdits(plain, one.toLowerCase().replace(/-/g, '')) }))
    .sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  return best && best.edits <= Math.max(1, Math.ceil(plain.length / 3)) ? best.one : null
}

/** Insertions, deletions and replacements that make one text of the other (Levenshtein). */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++)
      next.push(Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + Number(a[i - 1] !== b[k - 1])))
    row = next
  }
  return row[b.length]!
}
