/** The one writer of an import: takes results in the order of the sources and commits them in batches. */
import type { Entry, Hints, Store } from '../model.ts'
import type { Admission } from './admission.ts'
import type { JobResult } from './read-job.ts'
import type { ImportedFile } from './summary.ts'

/** Files, bytes and milliseconds after which a batch is committed, whichever comes first. */
const BATCH = { files: 64, bytes: 4 * 2 ** 20, milliseconds: 500 }

/** Collects results; `onFile` hears of each when the store has it. */
export interface Writer {
  add(result: JobResult, hints: Hints | null): Promise<void>
  /** Commits what is collected, when it is old or when `all` of it is to be. */
  flush(all: boolean): Promise<void>
}

interface Pending {
  readonly entry: Entry | null
  readonly file: Omit<ImportedFile, 'novelty'>
}

const NOT_SAVED = { novelty: null, refused: null }
const crashed = (message: string) => ({ outcome: 'crashed', message, counts: null }) as const

/** Opens the writer of a run. */
export function openWriter(
  store: Store,
  run: number,
  admission: Admission,
  onFile: (file: ImportedFile) => void,
): Writer {
  let pending: Pending[] = []
  let pendingDigests = new Map<string, Pending>()
  let bytes = 0
  let since = 0
  /** Commits follow one another. */
  let last: Promise<void> = Promise.resolve()

  const commit = async (): Promise<void> => {
    const batch = pending
    const entries = batch.flatMap(({ entry }) => entry ?? [])
    pending = []
    pendingDigests = new Map()
    bytes = 0
    const saved = entries.length === 0 ? [] : await store.save(run, entries)
    let at = 0
    for (const { entry, file } of batch) {
      const { novelty, refused } = entry === null ? NOT_SAVED : saved[at++]!
      if (entry?.packed) admission.done(entry.sha256)
      onFile(refused === null ? { ...file, novelty } : { ...file, ...crashed(refused), novelty })
    }
  }

  return {
    add: async (result, hints) => {
      const one = await prepare(result, hints, pendingDigests, admission)
      if (pending.length === 0) since = performance.now()
      pending.push(one)
      if (one.entry?.packed) {
        pendingDigests.set(one.entry.sha256, one)
        bytes += one.entry.packed.rows?.length ?? 0
      }
    },
    flush: (all) => {
      const due = pending.length >= BATCH.files || bytes >= BATCH.bytes
      const old = pending.length > 0 && performance.now() - since >= BATCH.milliseconds
      if (all || due || old) last = last.then(commit)
      return last
    },
  }
}

/**
 * What is to be written for a result. Bytes may have become known since they were admitted: by a twin that is `pending`,
 * or by another import.
 */
async function prepare(
  result: JobResult,
  hints: Hints | null,
  pending: ReadonlyMap<string, Pending>,
  admission: Admission,
): Promise<Pending> {
  const nothing = { message: null, sha256: null, known: false, counts: null }
  if (result.kind === 'other') {
    const { path, outcome, message } = result
    return { entry: null, file: { ...nothing, path, outcome, message } }
  }
  const { path, sha256 } = result.kind === 'packed' ? result.packed : result
  const twin = pending.get(sha256)
  const known = twin ? twin.file : await admission.settled(sha256)
  if (known === null && result.kind === 'packed') {
    const { packed } = result
    const { outcome, message, counts } = packed
    const file = { ...nothing, path, sha256, outcome, message, counts }
    return { entry: { path, sha256, hints, packed }, file }
  }
  const reason = known !== null && 'forgotten' in known ? known.forgotten : null
  const message = reason === null ? (known?.message ?? null) : `forgotten (${reason}); --retry skipped reads it again`
  const entry = reason === null ? { path, sha256, hints, packed: null } : null
  return { entry, file: { ...nothing, path, sha256, outcome: known?.outcome ?? 'skipped', message, known: true } }
}
