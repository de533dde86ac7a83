/**
 * Imports files that were changed at random, and files made to exhaust memory and time, under small limits: the import
 * must live, and every path must end with exactly one outcome.
 *
 *     npm run build && node scripts/fuzz-import.mjs [--files 100000] [--seed N] [--no-bombs]
 *
 * Ends with exit code 1, and keeps the folder, when a path has no outcome or two, or the import fails.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { diceOf, makeFile } from '../bench/archive.mjs'
import { BOMBS } from './bombs.mjs'
import { mutate } from './mutations.mjs'

const { values } = parseArgs({
  options: { files: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, 'no-bombs': { type: 'boolean' } },
})
const root = resolve(process.env.GUIBIAO ?? join(import.meta.dirname, '..'))
const { importPaths, LIMITS, loadRules, openPool, openSqlite } = await import(pathToFileURL(join(root, 'dist', 'index.js')).href)

/** Files a round: each round has a folder of its own and goes when it is done. */
const ROUND = 1000
const MIB = 2 ** 20
const limits = { ...LIMITS, milliseconds: 10_000, heapBytes: 128 * MIB, residentBytes: 320 * MIB, inflatedBytes: 48 * MIB, entryBytes: 32 * MIB }
const rules = loadRules(undefined)
const setup = { rules: undefined, limits, redact: false, debug: false }
const dice = diceOf(Number(values.seed))
const originals = [...samplesOf(join(import.meta.dirname, '..', 'samples')), ...[1, 2, 3].map((at) => ({ name: 'made.docx', bytes: makeFile(at).bytes }))]
const work = mkdtempSync(join(tmpdir(), 'guibiao-fuzz-'))
const program = pathToFileURL(join(root, 'dist', 'cli', 'import-child.js'))
const runner = openPool({ program, jobs: 2, setup, digest: rules.digest })
const store = await openSqlite(join(work, 'fuzz.db'))
const sums = {}
let defects = 0

function samplesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /source\.\w+$/.test(name))
    .map((name) => ({ name: name.replace(/.*source/, 'made'), bytes: readFileSync(join(folder, name)) }))
}

/** Imports a folder and checks what became of each path in it. */
async function check(folder, names) {
  const seen = new Map()
  const summary = await importPaths([folder], {
    ...{ store, runner, jobs: 2, version: '0', rulesDigest: rules.digest },
    onFile: ({ path, outcome, message }) => {
      seen.set(path, (seen.get(path) ?? 0) + 1)
      sums[outcome] = (sums[outcome] ?? 0) + 1
      if (outcome !== 'crashed') return
      defects++
      console.error(`${path}: ${message}`)
    },
  })
  const wrong = names.map((name) => join(folder, name)).filter((path) => seen.get(path) !== 1)
  const twice = [...seen].filter(([, times]) => times !== 1)
  if (wrong.length + twice.length > 0 || summary.interrupted)
    throw new Error(`${wrong.length} paths without one outcome, such as ${wrong[0] ?? twice[0]?.[0]}`)
  return seen.size
}

let [done, failed] = [0, false]
try {
  if (!values['no-bombs']) {
    const folder = join(work, 'bombs')
    mkdirSync(folder)
    for (const [name, make] of Object.entries(BOMBS)) writeFileSync(join(folder, name), make())
    const before = { ...sums }
    await check(folder, Object.keys(BOMBS))
    console.log(`bombs: ${Object.keys(BOMBS).length} files, ${JSON.stringify(sums)}`, Object.keys(before).length === 0 ? '' : before)
  }
  for (let round = 0; done < Number(values.files); round++) {
    const folder = join(work, `round-${round}`)
    mkdirSync(folder)
    const names = []
    for (let at = 0; at < ROUND && done + at < Number(values.files); at++) {
      const { name, bytes } = originals[Math.floor(dice() * originals.length)]
      names.push(`${at}-${name}`)
      writeFileSync(join(folder, names.at(-1)), mutate(bytes, dice))
    }
    await check(folder, names)
    done += names.length
    rmSync(folder, { recursive: true })
    if (round % 10 === 9) console.log(`${done} files, ${Math.round(process.memoryUsage.rss() / 1e6)} MB, ${JSON.stringify(sums)}`)
  }
} catch (error) {
  failed = true
  console.error(`${error.stack}\nThe files are in ${work}.`)
}
runner.close()
await store.close()
console.log(`mutated files: ${done}, every path with one outcome: ${JSON.stringify(sums)}; database ${statSync(join(work, 'fuzz.db')).size} bytes`)
if (!failed) rmSync(work, { recursive: true })
process.exitCode = failed || defects > 0 ? 1 : 0
