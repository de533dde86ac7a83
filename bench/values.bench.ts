/**
 * The value reader against the general recognizer for Chinese, on the same real cells, in one run:
 *
 *     npm run build && PEERS=FOLDER npx vitest bench --run bench/values.bench.ts
 *
 * FOLDER is one in which `npm install @microsoft/recognizers-text-suite` was run; without it, this package's own
 * `node_modules` is searched, and the peer is left out when it is not there. vitest prints how many times faster; what
 * loading the modules takes is printed before, each measured in a process of its own. All times are processor time, so
 * that other work on the machine does not count.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bench, describe } from 'vitest'

type Recognize = (text: string, culture: string) => unknown
type Peer = Readonly<Record<string, Recognize>>

const root = resolve(import.meta.dirname, '..')
const cells = readFileSync(join(root, 'bench/cells.txt'), 'utf8').trimEnd().split('\n')
// The built package, as programs have it: vitest's own transformation of the source slows every call.
const built = join(root, 'dist/value/index.js')
const reader = (await import(built)) as typeof import('../src/value/index.ts')
const units = reader.compileUnits(JSON.parse(readFileSync(join(root, 'schema/units.json'), 'utf8')).units)
const required = createRequire(join(resolve(process.env.PEERS ?? root), 'package.json'))

function findPeer(): string | null {
  try {
    return required.resolve('@microsoft/recognizers-text-suite')
  } catch {
    return null
  }
}

/** Processor time in milliseconds. */
const now = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds that importing a module takes in a fresh process whose loader is up; the median of five. */
function loadTime(path: string): number {
  const script = `await import('data:text/javascript,')
const before = process.cpuUsage()
await import(${JSON.stringify(pathToFileURL(path).href)})
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)`
  const run = () => Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
  return [run(), run(), run(), run(), run()].sort((a, b) => a - b)[2]!
}

/** What has to be asked of the recognizer to learn what a value cell says. */
const MODELS = ['Number', 'Percentage', 'Currency', 'Dimension', 'Temperature', 'DateTime'].map(
  (name) => `recognize${name}`,
)

describe(`${cells.length} real cells`, () => {
  bench(
    'guibiao',
    () => {
      for (const cell of cells) reader.parseValue(cell, reader.NO_CONTEXT, units)
    },
    { time: 3000, now },
  )

  const path = findPeer()
  if (path === null) return
  const peer = required(path) as Peer
  bench(
    '@microsoft/recognizers-text-suite',
    () => {
      for (const cell of cells) for (const model of MODELS) peer[model]!(cell, 'zh-cn')
    },
    { iterations: 2, time: 0, warmupIterations: 1, warmupTime: 0, now },
  )

  const [own, other] = [loadTime(built), loadTime(path)]
  console.log(`loading: ${own.toFixed(0)} ms, peer ${other.toFixed(0)} ms, ${(other / own).toFixed(1)} times`)
})
