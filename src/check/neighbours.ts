/** The filings that a filing is compared with: its other form, last year's, its earlier versions, its file. */
import type { Filing } from '../model.ts'
import { counterpart } from './forms.ts'

/** Finds the filings that belong with one. Answers are of the filings known at the time of asking. */
export interface Neighbours {
  /** The goal form of a self-evaluation: same year and subject; null when there is none, or no telling which. */
  goalsOf(filing: Filing): Filing | null
  /** The same form of the same subject a year earlier. */
  previousOf(filing: Filing): Filing | null
  /** Filings under the same key with other contents that came before this one. */
  earlierVersionsOf(filing: Filing): readonly Filing[]
  /** All filings of the same file. */
  packetOf(filing: Filing): readonly Filing[]
}

/** Where filings are found: all with a key that begins so, and all of one file. In order of import. */
export interface FilingSource {
  withKeyPrefix(prefix: string): readonly Filing[]
  ofFile(sha256: string): readonly Filing[]
}

/** Filings in memory: copies are left out. */
export interface FilingIndex extends Neighbours {
  /** The filings that are no copies of an earlier one. */
  readonly originals: readonly Filing[]
}

/** Indexes filings for {@link Neighbours}. */
export function indexNeighbours(filings: readonly Filing[]): FilingIndex {
  const digests = new Set<string>()
  const originals = filings.filter(({ digest }) => !digests.has(digest) && digests.add(digest))
  const byPrefix = new Map<string, Filing[]>()
  const byFile = new Map<string, Filing[]>()
  for (const filing of originals) {
    push(byFile, filing.source.sha256, filing)
    if (filing.key !== null) push(byPrefix, prefixOf(filing, filing.form, 0), filing)
  }
  const source: FilingSource = {
    withKeyPrefix: (prefix) => byPrefix.get(prefix) ?? [],
    ofFile: (sha256) => byFile.get(sha256) ?? [],
  }
  return { originals, ...neighboursFrom(source) }
}

function push(map: Map<string, Filing[]>, key: string, filing: Filing): void {
  const list = map.get(key)
  if (list) list.push(filing)
  else map.set(key, [filing])
}

/** `form|year|division|department|`: what the keys of all filings of a body begin with. Null years join nothing. */
function prefixOf({ fiscalYear, subject }: Filing, form: string, years: number): string {
  return `${[form, (fiscalYear ?? Number.NaN) + years, subject[0], subject[1]].join('|')}|`
}

/** The rest of the subject: agencies are compared only where both forms print one. */
function isSameSubject(a: Filing, b: Filing): boolean {
  const [, , agencyA = '', projectA = ''] = a.subject
  const [, , agencyB = '', projectB = ''] = b.subject
  if (projectA !== projectB) return false
  return agencyA === agencyB || !agencyA || !agencyB
}

/** The rules by which filings belong together, over any source of filings. */
export function neighboursFrom(source: FilingSource): Neighbours {
  const related = (filing: Filing, form: string, years: number) =>
    filing.key === null
      ? []
      : source
          .withKeyPrefix(prefixOf(filing, form, years))
          .filter((other) => other.id !== filing.id && other.status !== 'template' && isSameSubject(filing, other))
  return {
    goalsOf: (filing) => {
      const other = filing.form.endsWith('self-evaluation') ? counterpart(filing.form) : null
      if (other === null) return null
      return choose(filing, related(filing, other, 0)) ?? goalsInFile(filing, other, source)
    },
    previousOf: (filing) => choose(filing, related(filing, filing.form, -1)),
    earlierVersionsOf: (filing) => earlierVersions(filing, source),
    packetOf: (filing) => source.ofFile(filing.source.sha256),
  }
}

function earlierVersions(filing: Filing, source: FilingSource): readonly Filing[] {
  if (filing.key === null) return []
  const all = source
    .withKeyPrefix(prefixOf(filing, filing.form, 0))
    .filter(({ key, status }) => key === filing.key && status !== 'template')
  const at = all.findIndex(({ id }) => id === filing.id)
  return all.slice(0, Math.max(0, at)).filter(({ digest }) => digest !== filing.digest)
}

/** One candidate, or of several the one in the same file, or the one filed last; else it is undecided. */
function choose(filing: Filing, candidates: readonly Filing[]): Filing | null {
  if (candidates.length <= 1) return candidates[0] ?? null
  const same = candidates.filter(({ digest }) => digest === candidates[0]!.digest)
  if (same.length === candidates.length) return candidates[0]!
  const here = candidates.filter(({ source }) => source.sha256 === filing.source.sha256)
  if (here.length === 1) return here[0]!
  const dated = candidates.filter(({ signoff }) => /^\d{4}-\d\d-\d\d$/.test(signoff.filedOn ?? ''))
  if (dated.length < candidates.length) return null
  const [last, before] = dated.toSorted((a, b) => (a.signoff.filedOn! < b.signoff.filedOn! ? 1 : -1))
  return last!.signoff.filedOn === before!.signoff.filedOn ? null : last!
}

/**
 * In a file with exactly one goal form and one self-evaluation of a family, the two belong together even if one part of
 * who and when differs (that is then a finding); what differs in more is about something else.
 */
function goalsInFile(filing: Filing, form: string, source: FilingSource): Filing | null {
  const all = source.ofFile(filing.source.sha256)
  const goals = all.filter((other) => other.form === form)
  if (goals.length !== 1 || all.filter((other) => other.form === filing.form).length !== 1) return null
  const other = goals[0]!
  const parts: readonly (readonly [unknown, unknown])[] = filing.form.startsWith('department')
    ? [
        [filing.fiscalYear, other.fiscalYear],
        [filing.department, other.department],
      ]
    : [
        [filing.fiscalYear, other.fiscalYear],
        [filing.department, other.department],
        [filing.projectName, other.projectName],
        [filing.projectCode, other.projectCode],
      ]
  const different = parts.filter(([a, b]) => a !== null && b !== null && a !== b)
  const same = parts.filter(([a, b]) => a !== null && a === b)
  return different.length <= 1 && same.length >= 1 ? other : null
}
