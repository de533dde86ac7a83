/**
 * The value reader against the general recognizer for Chinese, on the same real cells, in one run:
 *
 *     npm run build && PEERS=FOLDER node bench/values.mjs
 *
 * FOLDER is one in which `npm install @microsoft/recognizers-text-suite` was run; without it, this package's own
 * `node_modules` is searched. Prints cells a second, the time of loading the modules, and the two ratios. All times are
 * processor time, so that other work on the machine does not count.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const built = resolve(process.env.BUILT ?? join(root, 'dist/value/index.js'))
const cells = readFileSync(join(root, 'bench/cells.txt'), 'utf8').trimEnd().split('\n')
const required = createRequire(join(resolve(process.env.PEERS ?? root), 'package.json'))

/** Processor time in milliseconds since `before`. */
function spent(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Cells a second over whole rounds that take at least `least` milliseconds together, after one round to warm up. */
function cellsPerSecond(read, least) {
  for (const cell of cells) read(cell)
  const before = process.cpuUsage()
  let rounds = 0
  while (rounds === 0 || spent(before) < least) {
    for (const cell of cells) read(cell)
    rounds++
  }
  return (rounds * cells.length * 1000) / spent(before)
}

/** Milliseconds that importing a module takes in a fresh process whose loader is up; the median of five. */
function loadTime(path) {
  const script = `await import('data:text/javascript,')
const before = process.cpuUsage()
await import(${JSON.stringify(pathToFileURL(path).href)})
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)`
  const run = () => Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
  return [run(), run(), run(), run(), run()].sort((a, b) => a - b)[2]
}

const reader = await import(pathToFileURL(built).href)
const units = reader.compileUnits(JSON.parse(readFileSync(join(root, 'schema/units.json'), 'utf8')).units)
const own = cellsPerSecond((cell) => reader.parseValue(cell, reader.NO_CONTEXT, units), 3000)
console.log(`guibiao: ${own.toFixed(0)} cells a second`)

const path = required.resolve('@microsoft/recognizers-text-suite')
const peer = required(path)
// What has to be asked of the recognizer to learn what a value cell says.
const models = ['Number', 'Percentage', 'Currency', 'Dimension', 'Temperature', 'DateTime']
const ask = (cell) => models.map((model) => peer[`recognize${model}`](cell, 'zh-cn'))
const other = cellsPerSecond(ask, 3000)
console.log(
  `@microsoft/recognizers-text-suite: ${other.toFixed(0)} cells a second, ${(own / other).toFixed(0)} times slower`,
)

const [load, peerLoad] = [loadTime(built), loadTime(path)]
console.log(`loading: ${load.toFixed(0)} ms against ${peerLoad.toFixed(0)} ms, ${(peerLoad / load).toFixed(1)} times`)
