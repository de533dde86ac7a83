/**
 * How fast the value reader is beside the recognizer that programs would take otherwise.
 *
 *     PEERS=FOLDER npm run bench:values
 *
 * The peer is no dependency of guibiao. Make a folder for it elsewhere: `npm install @microsoft/recognizers-text-suite`.
 * The folder whose `node_modules` holds it is PEERS. Both read the same real cells in turn, several rounds long; what
 * counts is the median of the rounds' ratios. Loading is measured in processes of their own, in turn too. All times are
 * processor time, so that other work on the machine counts as little as possible. `--need` exits with 1 below 200 times
 * as fast, or when loading takes a tenth of the peer's or more.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROUNDS = 7
const root = fileURLToPath(new URL('..', import.meta.url))
const required = createRequire(join(resolve(process.env.PEERS ?? root), 'index.js'))
const built = join(root, 'dist/value/index.js')
const cells = readFileSync(join(root, 'bench/cells.txt'), 'utf8').trim().split('\n')

/** Processor time in milliseconds since `before`. */
function spent(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Cells a second over whole passes that take at least `least` milliseconds together. */
function cellsPerSecond(read, least) {
  const before = process.cpuUsage()
  let passes = 0
  while (passes === 0 || spent(before) < least) {
    for (const cell of cells) read(cell)
    passes++
  }
  return (passes * cells.length * 1000) / spent(before)
}

/** Milliseconds that importing a module takes in a fresh process whose loader is up. */
function loadTime(path) {
  const script = `await import('data:text/javascript,')
const before = process.cpuUsage()
await import(${JSON.stringify(pathToFileURL(path).href)})
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** Measures both in turn, and gives the medians of each and of their ratio. */
function inTurn(own, peer) {
  const rounds = Array.from({ length: ROUNDS }, () => ({ own: own(), peer: peer() }))
  return {
    own: median(rounds.map((round) => round.own)),
    peer: median(rounds.map((round) => round.peer)),
    ratio: median(rounds.map((round) => Math.max(round.own / round.peer, round.peer / round.own))),
  }
}

const reader = await import(pathToFileURL(built).href)
const units = reader.compileUnits(JSON.parse(readFileSync(join(root, 'schema/units.json'), 'utf8')).units)
const path = required.resolve('@microsoft/recognizers-text-suite')
const peer = required(path)
// What has to be asked of the recognizer to learn what a value cell says.
const models = ['Number', 'Percentage', 'Currency', 'Dimension', 'Temperature', 'DateTime']
const read = (cell) => reader.parseValue(cell, reader.NO_CONTEXT, units)
const ask = (cell) => models.map((model) => peer[`recognize${model}`](cell, 'zh-cn'))

for (const cell of cells) ask(cell)
cellsPerSecond(read, 1000)
const speed = inTurn(
  () => cellsPerSecond(read, 1000),
  () => cellsPerSecond(ask, 1000),
)
console.log(`${cells.length} real cells, medians of ${ROUNDS} rounds in turn, processor time`)
console.log(
  `guibiao ${speed.own.toFixed(0)} cells a second, peer ${speed.peer.toFixed(0)}: ${speed.ratio.toFixed(0)} times`,
)
const load = inTurn(
  () => loadTime(built),
  () => loadTime(path),
)
console.log(`loading: ${load.own.toFixed(0)} ms, peer ${load.peer.toFixed(0)} ms: ${load.ratio.toFixed(1)} times`)
if (process.argv.includes('--need') && (speed.ratio < 200 || load.ratio <= 10)) process.exitCode = 1
