/** What can go wrong with a store, told so that a person can act on it. */

/**
 * - `foreign`: the file is not a guibiao database; it was not touched.
 * - `newer`: a newer guibiao made it, or its tables were changed.
 * - `unwritable`: it cannot be opened or written.
 * - `busy`: another process is writing to it.
 * - `refused`: this one record breaks a rule of the tables, a defect of ours; the store itself is fine.
 * - `failed`: anything else, such as a full or broken disk.
 */
export type StoreFault = 'foreign' | 'newer' | 'unwritable' | 'busy' | 'refused' | 'failed'

/** A store that cannot be opened, read or written. The message names the database and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreFault
  constructor(code: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const KNOWN: readonly (readonly [RegExp, StoreFault, string])[] = [
  [/^SQLITE_NOTADB/, 'foreign', 'is not a SQLite database. Name another file with --db; this one was not touched.'],
  [/^SQLITE_CANTOPEN/, 'unwritable', 'cannot be opened. Does its folder exist, and may you write there?'],
  [
    /^SQLITE_(READONLY|PERM|AUTH)/,
    'unwritable',
    'is read-only. Make it and its folder writable, or name another file with --db.',
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'busy',
    'is being written by another process. Wait until that one is done, then run the same command again.',
  ],
  [
    /^SQLITE_FULL/,
    'failed',
    'cannot grow: the disk is full. Free some space and run the same command again; nothing saved is lost.',
  ],
  [/^SQLITE_CORRUPT/, 'failed', 'is damaged. Restore a copy, or import the files into a new database.'],
  [
    /^SQLITE_IOERR/,
    'failed',
    'cannot be read or written: the disk reports an error. Run the same command again when it is fixed.',
  ],
  [
    /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/,
    'refused',
    'does not take this record (a defect of guibiao, please report it):',
  ],
]

/** The {@link StoreError} for whatever a driver threw; `database` names the file in the message. */
export function asStoreError(error: unknown, database: string): StoreError {
  if (error instanceof StoreError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  const [, fault, advice] = KNOWN.find(([pattern]) => pattern.test(code)) ?? ([null, 'failed', 'failed:'] as const)
  const detail = code === '' ? message : `${message} (${code})`
  return new StoreError(fault, `The database ${database} ${advice} ${detail}`, { cause: error })
}
