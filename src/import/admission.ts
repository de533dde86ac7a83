/** Which bytes an import reads: those that the store does not know, and those whose outcome is to be tried again. */
import type { Known, Outcome, Store } from '../model.ts'

/** Decides by digest. */
export interface Admission {
  /** What is known of bytes that are to be left as they are; null: read them. */
  settled(sha256: string): Promise<Known | null>
  /** Notes that this run has dealt with these bytes: they are not tried again in the same run. */
  done(sha256: string): void
}

/** `retry` names outcomes of known bytes that are read again. */
export function openAdmission(store: Pick<Store, 'knownOf'>, retry: readonly Outcome[]): Admission {
  const tried = new Set<string>()
  return {
    settled: async (sha256) => {
      const known = await store.knownOf(sha256)
      if (known === null || tried.has(sha256)) return known
      // An archive that was opened may hold members that ended otherwise.
      const again = retry.includes(known.outcome) || (retry.length > 0 && known.format === 'zip')
      return again ? null : known
    },
    done: (sha256) => {
      if (retry.length > 0) tried.add(sha256)
    },
  }
}
