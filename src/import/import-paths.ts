/** Files into a store: each read at most once, each saved as a whole, each path with exactly one outcome. */
import type { Outcome, Reading, Store } from '../model.ts'
import { type ReadPathsOptions, readSources } from './read-paths.ts'
import type { FileReading } from './read-source.ts'
import { findSources } from './sources.ts'
import { type ImportSummary, type Novelty, startTally } from './summary.ts'

/** How an import runs. */
export interface ImportOptions extends Omit<ReadPathsOptions, 'outcomeOf'> {
  readonly store: Store
  /** The version of this program, for the run's record. */
  readonly version: string
  /** The command as typed, for the run's record. */
  readonly command?: string
  /** Outcomes of known bytes that are tried again. */
  readonly retry?: readonly Outcome[]
  /** ISO 8601 time of day, for the run's record. */
  readonly now?: () => string
  /** Called after each file, when the store has it. */
  readonly onFile?: (file: FileReading, done: number, total: number) => void
}

/**
 * Reads files, folders and patterns into a store. Bytes that the store knows are not read again; their path is noted.
 * When `signal` is aborted, files in flight are finished and the summary says `interrupted`; the same import then does
 * the rest. Rejects only when the store fails.
 */
export async function importPaths(paths: readonly string[], options: ImportOptions): Promise<ImportSummary> {
  const { store, rules, signal } = options
  const now = options.now ?? (() => new Date().toISOString())
  const sources = [...findSources(paths)]
  const command = options.command ?? `import ${paths.join(' ')}`
  const run = await store.startRun({ command, startedAt: now(), version: options.version, rulesDigest: rules.digest })
  const tally = startTally()
  const outcomeOf = async (sha256: string) => {
    const outcome = await store.outcomeOf(sha256)
    return outcome !== null && options.retry?.includes(outcome) ? null : outcome
  }
  let done = 0
  for await (const read of readSources(sources, { ...options, outcomeOf })) {
    const [file, novelty] = await keep(store, run, read, outcomeOf)
    tally.add(file, novelty)
    done++
    options.onFile?.(file, done, sources.length)
  }
  await store.finishRun(run, now())
  return tally.summary(signal?.aborted === true && done < sources.length)
}

type Known = (sha256: string) => Promise<Outcome | null>

/** Hands one file to the store; the answer says what became of it there. */
async function keep(store: Store, run: number, file: FileReading, outcomeOf: Known): Promise<[FileReading, Novelty]> {
  const { path, sha256, reading } = file
  if (sha256 === null) return [file, null]
  // A twin may have been saved while this one was being read.
  const outcome = reading === null ? file.outcome : await outcomeOf(sha256)
  if (reading === null || outcome !== null) {
    const fresh = await store.sight(run, path, sha256)
    return [{ ...file, outcome: outcome ?? file.outcome, reading: null, known: true }, fresh ? 'new-path' : 'known']
  }
  try {
    await store.save(run, reading)
    return [file, 'new-file']
  } catch (error) {
    if (!isRefused(error)) throw error
    const crashed: Reading = { ...reading, outcome: 'crashed', message: error.message, extraction: null }
    await store.save(run, crashed)
    return [{ ...file, outcome: 'crashed', message: error.message, reading: crashed }, 'new-file']
  }
}

/** True when a store does not take one record, but is fine itself: the file is rejected, the import goes on. */
function isRefused(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'refused'
}
