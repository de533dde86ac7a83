/** Files into a store: each read at most once, each saved as a whole, each path with exactly one outcome. */
import type { Outcome, Store } from '../model.ts'
import { openAdmission } from './admission.ts'
import { type FlightOptions, type Landing, launchFlights } from './flights.ts'
import { PoolError } from './process-supply.ts'
import type { Redactor } from './redact-reading.ts'
import { countSources } from './sources.ts'
import { type ImportedFile, type ImportSummary, startTally } from './summary.ts'
import { openWriter, type Writer } from './writer.ts'

/** How an import runs. `runner`: processes of its own (`openPool`) or this one (`readHere`). */
export interface ImportOptions extends FlightOptions {
  readonly store: Store
  /** How many files may be read at a time. */
  readonly jobs: number
  readonly rulesDigest: string
  /** The version of this program, for the run's record. */
  readonly version: string
  /** The command as typed, for the run's record. */
  readonly command?: string
  /** Outcomes of known bytes that are tried again. */
  readonly retry?: readonly Outcome[]
  /** ISO 8601 time of day, for the run's record. */
  readonly now?: () => string
  /** Aborted: no further file is begun, those in flight are left for the next import, what was read is saved. */
  readonly signal?: AbortSignal
  /** Called after each file, when the store has it. */
  readonly onFile?: (file: ImportedFile, done: number, total: number) => void
}

/** Sources that may be begun for each process: enough that none waits for the writer. */
const AHEAD = 4

/**
 * Reads files, folders and patterns into a store. Bytes that the store knows are not read again; their path is noted.
 * What is held in memory is bounded by `jobs`, not by the number of files. Rejects only when the store fails or no
 * process can be started; what was committed before stays.
 */
export async function importPaths(paths: Iterable<string>, options: ImportOptions): Promise<ImportSummary> {
  const { store, signal, redactor } = options
  const named = [...paths]
  const now = options.now ?? (() => new Date().toISOString())
  const command = options.command ?? `import ${named.join(' ')}`
  const run = await store.startRun({
    command: redactor ? hideArguments(command, redactor) : command,
    startedAt: now(),
    version: options.version,
    rulesDigest: options.rulesDigest,
  })
  const tally = startTally()
  const admission = openAdmission(store, options.retry ?? [])
  const total = options.onFile ? countSources(named) : 0
  const writer = openWriter(store, run, admission, (file) => {
    tally.add(file)
    options.onFile?.(file, tally.files, total)
  })
  const stop = () => options.runner.close()
  signal?.addEventListener('abort', stop)
  let complete = false
  try {
    complete = await write(launchFlights(named, options, admission), writer, options)
    await writer.flush(true)
  } catch (error) {
    // What was read before is kept where the store can still take it; the first failure is the one to tell.
    await writer.flush(true).catch(() => {})
    await store.finishRun(run, now(), 'failed').catch(() => {})
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
  await store.finishRun(run, now(), complete ? 'done' : 'interrupted')
  return tally.summary(!complete)
}

/** A command line without personal data: each argument may be a path. */
const hideArguments = (command: string, redactor: Redactor) =>
  redactor.message(command.replace(/\S+/g, (argument) => redactor.path(argument)))

/** Writes what the flights bring; false when it was stopped before the last one. */
async function write(
  flights: Generator<AsyncIterable<Landing>>,
  writer: Writer,
  options: ImportOptions,
): Promise<boolean> {
  const begun: AsyncIterable<Landing>[] = []
  const timer = setInterval(() => void writer.flush(false).catch(() => {}), LOOK)
  try {
    for (;;) {
      while (begun.length < options.jobs * AHEAD && !options.signal?.aborted) {
        const { value, done } = flights.next()
        if (done) break
        begun.push(value)
      }
      const flight = begun.shift()
      if (flight === undefined) return options.signal?.aborted !== true || flights.next().done === true
      for await (const { result, hints } of flight) {
        await writer.add(result, hints)
        await writer.flush(false)
      }
    }
  } catch (error) {
    if (error instanceof PoolError && options.signal?.aborted) return false
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** Milliseconds after which a batch that waits for a slow file is looked at. */
const LOOK = 500
