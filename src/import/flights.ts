/** Sources on their way to the store: begun in their order, each with what is known beside it. */
import type { Hints, Store } from '../model.ts'
import type { Admission } from './admission.ts'
import type { JobRunner } from './pool.ts'
import type { Admit, JobResult } from './read-job.ts'
import type { Redactor } from './redact-reading.ts'
import { findSources, type Source } from './sources.ts'

/** A result under the path that is to be kept, with what is known beside its bytes. */
export interface Landing {
  readonly result: JobResult
  readonly hints: Hints | null
}

/** What flights need. */
export interface FlightOptions {
  readonly store: Pick<Store, 'pathsOf'>
  readonly runner: JobRunner
  /** What is known beside a file: by its path, and by its path from the folder that was named. */
  readonly hintsOf?: (path: string, relative: string) => Hints | null
  /** Hides personal data in paths and messages; the runner hides it in records. */
  readonly redactor?: Redactor
}

/** Begins a source each time it is asked; the results come when it is their turn. */
export function* launchFlights(
  paths: readonly string[],
  options: FlightOptions,
  admission: Admission,
): Generator<AsyncIterable<Landing>> {
  for (const source of findSources(paths)) yield fly(source, options, admission)
}

function fly(source: Source, options: FlightOptions, admission: Admission): AsyncIterable<Landing> {
  const { path, location, kind, message } = source
  const { redactor } = options
  const hintsAt = memoized((at) => {
    const hints = options.hintsOf?.(at, source.relative + at.slice(path.length)) ?? null
    return redactor ? redactor.hints(hints, at) : hints
  })
  /** Paths of known bytes as they are stored. */
  const stored = new Map<string, string>()
  const admit: Admit = async ({ path: at, sha256 }) => {
    const known = await admission.settled(sha256)
    if (known === null) return { read: true, hints: hintsAt(at) }
    const hidden = redactor
      ? await hiddenPath(at, sha256, options, known.format !== 'zip' && known.outcome === 'read')
      : at
    if (hidden !== null) stored.set(at, hidden)
    return { read: hidden === null, hints: null }
  }
  const results =
    kind === 'file' ? options.runner.run({ path, location, skip: 0 }, admit) : [noFile(path, kind, message)]
  const land = (result: JobResult): Landing => {
    const hints = hintsAt(result.path)
    return { result: redactor ? hide(result, redactor, stored.get(result.path)) : result, hints }
  }
  return mapped(results, land)
}

/**
 * The path under which bytes that are known are stored, or would be; null when only their names can tell, so that they
 * have to be read again.
 */
async function hiddenPath(
  path: string,
  sha256: string,
  { store, redactor }: FlightOptions,
  named: boolean,
): Promise<string | null> {
  if (!named) return redactor!.path(path)
  return (await store.pathsOf(sha256)).find((known) => redactor!.isRedactionOf(known, path)) ?? null
}

function hide(result: JobResult, redactor: Redactor, stored: string | undefined): JobResult {
  if (result.kind === 'packed') {
    const path = redactor.path(result.packed.path)
    const message = result.packed.message === null ? null : redactor.message(result.packed.message)
    return { ...result, path, packed: { ...result.packed, path, message } }
  }
  const path = stored ?? redactor.path(result.path)
  return result.kind === 'other' ? { ...result, path, message: redactor.message(result.message) } : { ...result, path }
}

const noFile = (path: string, outcome: 'skipped' | 'missing', message: string | null): JobResult => ({
  kind: 'other',
  member: false,
  path,
  outcome,
  message: message ?? '',
})

async function* mapped<T, R>(items: AsyncIterable<T> | Iterable<T>, change: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) yield change(item)
}

function memoized<R>(make: (key: string) => R): (key: string) => R {
  const known = new Map<string, R>()
  return (key) => {
    if (!known.has(key)) known.set(key, make(key))
    return known.get(key) as R
  }
}
