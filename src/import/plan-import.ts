/** What an import would do, without doing it: digests are taken, nothing is read and nothing is written. */
import { type Hints, LIMITS, type Store } from '../model.ts'
import { loadFile } from './load-file.ts'
import { findSources, reasonOf } from './sources.ts'

/** What would become of one path. */
export interface PlannedFile {
  readonly path: string
  readonly plan: 'new' | 'known' | 'skipped' | 'missing'
  readonly message: string | null
  readonly hints: Hints | null
}

/** How a plan is made; without a store everything is new. */
export interface PlanOptions {
  readonly store: Pick<Store, 'knownOf'> | null
  readonly hintsOf?: (path: string, relative: string) => Hints | null
}

/** Plans path by path, in the order of the import. */
export async function* planImport(paths: readonly string[], options: PlanOptions): AsyncGenerator<PlannedFile> {
  const seen = new Set<string>()
  for (const { path, relative, location, kind, message } of findSources(paths)) {
    const hints = options.hintsOf?.(path, relative) ?? null
    if (kind !== 'file') {
      yield { path, plan: kind, message, hints: null }
      continue
    }
    try {
      const { sha256 } = await loadFile(location, LIMITS.inflatedBytes)
      const known = seen.has(sha256) ? null : await options.store?.knownOf(sha256)
      const plan = known || seen.has(sha256) ? 'known' : 'new'
      seen.add(sha256)
      yield { path, plan, message: known?.forgotten ?? null, hints }
    } catch (error) {
      yield { path, plan: 'missing', message: reasonOf(error), hints }
    }
  }
}
