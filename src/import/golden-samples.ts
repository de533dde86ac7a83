/** The samples of a rule folder: a source each, and beside it the filings that the rules are to read from it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from '../extract.ts'
import { type Filing, ReadError } from '../model.ts'
import { align } from './align.ts'
import { compareFilings, type Difference } from './compare-filings.ts'

/** What became of one sample. */
export interface SampleResult {
  /** The name of its folder. */
  readonly name: string
  /** `broken`: the source or the golden cannot be read; the message says why. */
  readonly outcome: 'same' | 'different' | 'no-golden' | 'broken' | 'written'
  readonly message: string | null
  readonly differences: readonly Difference[]
}

/** How samples are tested. */
export interface SampleOptions {
  readonly rules: Parameters<typeof extract>[1]
  /** Writes `filing.json` where it is missing or differs, instead of comparing. */
  readonly write?: boolean
}

/** What a golden leaves out: hashes, provenance, and what checks say; they change without any rule. */
const LEFT_OUT = new Set(['id', 'digest', 'key', 'subject', 'source', 'status', 'findings', 'cells', 'marks'])

/** The names of the samples of a folder, in order. None: it has no `samples/`. */
export function listSamples(folder: string): readonly string[] {
  const samples = join(folder, 'samples')
  if (!existsSync(samples)) return []
  return readdirSync(samples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
}

/**
 * Reads `samples/<name>/source.*` of a folder and compares with `filing.json` beside it: an array of filings as `extract`
 * prints them. Keys that a filing in it leaves out are not compared, so it may say just what was checked by hand.
 */
export async function* testSamples(folder: string, options: SampleOptions): AsyncGenerator<SampleResult> {
  for (const name of listSamples(folder)) yield await testSample(name, join(folder, 'samples', name), options)
}

async function testSample(name: string, folder: string, options: SampleOptions): Promise<SampleResult> {
  const end = (outcome: SampleResult['outcome'], message: string | null, differences: readonly Difference[] = []) => ({
    name,
    outcome,
    message,
    differences,
  })
  const sources = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith('source.'))
    .map((entry) => entry.name)
  if (sources.length !== 1)
    return end('broken', `expected one file source.*, e.g. source.docx; found ${sources.join(', ') || 'none'}`)
  const filings = await readFilings(join(folder, sources[0]!), options)
  if (typeof filings === 'string') return end('broken', filings)
  const file = join(folder, 'filing.json')
  const golden = existsSync(file) ? parseGolden(readFileSync(file, 'utf8')) : null
  const differences = Array.isArray(golden) ? compareAll(golden, filings) : []
  if (options.write) {
    if (Array.isArray(golden) && differences.length === 0) return end('same', null)
    writeFileSync(file, `${JSON.stringify(filings.map(goldenOf), null, 1)}\n`)
    return end('written', file)
  }
  if (golden === null) return end('no-golden', `no filing.json; --write makes it from what is read now`)
  if (typeof golden === 'string') return end('broken', `filing.json ${golden}`)
  return end(differences.length === 0 ? 'same' : 'different', null, differences)
}

async function readFilings(path: string, options: SampleOptions): Promise<readonly Filing[] | string> {
  try {
    return (await extract(new Uint8Array(readFileSync(path)), options.rules, { path })).filings
  } catch (error) {
    if (error instanceof ReadError) return `${error.code}: ${error.message}`
    if (error instanceof Error && 'syscall' in error) return error.message
    throw error
  }
}

type Plain = Readonly<Record<string, unknown>>

function parseGolden(text: string): readonly Plain[] | string {
  let golden: unknown
  try {
    golden = JSON.parse(text)
  } catch (error) {
    return `is not valid JSON (${(error as Error).message})`
  }
  const isList = Array.isArray(golden) && golden.every((one) => typeof one === 'object' && one !== null)
  return isList ? (golden as readonly Plain[]) : 'is not a list of filings: [{"form": …}, …]'
}

function compareAll(golden: readonly Plain[], filings: readonly Filing[]): readonly Difference[] {
  const nameOf = ({ title, projectName, department }: Plain) =>
    [title, projectName, department].filter((part) => typeof part === 'string').join(' ')
  // A golden that leaves out a part of the name is compared by position.
  const named = golden.every((one) => ['title', 'projectName', 'department'].every((key) => key in one))
  const keys = (list: readonly Plain[]) => list.map((one) => (named ? nameOf(one) : ''))
  return align(keys(golden), keys(filings as unknown as readonly Plain[])).flatMap(([i, k]) => {
    const record = `#${(i ?? k)! + 1}`
    const [expected, found] = [i === null ? null : golden[i]!, k === null ? null : (filings[k] as unknown as Plain)]
    if (expected && found)
      return compareFilings(expected, found, { partial: true }).map((one) => ({
        ...one,
        record: `${record} ${one.record}`.trim(),
      }))
    const name = (one: Plain | null) => (one ? `${one.form} ${nameOf(one)}`.trim() : null)
    return [{ record, key: '', path: 'filings', expected: name(expected), found: name(found) }]
  })
}

/** A filing as its golden holds it. */
function goldenOf(filing: Filing): unknown {
  return strip(Object.fromEntries(Object.entries(filing).filter(([key]) => !LEFT_OUT.has(key))))
}

/** Without the claims of all records. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === 'cells' ? [] : [[key, strip(inner)]])),
  )
}
