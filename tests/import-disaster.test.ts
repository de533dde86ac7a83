/** What a machine does to an import: full and read-only disks, other imports, interruptions, kills. With real processes. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtProgram } from './support/built-program.ts'
import { docxOf } from './support/small-forms.ts'
import { ROOT } from './support/source-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-disaster-'))
  mkdirSync(join(folder, 'in'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const input = () => join(folder, 'in')
const isRoot = process.getuid?.() === 0

/** Files of which no two say the same, each with so many indicators. */
function writeFiles(count: number, indicators = 3): void {
  for (let at = 0; at < count; at++) {
    const rows = Array.from(
      { length: indicators },
      (_, row) => `| 产出指标 | 数量指标 | 改造长度${at}之${row} | ${row + 1}米 |`,
    )
    const table = `
    | 部门名称     | 某区第${at}局   | <        | <      |
    | 一级指标     | 二级指标        | 三级指标 | 指标值 |
    ${rows.join('\n    ')}
    `
    writeFileSync(join(input(), `${at}.docx`), docxOf(['2020年部门整体支出绩效目标表'], table))
  }
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly said: string
}

function start(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(builtProgram(), 'bin', 'guibiao.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'C' },
  })
  let [out, said] = ['', '']
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    said += data
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, said }))
  })
  return { child, ended }
}

const guibiao = (...args: string[]) => start(args).ended

/** The difference between two databases in words; null when they say the same. */
async function difference(expected: string, found: string): Promise<string | null> {
  const { compareDatabases } = await import(join(ROOT, 'scripts', 'compare-databases.mjs'))
  return compareDatabases(expected, found)
}

async function undisturbed(): Promise<string> {
  const db = join(folder, 'undisturbed.db')
  expect((await guibiao('import', input(), '--db', db)).code).toBe(0)
  return db
}

/** Resolves when something was committed. */
async function waitForRows(db: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    try {
      const open = new Sqlite(db, { readonly: true, fileMustExist: true })
      const count = open.prepare('SELECT count(*) FROM blob').pluck().get()
      open.close()
      if (Number(count) > 0) return
    } catch {
      // It is not there yet, or has no tables yet.
    }
  }
}

/** A file system of so many megabytes in memory; null where it may not be mounted. */
function mountSmall(megabytes: number): string | null {
  const at = join(folder, 'small')
  mkdirSync(at)
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at]).status === 0
  return mounted ? at : null
}

describe('an import', () => {
  it('on a full disk says so, keeps what it saved, and the same command finishes when there is room', async (context) => {
    const small = mountSmall(2)
    if (small === null) return context.skip('a small file system can be mounted by root only')
    try {
      writeFiles(150, 40)
      const db = join(small, 'filings.db')
      const full = await guibiao('import', input(), '--db', db)
      expect([full.code, full.said]).toEqual([4, expect.stringContaining('the disk is full')])
      execFileSync('mount', ['-o', 'remount,size=64m', small])
      expect((await guibiao('import', input(), '--db', db)).code).toBe(0)
      expect(await difference(await undisturbed(), db)).toBeNull()
    } finally {
      execFileSync('umount', ['-l', small])
    }
  }, 300_000)

  it('refuses a read-only database and a read-only file system, and leaves them as they were', async (context) => {
    writeFiles(1)
    const small = mountSmall(4)
    if (small === null) return context.skip('a file system can be mounted read-only by root only')
    try {
      const db = join(small, 'filings.db')
      expect((await guibiao('import', input(), '--db', db)).code).toBe(0)
      writeFiles(2)
      execFileSync('mount', ['-o', 'remount,ro', small])
      const refused = await guibiao('import', input(), '--db', db)
      expect([refused.code, refused.said]).toEqual([4, expect.stringMatching(/read-only|cannot be opened/)])
    } finally {
      execFileSync('umount', ['-l', small])
    }
  }, 180_000)

  it('does not read what it may not read, and says whose permission is missing', async (context) => {
    if (isRoot) return context.skip('root may read everything')
    writeFiles(2)
    chmodSync(join(input(), '1.docx'), 0)
    const { code, said } = await guibiao('import', input(), '--db', join(folder, 'a.db'))
    expect([code, said]).toEqual([1, expect.stringContaining('check its permissions')])
  }, 180_000)

  it('stopped by Ctrl-C finishes its transaction, ends with 130, and the same command does the rest', async () => {
    writeFiles(200)
    const db = join(folder, 'stopped.db')
    const { child, ended } = start(['import', input(), '--db', db, '--jobs', '1', '--json'])
    await waitForRows(db)
    child.kill('SIGINT')
    const { code, out } = await ended
    expect([code, JSON.parse(out).interrupted]).toEqual([130, true])
    expect((await guibiao('import', input(), '--db', db)).code).toBe(0)
    expect(await difference(await undisturbed(), db)).toBeNull()
  }, 300_000)

  it('beside another one on the same database loses nothing and saves nothing twice', async () => {
    writeFiles(60)
    const db = join(folder, 'shared.db')
    const both = await Promise.all([guibiao('import', input(), '--db', db), guibiao('import', input(), '--db', db)])
    expect(both.map(({ code, said }) => [code, said])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect(await difference(await undisturbed(), db)).toBeNull()
  }, 300_000)

  it('does not take a file that is being written for a file', async (context) => {
    if (process.platform === 'win32') return context.skip('needs a shell')
    writeFiles(1)
    const growing = join(input(), 'growing.csv')
    // Large enough that it changes while it is read.
    writeFileSync(growing, Buffer.alloc(40 * 2 ** 20, '产出指标,数量指标\n'))
    const writer = spawn('sh', ['-c', `while :; do printf x >> '${growing}'; done`])
    const db = join(folder, 'a.db')
    try {
      const { code, said } = await guibiao('import', input(), '--db', db)
      expect([code, said]).toEqual([1, expect.stringContaining('being written to at this moment')])
    } finally {
      writer.kill('SIGKILL')
      await new Promise((resolve) => writer.on('close', resolve))
    }
    const again = JSON.parse((await guibiao('import', input(), '--db', db, '--json')).out)
    expect(again).toMatchObject({ newFiles: 1, known: 1 })
  }, 180_000)

  // The whole of it, with thousands of files and a hundred kills: npm run kill.
  it('killed at every named point and at random moments ends as an undisturbed one', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts', 'kill.mjs'), '--kills', '3', '--files', '30', '--once'],
      { encoding: 'utf8', env: { ...process.env, GUIBIAO: builtProgram() } },
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => line.includes('equal'))).toHaveLength(12)
  }, 900_000)

  // The whole of it, with a hundred thousand files: npm run fuzz:import.
  it('of mutated files and bombs lives, and every path ends with one outcome', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts', 'fuzz-import.mjs'), '--files', '150', '--few-bombs'],
      { encoding: 'utf8', env: { ...process.env, GUIBIAO: builtProgram() } },
    )
    expect([status, stdout]).toEqual([0, expect.stringContaining('mutated files: 150')])
  }, 900_000)
})
