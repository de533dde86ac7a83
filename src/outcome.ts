/**
 * How the reading of a file ends, the bounds that it keeps, and what is known of a file beside its bytes. Other rooms
 * import these through `model.ts`.
 */

/** How the reading of a file ended. Every file has exactly one. */
export const OUTCOMES = [
  'read',
  'timeout',
  'out-of-memory',
  'too-large',
  'encrypted',
  'unsupported',
  'damaged',
  'crashed',
  'skipped',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** An unreadable file. The message names what was found and what to do; `code` is the file's outcome. */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly code: Outcome
  constructor(code: Outcome, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Bounds of one file. A reader keeps the first seven and throws `too-large`; the others bound the process it runs in. */
export interface Limits {
  /** Bytes of all archive entries together, inflated; also of a file that is no archive. */
  readonly inflatedBytes: number
  readonly entryBytes: number
  /** Inflated bytes for each compressed byte of an entry. */
  readonly ratio: number
  readonly entries: number
  readonly elements: number
  readonly nesting: number
  readonly cells: number
  /** Time for one file (one member of an archive); passing it is the outcome `timeout`. */
  readonly milliseconds: number
  /** JavaScript heap of the process that reads; passing it is `out-of-memory`. */
  readonly heapBytes: number
  /** All memory of that process, buffers too; passing it is `out-of-memory`. */
  readonly residentBytes: number
}

export const LIMITS: Limits = {
  inflatedBytes: 256 * 2 ** 20,
  entryBytes: 128 * 2 ** 20,
  ratio: 100,
  entries: 2000,
  elements: 2_000_000,
  nesting: 200,
  cells: 1_000_000,
  milliseconds: 120_000,
  heapBytes: 1024 * 2 ** 20,
  residentBytes: 1536 * 2 ** 20,
}

/** What may be known of a filing beside its file. `current` says of several versions that this one holds. */
export const HINT_KEYS = [
  'fiscalYear',
  'division',
  'department',
  'departmentCode',
  'agency',
  'agencyCode',
  'projectName',
  'projectCode',
  'filedOn',
  'current',
] as const
export type HintKey = (typeof HINT_KEYS)[number]

/** A text as given, and where it was given: in the path, in a manifest (`--meta`), or as an option (`--year`). */
export interface Hint {
  readonly value: string
  readonly from: 'path' | 'manifest' | 'option'
}
export type Hints = Readonly<Partial<Record<HintKey, Hint>>>
