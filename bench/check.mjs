/**
 * What it costs to make a checked record of a document that is read, against parsing that record's JSON line in the same
 * process:
 *
 *     npm run bench:check -- [ROUNDS]
 *
 * For every document in tests/given and samples: the mapper, the values and the checks (`mapDocument`, `assemble`,
 * `judge`), then `JSON.parse` of the lines that `guibiao extract --jsonl` prints of it. Hashing and reading are left out
 * of both. Prints the processor time of each step and the ratio, the medians of several rounds.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const built = (name) => import(pathToFileURL(join(root, 'dist', name)).href)
const { extract, judge, loadRules } = await built('index.js')
const { mapDocument } = await built('form/index.js')
const { assemble } = await built('assemble/index.js')
const ROUNDS = Number(process.argv[2] ?? 9)
/** How often a round goes over all documents. */
const REPEATS = 6

const rules = loadRules()
const names = readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
const inSamples = names.flatMap(({ name }) =>
  readdirSync(join(root, 'samples', name)).flatMap((file) =>
    file.startsWith('source.') && !file.endsWith('.zip') ? [`samples/${name}/${file}`] : [],
  ),
)
const inGiven = readdirSync(join(root, 'tests/given')).map((file) => `tests/given/${file}`)
const files = []
for (const path of [...inSamples, ...inGiven]) {
  const extraction = await extract(readFileSync(join(root, path)), rules, { path })
  const lines = extraction.filings.map((filing) => JSON.stringify(filing))
  files.push({ ...extraction, lines, origin: { path, sha256: extraction.sha256, format: extraction.document.format } })
}

/** Processor time of some work over all documents, in milliseconds. */
function spent(work) {
  const before = process.cpuUsage()
  for (let at = 0; at < REPEATS; at++) for (const file of files) work(file)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / REPEATS
}

const STEPS = {
  map: ({ document }) => mapDocument(document, rules),
  'map + value': ({ document, origin }) => {
    const { drafts, book } = mapDocument(document, rules)
    for (const draft of drafts) assemble(draft, book, rules, origin)
  },
  'map + value + check': ({ document, origin, filings }) => {
    const { drafts, book } = mapDocument(document, rules)
    for (const [at, draft] of drafts.entries())
      judge({ ...assemble(draft, book, rules, origin), id: filings[at].id, digest: '' }, rules)
  },
  'JSON.parse of the lines': ({ lines }) => lines.map((line) => JSON.parse(line)),
}
const times = Object.fromEntries(Object.keys(STEPS).map((name) => [name, []]))
for (let round = 0; round < 5; round++) for (const work of Object.values(STEPS)) spent(work)
for (let round = 0; round < ROUNDS; round++)
  for (const [name, work] of Object.entries(STEPS)) times[name].push(spent(work))

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1]
const filings = files.reduce((count, file) => count + file.lines.length, 0)
const bytes = files.reduce((sum, { lines }) => sum + Buffer.byteLength(lines.join('')), 0)
console.log(
  `${filings} filings of ${files.length} files, ${(bytes / filings / 1024).toFixed(1)} KiB of JSON each; ${ROUNDS} rounds`,
)
for (const [name, list] of Object.entries(times))
  console.log(`${name.padEnd(24)} ${((median(list) * 1000) / filings).toFixed(0)} µs a filing`)
const ratios = times['map + value + check'].map((time, at) => time / times['JSON.parse of the lines'][at])
console.log(
  `map + value + check ÷ JSON.parse: ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
)
