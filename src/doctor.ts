/** `guibiao doctor`: what a file is, who reads it, what is lost on the way, and what a second reading says. */
import { compareReadings, countsOf, type Difference, type ReadingCounts } from './doctor-compare.ts'
import { type Document, type Finding, type Format, LIMITS, type Limits, type Outcome, ReadError } from './model.ts'
import { unpackBundle } from './read/bundle.ts'
import { readDocument, sniff } from './read/index.ts'
import { lostIn, type Words } from './read/lost.ts'

/** What a second reading by other people's code says of the same file. */
export interface SecondReading {
  /** `mammoth` or `word-extractor`. */
  readonly by: string
  /** Why it could not read the file; null when it did. */
  readonly failed: string | null
  /** Lines (of cells and paragraphs) that both readings hold. */
  readonly same: number
  readonly differences: readonly Difference[]
}

/** What there is to say about one file, or one member of an archive. */
export interface Diagnosis {
  /** The path inside of an archive; null for the file itself. */
  readonly member: string | null
  readonly bytes: number
  readonly format: Format
  readonly outcome: Outcome
  /** Why it was not read and what to do; null when it was. */
  readonly message: string | null
  readonly reader: string | null
  readonly counts: ReadingCounts | null
  /** What the format or the way of reading cannot hold. */
  readonly lost: readonly Words[]
  readonly findings: readonly Finding[]
  readonly second: SecondReading | null
  /** Members of an archive, in its order. */
  readonly members: readonly Diagnosis[]
}

/** Another reader of the same format; null where there is none. */
async function readAgain(document: Document, bytes: Uint8Array, limits: Limits): Promise<Document | null> {
  if (document.reader === 'docx') {
    const { readWithMammoth } = await import('./read/mammoth.ts')
    return readWithMammoth(bytes, limits)
  }
  if (document.reader !== 'doc' && document.reader !== 'wps') return null
  const { readWithWordExtractor } = await import('./read/word-extractor.ts')
  return readWithWordExtractor(bytes)
}

async function secondReading(document: Document, bytes: Uint8Array, limits: Limits): Promise<SecondReading | null> {
  const by = document.reader === 'docx' ? 'mammoth' : 'word-extractor'
  try {
    const other = await readAgain(document, bytes, limits)
    return other && { by, failed: null, ...compareReadings(document, other) }
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error)
    return { by, failed, same: 0, differences: [] }
  }
}

async function examineMember(member: string | null, bytes: Uint8Array, limits: Limits): Promise<Diagnosis> {
  const format = sniff(bytes)
  const nothing = { member, bytes: bytes.length, format, reader: null, counts: null, lost: [], findings: [] }
  try {
    const document = await readDocument(bytes, limits)
    const { reader, findings } = document
    const second = await secondReading(document, bytes, limits)
    const counts = countsOf(document)
    return { ...nothing, outcome: 'read', message: null, reader, counts, lost: lostIn(document), findings, second, members: [] } // biome-ignore format: one line
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return { ...nothing, outcome: error.code, message: error.message, second: null, members: [] }
  }
}

/** Examines a file. Never rejects for what is in it: a file that can't be read has its outcome and message. */
export async function examine(bytes: Uint8Array, limits: Limits = LIMITS): Promise<Diagnosis> {
  if (sniff(bytes) !== 'zip') return examineMember(null, bytes, limits)
  const whole = await examineMember(null, bytes, limits)
  const members: Diagnosis[] = []
  try {
    for await (const { name, bytes: content, error } of unpackBundle(bytes, limits)) {
      const found = await examineMember(name, content, limits)
      members.push(error ? { ...found, format: 'unknown', outcome: error.code, message: error.message } : found)
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return { ...whole, outcome: error.code, message: error.message, members }
  }
  const read = members.some(({ outcome }) => outcome === 'read')
  return { ...whole, outcome: read ? 'read' : whole.outcome, message: read ? null : whole.message, members }
}
