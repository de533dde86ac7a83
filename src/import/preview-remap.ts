/** Which stored filings other rules would read differently: every stored document is mapped again, nothing is saved. */
import { remap } from '../extract.ts'
import type { Filing, Store } from '../model.ts'
import { applyHints } from './apply-hints.ts'
import { compareFilings, type Difference } from './compare-filings.ts'
import type { Rules } from './read-source.ts'

/** What a preview needs. */
export interface PreviewOptions {
  readonly store: Pick<Store, 'documents'> & { filingsOf(sha256: string): Promise<readonly Filing[]> }
  readonly rules: Rules
  /** How many changed filings are listed; all are counted. */
  readonly limit: number
  /** Aborted: stops after the document at hand. */
  readonly signal?: AbortSignal
  readonly onDocument?: (path: string, done: number) => void
}

/** A filing that would change, appear or go. */
export interface ChangedFiling {
  readonly id: string
  readonly path: string
  readonly range: string
  readonly change: 'changed' | 'added' | 'removed'
  readonly form: string
  readonly differences: readonly Difference[]
}

/** What a change of rules would do; plain data, as `--json` prints it. */
export interface RemapPreview {
  readonly documents: number
  /** Stored filings that were compared. */
  readonly filings: number
  readonly changed: number
  readonly added: number
  readonly removed: number
  /** Documents that could not be mapped. */
  readonly failed: number
  /** How many changed filings differ in a key: `indicators.level2`, the most frequent first. */
  readonly keys: readonly { readonly path: string; readonly filings: number }[]
  /** The first of them. */
  readonly examples: readonly ChangedFiling[]
  readonly interrupted: boolean
}

/** Where a piece was printed and which rule read it is no part of what was read. */
const IGNORE = new Set(['cells', 'marks', 'source', 'digest'])

/** Compares what is stored with what the rules read from the stored documents. Rejects only when the store fails. */
export async function previewRemap(options: PreviewOptions): Promise<RemapPreview> {
  const counts = { documents: 0, filings: 0, changed: 0, added: 0, removed: 0, failed: 0 }
  const keys = new Map<string, number>()
  const examples: ChangedFiling[] = []
  let interrupted = false
  for await (const { sha256, path, hints, document } of options.store.documents()) {
    if (options.signal?.aborted) {
      interrupted = true
      break
    }
    const stored = await options.store.filingsOf(sha256)
    const mapped = await remap(document, sha256, options.rules, { path }).then(
      (extraction) => applyHints(extraction, hints, options.rules),
      () => null,
    )
    counts.documents++
    counts.filings += stored.length
    if (mapped === null) counts.failed++
    for (const change of mapped === null ? [] : changesOf(stored, mapped.filings)) {
      counts[change.change]++
      for (const key of new Set(change.differences.map((one) => one.path))) keys.set(key, (keys.get(key) ?? 0) + 1)
      if (examples.length < options.limit) examples.push(change)
    }
    options.onDocument?.(path, counts.documents)
  }
  const ranked = [...keys].map(([path, filings]) => ({ path, filings }))
  ranked.sort((a, b) => b.filings - a.filings || (a.path < b.path ? -1 : 1))
  return { ...counts, keys: ranked, examples, interrupted }
}

function changesOf(stored: readonly Filing[], mapped: readonly Filing[]): readonly ChangedFiling[] {
  const before = new Map(stored.map((filing) => [filing.id, filing]))
  const after = new Set(mapped.map(({ id }) => id))
  const entry = (filing: Filing, change: ChangedFiling['change'], differences: readonly Difference[] = []) => ({
    id: filing.id,
    path: filing.source.path,
    range: filing.source.range,
    change,
    form: filing.form,
    differences,
  })
  const found = mapped.flatMap((filing): ChangedFiling[] => {
    const known = before.get(filing.id)
    if (!known) return [entry(filing, 'added')]
    const differences = compareFilings(known, filing, { ignore: IGNORE })
    return differences.length === 0 ? [] : [entry(filing, 'changed', differences)]
  })
  return [...found, ...stored.filter(({ id }) => !after.has(id)).map((filing) => entry(filing, 'removed'))]
}
