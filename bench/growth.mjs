/**
 * How an import grows with the number of files, and what it gains by a second process:
 *
 *     npm run build && node bench/growth.mjs [COUNT…]        by default 1000 10000
 *
 * Prints for each count: processor time a file (all processes), bytes of database a filing, files a second, and the peak
 * of the memory of all processes together (what they share counts once), looked at ten times a second. Then wall time of
 * one process against two over as many files as the largest COUNT, but 3000 at most: V8 takes a thousand to get warm.
 * `ARCHIVE=FOLDER` keeps the files for the next run, `ROUNDS` says how often the walls are timed (3).
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { placeOf, writeArchive } from './archive.mjs'
import { inTurn, line } from './measure.mjs'

const program = fileURLToPath(new URL('../bin/guibiao.js', import.meta.url))
const counts = process.argv.slice(2).map(Number)
if (counts.length === 0) counts.push(1000, 10_000)
const work = mkdtempSync(join(tmpdir(), 'guibiao-growth-'))
const archive = process.env.ARCHIVE ?? join(work, 'archive')

/** Makes what is missing of the archive. */
function prepare(most) {
  mkdirSync(archive, { recursive: true })
  const mark = join(archive, '.count')
  const there = readdirSync(archive).includes('.count') ? Number(readFileSync(mark, 'utf8')) : 0
  if (there < most) writeArchive(archive, most, 'small', there)
  writeFileSync(mark, `${Math.max(there, most)}`)
}

/** The first files of the archive, as `--files-from -` takes them. */
const listOf = (count) => Array.from({ length: count }, (_, at) => join(archive, placeOf(at).path)).join('\0')

/** Memory of a process and all its descendants in bytes; pages that they share count once (the kernel's Pss). */
function memoryOf(pid) {
  try {
    const own = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) * 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim()
    return children.split(' ').reduce((sum, child) => sum + (child === '' ? 0 : memoryOf(child)), own)
  } catch {
    return 0
  }
}

/** Imports so many files in processes of its own; `seconds` of processor time come from the shell's `time`. */
function importOf(count, jobs) {
  const db = join(work, `${count}-${jobs}.db`)
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
  const arguments_ = [program, 'import', '--files-from', '-', '--db', db, '--jobs', `${jobs}`, '--json']
  const script = `TIMEFORMAT='%U %S'; time "$@"`
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...arguments_], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [peak, out, said] = [0, '', '']
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid))
  }, 100)
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    said += data
  })
  const began = performance.now()
  child.stdin.end(listOf(count))
  return new Promise((resolve, reject) => {
    child.on('close', () => {
      clearInterval(timer)
      const times = /([\d.]+) ([\d.]+)\s*$/.exec(said)
      const summary = out === '' ? null : JSON.parse(out)
      if (summary?.newFiles !== count) return reject(new Error(`import of ${count}: ${said}`))
      const seconds = Number(times[1]) + Number(times[2])
      const wall = (performance.now() - began) / 1000
      resolve({ seconds, wall, peak, bytes: statSync(db).size, filings: summary.totals.filings })
    })
  })
}

try {
  prepare(Math.max(1000, ...counts))
  line('import, two processes', 'CPU ms a file', 'bytes a filing', 'files a second', 'peak MB')
  const results = []
  for (const count of counts) {
    const one = await importOf(count, 2)
    results.push({ time: one.seconds / count, room: one.bytes / one.filings })
    const cells = [(one.seconds * 1000) / count, one.bytes / one.filings, count / one.wall, one.peak / 1e6]
    line(`${count} files`, ...cells.map((value) => value.toFixed(1)))
  }
  const [first, last] = [results[0], results.at(-1)]
  const percent = (a, b) => `${((a / b - 1) * 100).toFixed(1)} %`
  line(`${counts.at(-1)} against ${counts[0]}`, percent(last.time, first.time), percent(last.room, first.room))
  const timed = Math.min(3000, Math.max(...counts))
  const walls = await inTurn(Number(process.env.ROUNDS ?? 3), {
    one: async () => (await importOf(timed, 1)).wall,
    two: async () => (await importOf(timed, 2)).wall,
  })
  line(`two processes against one, wall, ${timed} files`, `${(walls.one / walls.two).toFixed(2)} ×`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
