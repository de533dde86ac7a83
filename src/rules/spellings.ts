/** The spellings of all term groups, and what a label matches. */
import { loadRules, readRules } from '../rules.ts'
import { knownTerms } from './known-terms.ts'
import type { RuleFolder } from './rule-files.ts'
import { type Meaning, readVocabulary } from './vocabulary.ts'

/** The spellings of one code. */
export interface ListedCode {
  readonly code: string
  /** null for a code that the vocabulary does not describe. */
  readonly meaning: Meaning | null
  readonly spellings: readonly string[]
  /** Spellings that match only as the whole label. */
  readonly exact: readonly string[]
  readonly patterns: readonly string[]
  /** Spellings of the user's folder, in any of the lists. */
  readonly yours: readonly string[]
}

/** A group with its codes. */
export interface ListedGroup {
  readonly group: string
  readonly meaning: Meaning | null
  /** Its spellings are looked up; without, only its patterns are tried. */
  readonly spelled: boolean
  readonly codes: readonly ListedCode[]
}

/** All groups with the built-in and the user's spellings. Throws a RuleError. */
export function listTerms(folder?: string): readonly ListedGroup[] {
  const [builtIn, own] = readRules(folder)
  const known = knownTerms(builtIn.terms!.content)
  const { groups } = readVocabulary()
  return [...known.patterned].map(([group, codes]) => ({
    group,
    meaning: groups[group] ? { en: groups[group].en, zh: groups[group].zh } : null,
    spelled: known.spelled.has(group),
    codes: [...codes].map((code) => listCode(group, code, builtIn, own)),
  }))
}

function listCode(group: string, code: string, builtIn: RuleFolder, own: RuleFolder | null): ListedCode {
  const of = (folder: RuleFolder | null, section: 'terms' | 'exact' | 'patterns') =>
    folder?.terms?.content[section][group]?.[code] ?? []
  const both = (section: 'terms' | 'exact' | 'patterns') => [...new Set([...of(builtIn, section), ...of(own, section)])]
  const meaning = readVocabulary().groups[group]?.codes[code]
  return {
    code,
    meaning: meaning ? { en: meaning.en, zh: meaning.zh } : null,
    spellings: both('terms'),
    exact: both('exact'),
    patterns: both('patterns'),
    yours: [...of(own, 'terms'), ...of(own, 'exact'), ...of(own, 'patterns')],
  }
}

/** One match of a label in a group. */
export interface FoundTerm {
  readonly group: string
  readonly code: string
  readonly meaning: Meaning | null
  readonly how: 'exact' | 'suffix' | 'contains' | 'pattern'
  /** The spelling or the regular expression. */
  readonly term: string
  readonly points: number
  /** The best of its group: what a part that looks into this group takes. */
  readonly best: boolean
}

/** What a label matches, group by group, the best first. Throws a RuleError. */
export function findTerms(text: string, folder?: string): readonly FoundTerm[] {
  const { terms } = loadRules(folder)
  return listTerms(folder).flatMap(({ group, spelled, codes }) => {
    const meaning = (code: string) => codes.find((one) => one.code === code)?.meaning ?? null
    if (spelled)
      return terms.all(group, text).map(({ code, how, term, points }, at) => ({
        group,
        code,
        meaning: meaning(code),
        how,
        term,
        points,
        best: at === 0,
      }))
    const found = terms.pattern(group, inOnePiece(text))
    if (!found) return []
    const { code, match } = found
    return [{ group, code, meaning: meaning(code), how: 'pattern' as const, term: match[0], points: 0, best: true }]
  })
}

/** Half-width without white space, as captions and headings are given to patterns. */
const inOnePiece = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
