import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { importPaths } from '../src/import/import-paths.ts'
import { openPool, type PoolOptions } from '../src/import/pool.ts'
import type { ImportedFile } from '../src/import/summary.ts'
import { LIMITS, type Limits } from '../src/model.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { builtProgram } from './support/built-program.ts'
import { hostileChild } from './support/hostile-child.ts'
import { sha256Of } from './support/records.ts'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let program: URL
let store: SqliteStore
beforeAll(() => void builtProgram())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-pool-'))
  mkdirSync(join(folder, 'in'))
  program = hostileChild(folder)
  store = await openSqlite(':memory:')
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const TIGHT: Limits = { ...LIMITS, milliseconds: 60_000, heapBytes: 64 * 2 ** 20, residentBytes: 300 * 2 ** 20 }
const setupOf = (limits: Partial<Limits>) => ({
  rules: undefined,
  limits: { ...TIGHT, ...limits },
  redact: false,
  debug: false,
})
const HASTY = setupOf({ milliseconds: 2000 })
const at = (name: string) => join(folder, 'in', name)

/** Imports texts as files, in order of name; what became of each. */
async function read(
  texts: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<PoolOptions> = {},
  signal?: AbortSignal,
) {
  for (const [name, text] of Object.entries(texts)) writeFileSync(at(name), text)
  const runner = openPool({ program, jobs: 2, setup: setupOf({}), digest: 'rules-1', ...options })
  const files: ImportedFile[] = []
  try {
    const summary = await importPaths([join(folder, 'in')], {
      store,
      runner,
      jobs: 2,
      rulesDigest: 'rules-1',
      version: '0.1.0',
      onFile: (file) => files.push(file),
      ...(signal && { signal }),
    })
    return {
      summary,
      files,
      outcomes: Object.fromEntries(files.map(({ path, outcome }) => [path.slice(at('x').length - 1), outcome])),
    }
  } finally {
    runner.close()
  }
}

describe('a pool of reading processes', () => {
  it('ends every file with its one outcome, and a dead process condemns only its own', async () => {
    const { outcomes, files } = await read({
      '01': 'fine 1',
      '04': 'heap',
      '05': 'buffers',
      '06': 'exit',
      '07': 'fine 7',
      '08': 'abort',
      '09': 'defect',
      '10': 'damaged',
      '11': 'fine 11',
    })
    expect(outcomes).toEqual({
      '01': 'read',
      '04': 'out-of-memory',
      '05': 'out-of-memory',
      '06': 'crashed',
      '07': 'read',
      '08': 'crashed',
      '09': 'crashed',
      '10': 'damaged',
      '11': 'read',
    })
    const messages = Object.fromEntries(files.map(({ path, message }) => [path.slice(-2), message]))
    expect(messages['04']).toContain('64 MiB of heap')
    expect(messages['05']).toContain('300 MiB are allowed')
    expect(messages['06']).toContain('exit code 7')
    expect(await store.totals()).toMatchObject({ blobs: 9 })
  })

  it('kills a process that a file keeps busy beyond its time', async () => {
    const { outcomes, files } = await read({ a: 'fine a', b: 'hang', c: 'fine c' }, { setup: HASTY })
    expect(outcomes).toEqual({ a: 'read', b: 'timeout', c: 'read' })
    expect(files[1]!.message).toContain('not read within 2 s')
  })

  it('gives a file whose process was ended from outside one more try', async () => {
    const { outcomes, files } = await read({ a: 'kill-once', b: 'kill' })
    expect(outcomes).toMatchObject({ a: 'read', b: 'crashed' })
    expect(files.find(({ path }) => path === at('b'))!.message).toContain('SIGKILL')
  })

  it('reads the members of an archive one by one, and a bad one condemns only itself', async () => {
    const zip = (files: Record<string, string>) =>
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
    const inner = zip({ 'deep.txt': 'fine deep' })
    const bundle = zipSync({
      'a.txt': strToU8('fine a'),
      'b.txt': strToU8('hang b'),
      '__MACOSX/._a.txt': strToU8('x'),
      'c.txt': strToU8('exit c'),
      'd/e.txt': strToU8('fine e'),
      'inner.zip': inner,
      'same.txt': strToU8('fine a'),
    })
    const { outcomes, summary } = await read({ 'x.zip': bundle }, { setup: HASTY })
    expect(outcomes).toEqual({
      'x.zip!/a.txt': 'read',
      'x.zip!/b.txt': 'timeout',
      'x.zip!/__MACOSX/._a.txt': 'skipped',
      'x.zip!/c.txt': 'crashed',
      'x.zip!/d/e.txt': 'read',
      'x.zip!/inner.zip!/deep.txt': 'read',
      'x.zip!/same.txt': 'read',
      'x.zip': 'read',
    })
    expect(summary).toMatchObject({ newFiles: 6, newPaths: 1 })
    expect((await read({})).summary).toMatchObject({ files: 1, known: 1 })
  })

  it('holds back an archive of many members while the store is busy, and loses none', async () => {
    const members = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${n}.txt`, strToU8(`fine ${n}`)]))
    const { summary } = await read({ 'x.zip': zipSync(members), 'y.txt': 'fine y' })
    expect(summary).toMatchObject({ files: 62, outcomes: { read: 62 }, newFiles: 62 })
  })

  it('stops at once when aborted, though a file hangs, and what was read stays', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 4000)
    const { summary } = await read({ a: 'fine a', b: 'hang', c: 'fine c' }, {}, stop.signal)
    expect(summary.interrupted).toBe(true)
    expect(await store.knownOf(sha256Of('fine a'))).not.toBe(null)
    expect(await store.totals()).toMatchObject({ blobs: 1 })
    expect(await store.runs()).toMatchObject([{ end: 'interrupted' }])
  })

  it('gives up with the reason when no process can be started, or the rules differ', async () => {
    const setup = { rules: 'stillborn', limits: TIGHT, redact: false, debug: false }
    await expect(read({ a: 'fine' }, { setup })).rejects.toThrow(/No process could be started/)
    await expect(read({ a: 'fine' }, { digest: 'rules-2' })).rejects.toThrow(/rules changed/)
    expect(await store.totals()).toMatchObject({ blobs: 0 })
  })

  it('leaves no process behind', async () => {
    const { pid } = process
    await read({ a: 'fine a', b: 'exit' })
    const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    await expect.poll(children, { timeout: 5000 }).toBe('')
  })

  it('leaves nothing of what its processes wrote beside, killed or not', async () => {
    const before = process.env.TMPDIR
    const beside = mkdtempSync(join(tmpdir(), 'guibiao-beside-'))
    process.env.TMPDIR = beside
    try {
      await read({ a: 'fine a', b: 'scratch', c: 'exit' })
      expect(readdirSync(beside)).toEqual([])
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
      rmSync(beside, { recursive: true })
    }
  })
})
