/**
 * Reading and storing against the peers, in one run:
 *
 *     npm run build && node bench/import.mjs [ROUNDS] [FOLDER]
 *
 * 1. an import from file to database against mammoth + cheerio, which merely read the same .docx files;
 * 2. mapping and valuing against JSON.parse of the filings' own JSON lines;
 * 3. the store against `sqlite3 .import` of the same rows (needs the program sqlite3).
 *
 * Processor time of one process that is warm, medians of the rounds. Every round has files that no round had before, so
 * that nothing is known from an earlier one. The made-up files hold a document and nothing else; with a FOLDER of real
 * .docx the first comparison is made with those as well, each round with the same ones in a new database.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import mammoth from 'mammoth'
import { makeFile, writeArchive } from './archive.mjs'
import { inTurn, line, processorTime } from './measure.mjs'
import { storeAgainstImport } from './store.mjs'

const dist = new URL('../dist/', import.meta.url)
const { importPaths, loadRules, openSqlite, packReading, readDocument, readHere, remap, sniff } = await import(
  new URL('index.js', dist).href
)
const { mapDocument } = await import(new URL('form/index.js', dist).href)
const { assemble } = await import(new URL('assemble/index.js', dist).href)

const rounds = Number(process.argv[2] ?? 7)
const real = process.argv[3] ?? null
/** Files a round: enough that the clock of processor time, which ticks in milliseconds, tells. */
const FILES = { small: 60, medium: 20, large: 6 }
const rules = loadRules(undefined)
const folder = mkdtempSync(join(tmpdir(), 'guibiao-bench-'))

/** The bytes of the files of a round. */
const filesOf = (size, round) =>
  Array.from({ length: FILES[size] }, (_, at) => makeFile(round * FILES[size] + at, size).bytes)

async function importRound(size, round) {
  const from = join(folder, size, `${round}`)
  writeArchive(from, (round + 1) * FILES[size], size, round * FILES[size])
  return importAll([from], FILES[size], `${size}-${round}.db`)
}

/** Milliseconds a file of an import into a new database. */
async function importAll(paths, count, name) {
  const store = await openSqlite(join(folder, name))
  const runner = readHere({ rules, pack: packReading, sniff }, 1)
  const options = { store, runner, jobs: 1, version: '0', rulesDigest: rules.digest }
  const spent = await processorTime(() => importPaths(paths, options))
  runner.close()
  await store.close()
  return spent / count
}

const peerRound = (size, round) => mammothReads(filesOf(size, round))

async function mammothReads(files) {
  const read = async (bytes) => {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
    return load(value)('td').length
  }
  const spent = await processorTime(async () => {
    for (const bytes of files) if ((await read(bytes)) === 0) throw new Error('mammoth found no cell')
  })
  return spent / files.length
}

/** Documents of a round, and their filings as JSON lines. */
async function mappedRound(size, round) {
  const documents = await Promise.all(filesOf(size, round).map((bytes) => readDocument(bytes)))
  const mapped = await Promise.all(documents.map((one) => remap(one, ''.padEnd(64, '0'), rules, { path: 'a.docx' })))
  return { documents, lines: mapped.flatMap(({ filings }) => filings.map((filing) => JSON.stringify(filing))) }
}

async function mapRound(size, round) {
  const { documents } = await fresh(size, round)
  const spent = await processorTime(() => {
    for (const document of documents) {
      const { drafts, book } = mapDocument(document, rules)
      for (const draft of drafts) assemble(draft, book, rules, { path: 'a', sha256: 'b', format: 'docx' })
    }
  })
  return spent / documents.length
}

/** Documents that nothing has looked at yet. */
const fresh = async (size, round) => ({
  documents: await Promise.all(filesOf(size, round).map((bytes) => readDocument(bytes))),
})

async function parseRound(size, round) {
  const { documents, lines } = await mappedRound(size, round)
  const spent = await processorTime(() => {
    for (let again = 0; again < 10; again++) for (const one of lines) JSON.parse(one)
  })
  return spent / 10 / documents.length
}

async function realFiles() {
  const paths = readdirSync(real, { recursive: true })
    .filter((name) => name.endsWith('.docx'))
    .map((name) => join(real, name))
  const files = paths.map((path) => readFileSync(path))
  const { ours, theirs } = await inTurn(rounds, {
    ours: (round) => importAll(paths, paths.length, `real-${round}.db`),
    theirs: () => mammothReads(files),
  })
  const what = `import against mammoth + cheerio, ${paths.length} real`
  line(what, ours.toFixed(2), theirs.toFixed(2), `${(theirs / ours).toFixed(1)} × less`)
}

try {
  line('processor time a file, ms', 'guibiao', 'peer', 'ratio')
  if (real !== null) await realFiles()
  for (const size of Object.keys(FILES)) {
    const { ours, theirs } = await inTurn(rounds, {
      ours: (round) => importRound(size, round),
      theirs: (round) => peerRound(size, round),
    })
    const ratio = `${(theirs / ours).toFixed(1)} × less`
    line(`import against mammoth + cheerio, ${size}`, ours.toFixed(2), theirs.toFixed(2), ratio)
  }
  for (const size of Object.keys(FILES)) {
    const { ours, theirs } = await inTurn(rounds, {
      ours: (round) => mapRound(size, round),
      theirs: (round) => parseRound(size, round),
    })
    line(
      `map + value against JSON.parse, ${size}`,
      ours.toFixed(2),
      theirs.toFixed(3),
      `${(ours / theirs).toFixed(1)} ×`,
    )
  }
  await storeAgainstImport(folder, rounds)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
