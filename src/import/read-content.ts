/** Bytes → Reading: whatever happens ends as the one outcome of the file. */
import { extract } from '../extract.ts'
import { type Format, LIMITS, type Limits, type Outcome, ReadError, type Reading } from '../model.ts'
import type { Content } from './load-file.ts'

/** The rules that `extract` takes. */
export type Rules = Parameters<typeof extract>[1]

/** How bytes are read. */
export interface ReadContentOptions {
  readonly rules: Rules
  readonly limits?: Limits
  /** Tells the format of bytes that could not be read; without it they are `unknown`. */
  readonly sniff?: (bytes: Uint8Array) => Format
  /** What makes records of bytes, `extract` by default. */
  readonly extract?: typeof extract
  /** Tell of a defect with its stack. */
  readonly debug?: boolean
}

/** Reads the content of a file. Never rejects. */
export async function readContent(path: string, content: Content, options: ReadContentOptions): Promise<Reading> {
  const { bytes, size, sha256 } = content
  const limits = options.limits ?? LIMITS
  const failed = (outcome: Outcome, message: string): Reading => {
    const format = bytes && options.sniff ? formatOf(bytes, options.sniff) : 'unknown'
    return { path, sha256, bytes: size, format, outcome, message, extraction: null }
  }
  if (bytes === null)
    return failed(
      'too-large',
      `The file has ${size} bytes, more than the ${limits.inflatedBytes} that are read. Split it, or raise --limit size.`,
    )
  try {
    const run = options.extract ?? extract
    const extraction = await run(bytes, options.rules, { path, limits, sha256 })
    const { format } = extraction.document
    return { path, sha256, bytes: size, format, outcome: 'read', message: null, extraction }
  } catch (error) {
    const [outcome, message] = outcomeOf(error, options.debug === true)
    return failed(outcome, message)
  }
}

/** How a failure ends a file: what a reader says of it, memory that could not be had, or a defect of ours. */
export function outcomeOf(error: unknown, debug: boolean): readonly [Outcome, string] {
  if (error instanceof ReadError) return [error.code, error.message]
  if (error instanceof RangeError && /allocation failed|Invalid (array|string|typed array) length/.test(error.message))
    return ['out-of-memory', `More memory was asked for than there is (${error.message}). Split the file.`]
  const told = error instanceof Error ? (debug ? error.stack : error.message) : String(error)
  return ['crashed', `A defect of guibiao, please report it: ${told}`]
}

/** The format of bytes; `unknown` when not even that can be told. */
export function formatOf(bytes: Uint8Array, sniff: (bytes: Uint8Array) => Format): Format {
  try {
    return sniff(bytes)
  } catch {
    return 'unknown'
  }
}
