import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openFolder } from '../src/export/folder-target.ts'
import { writeTarget } from '../src/export/target.ts'
import { builtProgram } from './support/built-program.ts'
import { makeArchive } from './support/made-up-archive.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-target-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The number of a process that has ended. */
const gone = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
const write =
  (...names: string[]) =>
  (text: string) =>
    writeFileSync(join(...names), text)
const read = (...names: string[]) => readFileSync(join(...names), 'utf8')

describe('a folder that an export fills', () => {
  it('is there as a whole, with the folders above it, or not at all', () => {
    const to = join(folder, 'new', 'deep', 'out')
    const dropped = openFolder(to, ['a.csv'])
    write(dropped.folder, 'a.csv')('half')
    expect(existsSync(to)).toBe(false)
    dropped.abandon()
    expect(existsSync(join(folder, 'new'))).toBe(false)
    const kept = openFolder(to, ['a.csv'])
    write(kept.folder, 'a.csv')('whole')
    kept.close()
    expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['out'])
    expect(read(to, 'a.csv')).toBe('whole')
  })

  it('keeps the files of an earlier export until the new ones are complete', () => {
    const to = join(folder, 'again')
    mkdirSync(to)
    write(to, 'a.csv')('old')
    const dropped = openFolder(to, ['a.csv'], { force: true })
    write(dropped.folder, 'a.csv')('half')
    dropped.abandon()
    expect([readdirSync(to), read(to, 'a.csv')]).toEqual([['a.csv'], 'old'])
  })

  it('puts everything back when one of the files cannot take its place', () => {
    const to = join(folder, 'clash')
    mkdirSync(to)
    write(to, 'a.csv')('old')
    const target = openFolder(to, ['a.csv', 'z'], { force: true })
    write(target.folder, 'a.csv')('new')
    write(target.folder, 'z')('new')
    mkdirSync(join(to, 'z'))
    write(to, 'z', 'mine.txt')('mine')
    expect(() => target.close()).toThrow(/no export wrote/)
    target.abandon()
    expect([read(to, 'a.csv'), read(to, 'z', 'mine.txt')]).toEqual(['old', 'mine'])
    expect(readdirSync(to).sort()).toEqual(['a.csv', 'z'])
  })

  it('takes away what a killed export left, and brings back what that had set aside', () => {
    const to = join(folder, 'killed')
    const part = join(to, `.guibiao-export.${gone()}.part`)
    mkdirSync(join(part, '.old'), { recursive: true })
    write(part, 'b.csv')('half')
    write(part, '.old', 'a.csv')('old')
    const running = join(to, `.guibiao-export.${process.ppid}.part`)
    mkdirSync(running)
    openFolder(to, ['c.csv']).abandon()
    expect([readdirSync(to).sort(), read(to, 'a.csv')]).toEqual([[running.slice(to.length + 1), 'a.csv'], 'old'])
  })

  it('takes away the halves of single files, too', () => {
    const out = join(folder, 'page.html')
    write(folder, `.page.html.${gone()}.part`)('half')
    writeTarget(out, 'whole')
    expect(readdirSync(folder).filter((name) => name.includes('page.html'))).toEqual(['page.html'])
  })
})

describe('the program', () => {
  let db: string
  const program = () => join(builtProgram(), 'bin', 'guibiao.js')
  beforeAll(() => {
    db = join(folder, 'archive.db')
    makeArchive(db, { filings: 1500 })
    builtProgram()
  }, 120_000)

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'leaves nothing behind when it is told to end (%s)',
    async (signal) => {
      const to = join(folder, `ended-${signal}`)
      const child = spawn(process.execPath, [program(), 'export', '--db', db, '--to', to], { stdio: 'pipe' })
      let said = ''
      child.stderr.on('data', (data) => {
        said += data
      })
      const watcher = watch(folder, (_event, name) => {
        if (!name?.endsWith('.part')) return
        watcher.close()
        child.kill(signal)
      })
      const code = await new Promise((resolve) => child.on('close', resolve))
      expect([code, said]).toEqual([130, `guibiao: Interrupted: ${to} is as it was before.\n`])
      expect(readdirSync(folder).filter((name) => name.includes('ended'))).toEqual([])
    },
    60_000,
  )

  it.skipIf(process.platform === 'win32')(
    'leaves nothing behind when the disk takes no more, and says so',
    () => {
      for (const format of ['csv', 'jsonl', 'xlsx', 'parquet']) {
        const to = join(folder, `full-${format}`)
        const command = `ulimit -f 200; exec "$0" "$@"`
        const args = [program(), 'export', '--db', db, '--to', to, '--format', format]
        const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, ...args], { encoding: 'utf8' })
        expect([format, status, stderr]).toEqual([
          format,
          1,
          expect.stringMatching(new RegExp(`^guibiao: ${to}/\\S+ could not be finished.*EFBIG`)),
        ])
        expect(readdirSync(folder).filter((name) => name.includes('full'))).toEqual([])
      }
    },
    120_000,
  )
})
