/**
 * Kills an import at random moments and at every named point, lets the same command finish the rest, and compares the
 * database row by row with that of an undisturbed run.
 *
 *     npm run build && node scripts/kill.mjs [--kills 100] [--files 2000] [--seed N]
 *
 * `GUIBIAO=FOLDER` takes the built program of another folder. Ends with exit code 1 at the first difference.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { diceOf, makeFile, placeOf, writeArchive } from '../bench/archive.mjs'
import { compareDatabases } from './compare-databases.mjs'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, files: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
})
const [kills, files, dice] = [Number(values.kills), Number(values.files), diceOf(Number(values.seed))]
const root = resolve(process.env.GUIBIAO ?? join(import.meta.dirname, '..'))
const program = join(root, 'bin', 'guibiao.js')
const work = mkdtempSync(join(tmpdir(), 'guibiao-kill-'))
const archive = join(work, 'archive')
const POINTS = ['after-claim', 'mid-batch', 'between-files', 'before-commit', 'migration', 'after-migration']
const LATER = ['remap', 'remap-commit', 'redact', 'redact-vacuum']

/** Small files, among them copies, versions of one form, damaged ones, none at all, and an archive with members. */
function prepare() {
  writeArchive(archive, files)
  const [first, second] = [makeFile(0), makeFile(1)]
  writeFileSync(join(archive, 'copy.docx'), first.bytes)
  writeFileSync(join(archive, 'damaged.docx'), second.bytes.subarray(0, 900))
  writeFileSync(join(archive, 'empty.docx'), '')
  const other = makeFile(0, 'small', 2)
  writeFileSync(join(archive, 'version.docx'), other.bytes)
  spawnSync('python3', ['-c', ZIP, join(archive, 'members.zip'), join(archive, placeOf(2).path), join(archive, 'damaged.docx')])
}

const ZIP = 'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n  for i, p in enumerate(sys.argv[2:]): z.write(p, f"m{i}.docx")'

function descendantsOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim()
    return text === '' ? [] : text.split(' ').flatMap((one) => [...descendantsOf(Number(one)), Number(one)])
  } catch {
    return []
  }
}

/** Ends a process (and, as a power cut does, all that it started) without a chance to say anything. */
function kill(pid, all) {
  for (const one of [...(all ? descendantsOf(pid) : []), pid]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
}

const importArguments = (db) => [program, 'import', archive, '--db', db, '--jobs', '2', '--json']

/** Runs a command to its end; with `after` it is killed so many milliseconds later. Resolves with its exit code. */
function run(args, after = null, all = true) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => {
    said = (said + data).slice(-2000)
  })
  const timer = after === null ? null : setTimeout(() => kill(child.pid, all), after)
  return new Promise((done) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      done({ code, signal, said })
    })
  })
}

async function finish(args, what) {
  const { code, said } = await run(args)
  // 1: some of the files are damaged on purpose.
  if (code !== 0 && code !== 1) fail(`${what}: the command after the kill ended with ${code}\n${said}`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

function same(db, reference, what) {
  const difference = compareDatabases(reference, db)
  if (difference !== null) fail(`${what}: ${difference} (${db} against ${reference})`)
}

/** Kills at random moments over the time that a whole import takes, again and again. */
async function atRandom(reference, milliseconds) {
  let [killed, finished, db] = [0, 0, join(work, 'random-0.db')]
  while (killed < kills) {
    const { signal, code } = await run(importArguments(db), 100 + dice() * milliseconds * 0.4, dice() < 0.5)
    if (signal === 'SIGKILL') killed++
    else if (code !== 0 && code !== 1) fail(`random: exit ${code}`)
    if (signal !== 'SIGKILL' || dice() < 0.1 || killed === kills) {
      await finish(importArguments(db), 'random')
      same(db, reference, `after ${killed} random kills`)
      rmSync(db)
      db = join(work, `random-${++finished}.db`)
    }
  }
  console.log(`random kills: ${killed}, ${finished} databases finished, each equal to the undisturbed one`)
}

/** The program ends itself at a named point: `kill-at.mjs` waits for the SQL statement that the point is. */
async function atPoint(point, reference, times) {
  for (let at = 1; at <= times; at++) {
    const db = join(work, `${point}.db`)
    rmSync(db, { force: true })
    const { signal, said } = await run([join(import.meta.dirname, 'kill-at.mjs'), root, point, `${at}`, db, archive])
    if (signal !== 'SIGKILL') fail(`${point} ${at}: it was not reached\n${said}`)
    await finish(importArguments(db), point)
    same(db, reference, point)
  }
  console.log(`killed at ${point}: ${times} times, equal`)
}

/** Points of commands that work on a finished database; the same command must then do the rest. */
async function atLaterPoint(point, finished, reference, command) {
  for (const at of [1, 5]) {
    const db = join(work, `${point}.db`)
    for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
    cpSync(finished, db)
    const { signal, said } = await run([join(import.meta.dirname, 'kill-at.mjs'), root, point, `${at}`, db, archive])
    if (signal !== 'SIGKILL') fail(`${point} ${at}: it was not reached\n${said}`)
    await finish([program, command, '--db', db], point)
    same(db, reference, point)
  }
  console.log(`killed at ${point}: twice, equal`)
}

/** A process is killed while it copies its log into the database, at moments spread over the time that takes. */
async function atCheckpoint(reference) {
  const tries = Math.max(3, Math.ceil(kills / 10))
  let during = 0
  for (let at = 0; at < tries; at++) {
    const db = join(work, 'checkpoint.db')
    for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-at.mjs'), root, 'checkpoint', '1', db, archive])
    const signal = await new Promise((done) => {
      child.stdout.once('data', () => setTimeout(() => kill(child.pid, true), (at / tries) * 30))
      child.on('close', (_code, how) => done(how))
    })
    if (signal === 'SIGKILL') during++
    await finish(importArguments(db), 'checkpoint')
    same(db, reference, 'checkpoint')
  }
  console.log(`killed at checkpoint: ${during} of ${tries} times before it was done, equal`)
}

try {
  mkdirSync(archive)
  prepare()
  const reference = join(work, 'undisturbed.db')
  const began = performance.now()
  await finish(importArguments(reference), 'undisturbed')
  const milliseconds = performance.now() - began
  console.log(`undisturbed: ${readdirSync(archive, { recursive: true }).length} paths in ${(milliseconds / 1000).toFixed(1)} s`)
  for (const point of POINTS) await atPoint(point, reference, point.includes('migration') ? 2 : 3)
  await atCheckpoint(reference)
  const [mapped, hidden] = [join(work, 'mapped.db'), join(work, 'hidden.db')]
  for (const [copy, command] of [[mapped, 'remap'], [hidden, 'redact']]) {
    cpSync(reference, copy)
    await finish([program, command, '--db', copy], command)
  }
  for (const point of LATER) {
    const command = point.replace(/-.*/, '')
    await atLaterPoint(point, reference, command === 'remap' ? mapped : hidden, command)
  }
  await atRandom(reference, milliseconds)
} finally {
  if (existsSync(work)) rmSync(work, { recursive: true, force: true })
}
