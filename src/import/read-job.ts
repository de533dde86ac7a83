/** One file of an import, or an archive with its members: read, completed by what is known beside it, and packed. */
import type { Format, Hints, Outcome, Packed, Reading } from '../model.ts'
import { LIMITS } from '../model.ts'
import { applyHints } from './apply-hints.ts'
import { type ArchiveTools, openArchive } from './archive.ts'
import { type Content, contentOf, loadFile } from './load-file.ts'
import { formatOf, outcomeOf, type ReadContentOptions, readContent } from './read-content.ts'
import { type Redactor, redactReading } from './redact-reading.ts'
import { reasonOf } from './sources.ts'

/** A file that is to be read. */
export interface Job {
  readonly path: string
  /** Its name for the file system. */
  readonly location: Uint8Array
  /** Members of an archive that are done: a process died over the one after them. */
  readonly skip: number
}

/** What is about to be read. */
export interface Found {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly format: Format
}

/** Whether found bytes are to be read, and what is known beside them. */
export type Admit = (found: Found) => Promise<{ readonly read: boolean; readonly hints: Hints | null }>

/** What became of a path: newly read; known before; or without bytes. */
export type JobResult = (
  | { readonly kind: 'packed'; readonly packed: Packed }
  | { readonly kind: 'known'; readonly sha256: string }
  | { readonly kind: 'other'; readonly outcome: Outcome | 'missing'; readonly message: string }
) & {
  /** As it was found; a packed reading has the path under which it is stored. */
  readonly path: string
  /** Of an archive whose own result is still to come. */
  readonly member: boolean
}

/** What a job is done with. */
export interface JobTools extends ReadContentOptions, ArchiveTools {
  readonly pack: (reading: Reading) => Packed
  /** Hides personal data before anything is kept. */
  readonly redactor?: Redactor
}

/** Does a job. The results of an archive are those of its members, in its order, then its own. Never rejects. */
export async function* readJob(job: Job, tools: JobTools, admit: Admit): AsyncGenerator<JobResult> {
  const { path } = job
  let content: Content
  try {
    content = await loadFile(job.location, (tools.limits ?? LIMITS).inflatedBytes)
  } catch (error) {
    yield { kind: 'other', member: false, path, outcome: 'missing', message: reasonOf(error) }
    return
  }
  const { bytes, size, sha256 } = content
  const format = bytes && tools.sniff ? formatOf(bytes, tools.sniff) : 'unknown'
  const { read, hints } = await admit({ path, sha256, bytes: size, format })
  if (!read) yield { kind: 'known', member: false, path, sha256 }
  else if (format === 'zip' && bytes !== null && tools.unpack) yield* readArchive(job, content, bytes, tools, admit)
  else yield { kind: 'packed', member: false, path, packed: await readOne(path, content, hints, tools) }
}

async function readOne(path: string, content: Content, hints: Hints | null, tools: JobTools): Promise<Packed> {
  const { pack, redactor, rules } = tools
  let reading = await readContent(path, content, tools)
  try {
    if (redactor) reading = await redactReading(reading, rules, redactor)
    const { extraction } = reading
    return pack(extraction === null ? reading : { ...reading, extraction: applyHints(extraction, hints, rules) })
  } catch (error) {
    const [outcome, message] = outcomeOf(error, tools.debug === true)
    const failed = { ...reading, outcome, message, extraction: null }
    return pack(redactor ? await redactReading(failed, rules, redactor) : failed)
  }
}

async function* readArchive(
  job: Job,
  content: Content,
  bytes: Uint8Array,
  tools: JobTools,
  admit: Admit,
): AsyncGenerator<JobResult> {
  const own: Reading = { path: job.path, sha256: content.sha256, bytes: content.size, format: 'zip', ...OPENED }
  const whole = { kind: 'packed', member: false, path: job.path } as const
  const closed: string[] = []
  let at = 0
  try {
    for await (const { name, path, bytes: inner, error, ended } of openArchive(job.path, bytes, tools)) {
      if (error) closed.push(`${name} (${error.code})`)
      if (at++ < job.skip) continue
      if (ended) yield { kind: 'other', member: true, path, ...ended }
      else yield await readMember(path, inner, tools, admit)
    }
  } catch (error) {
    const [outcome, message] = outcomeOf(error, tools.debug === true)
    yield { ...whole, packed: await packOwn({ ...own, outcome, message }, tools) }
    return
  }
  const message = closed.length === 0 ? null : `Could not be unpacked: ${closed.join(', ')}.`
  yield { ...whole, packed: await packOwn({ ...own, message }, tools) }
}

async function packOwn(own: Reading, { pack, redactor, rules }: JobTools): Promise<Packed> {
  return pack(redactor ? await redactReading(own, rules, redactor) : own)
}

const OPENED = { outcome: 'read', message: null, extraction: null } as const

async function readMember(path: string, bytes: Uint8Array, tools: JobTools, admit: Admit): Promise<JobResult> {
  const content = contentOf(bytes)
  const format = tools.sniff ? formatOf(bytes, tools.sniff) : 'unknown'
  const { read, hints } = await admit({ path, sha256: content.sha256, bytes: content.size, format })
  if (!read) return { kind: 'known', member: true, path, sha256: content.sha256 }
  return { kind: 'packed', member: true, path, packed: await readOne(path, content, hints, tools) }
}
