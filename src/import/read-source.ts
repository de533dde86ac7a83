/** One file as `extract` and `show` read it: in this process, with its whole reading. */
import type { Outcome, Reading } from '../model.ts'
import { LIMITS } from '../model.ts'
import { loadFile } from './load-file.ts'
import { type ReadContentOptions, readContent } from './read-content.ts'
import { reasonOf, type Source } from './sources.ts'

export type { Rules } from './read-content.ts'

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

/** Reads a source. Never rejects. */
export async function readSource(source: Source, options: ReadContentOptions): Promise<FileReading> {
  const { path, kind, message, location } = source
  const nothing = { path, reading: null, sha256: null, known: false }
  if (kind !== 'file') return { ...nothing, outcome: kind, message }
  try {
    const content = await loadFile(location, (options.limits ?? LIMITS).inflatedBytes)
    const reading = await readContent(path, content, options)
    const { outcome, sha256 } = reading
    return { path, outcome, message: reading.message, reading, sha256, known: false }
  } catch (error) {
    return { ...nothing, outcome: 'missing', message: reasonOf(error) }
  }
}
