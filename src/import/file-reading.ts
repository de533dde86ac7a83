/** What became of a path that `extract`, `show` and `explain` read. */
import type { Outcome, Reading } from '../model.ts'

/** An outcome, or `missing` for a path that is not there or may not be opened: it has no bytes and no record. */
export type FileOutcome = Outcome | 'missing'

/** What became of one path. */
export interface FileReading {
  readonly path: string
  readonly outcome: FileOutcome
  readonly message: string | null
  /** null for paths without bytes. */
  readonly reading: Reading | null
  readonly sha256: string | null
  /** The outcome stands from an earlier reading of the same bytes. */
  readonly known: boolean
}

/** A path that was not read. */
export function unread(path: string, outcome: FileOutcome, message: string | null): FileReading {
  return { path, outcome, message, reading: null, sha256: null, known: false }
}

/** A path whose bytes were read, whatever came of them. */
export function readingOf(reading: Reading): FileReading {
  const { path, outcome, message, sha256 } = reading
  return { path, outcome, message, reading, sha256, known: false }
}
