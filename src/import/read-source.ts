/** One file: its bytes, their digest, and what `extract` makes of them. Whatever happens ends as its one outcome. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extract } from '../extract.ts'
import { type Extraction, type Format, LIMITS, type Limits, type Outcome, ReadError, type Reading } from '../model.ts'
import { reasonOf, type Source } from './sources.ts'

/** The rules that `extract` takes. */
export type Rules = Parameters<typeof extract>[1]

/** An outcome, or `missing` for a path that is not there or may not be opened: it has no bytes and no record. */
export type FileOutcome = Outcome | 'missing'

/** What became of one path. */
export interface FileReading {
  readonly path: string
  readonly outcome: FileOutcome
  readonly message: string | null
  /** null for a digest that was known before, and for paths without bytes. */
  readonly reading: Reading | null
  /** null for paths without bytes. */
  readonly sha256: string | null
  /** The outcome stands from an earlier reading of the same bytes. */
  readonly known: boolean
}

/** How files are read. */
export interface ReadOptions {
  readonly rules: Rules
  readonly limits?: Limits
  /** The outcome under which bytes are known already, or null to read them. */
  readonly outcomeOf?: (sha256: string) => Promise<Outcome | null>
  /** Tells the format of bytes that could not be read; without it they are `unknown`. */
  readonly sniff?: (bytes: Uint8Array) => Format
  /** What makes records of bytes, `extract` by default: another process can stand here. */
  readonly extract?: typeof extract
  /** Tell of a defect with its stack. */
  readonly debug?: boolean
}

/** Reads a source. Rejects only when `outcomeOf` does. */
export async function readSource(source: Source, options: ReadOptions): Promise<FileReading> {
  const { path, kind, message } = source
  const nothing = { path, reading: null, sha256: null, known: false }
  if (kind !== 'file') return { ...nothing, outcome: kind, message }
  const limits = options.limits ?? LIMITS
  let content: Content
  try {
    content = source.bytes > limits.inflatedBytes ? await hashOnly(source) : await load(source)
  } catch (error) {
    return { ...nothing, outcome: 'missing', message: reasonOf(error) }
  }
  const { sha256 } = content
  const outcome = (await options.outcomeOf?.(sha256)) ?? null
  if (outcome !== null) return { path, outcome, message: null, reading: null, sha256, known: true }
  const reading = await readContent(path, content, options, limits)
  return { path, outcome: reading.outcome, message: reading.message, reading, sha256, known: false }
}

interface Content {
  /** null when the file is too large to be held. */
  readonly bytes: Uint8Array | null
  readonly size: number
  readonly sha256: string
}

async function load(source: Source): Promise<Content> {
  const bytes = await readFile(source.location)
  return { bytes, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function hashOnly(source: Source): Promise<Content> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(source.location)) {
    hash.update(chunk)
    size += chunk.length
  }
  return { bytes: null, size, sha256: hash.digest('hex') }
}

async function readContent(path: string, content: Content, options: ReadOptions, limits: Limits): Promise<Reading> {
  const { bytes, size, sha256 } = content
  const failed = (outcome: Outcome, message: string): Reading => {
    const format = bytes && options.sniff ? formatOf(bytes, options.sniff) : 'unknown'
    return { path, sha256, bytes: size, format, outcome, message, extraction: null }
  }
  if (bytes === null)
    return failed(
      'too-large',
      `The file has ${size} bytes, more than the ${limits.inflatedBytes} that are read. Split it.`,
    )
  try {
    const run = options.extract ?? extract
    const extraction: Extraction = await run(bytes, options.rules, { path, limits })
    const { format } = extraction.document
    return { path, sha256, bytes: size, format, outcome: 'read', message: null, extraction: { ...extraction, sha256 } }
  } catch (error) {
    if (error instanceof ReadError) return failed(error.code, error.message)
    const told = error instanceof Error ? (options.debug ? error.stack : error.message) : String(error)
    return failed('crashed', `A defect of guibiao, please report it: ${told}`)
  }
}

function formatOf(bytes: Uint8Array, sniff: (bytes: Uint8Array) => Format): Format {
  try {
    return sniff(bytes)
  } catch {
    return 'unknown'
  }
}
