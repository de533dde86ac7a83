import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry, Filing, Hints } from '../src/model.ts'
import { packReading } from '../src/store/pack.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { entryOf, extractionOf, filingOf, RUN, readingOf, sha256Of } from './support/records.ts'

const AT = '2026-01-02T03:04:05Z'
let folder: string
let path: string
let store: SqliteStore
let run: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-versions-'))
  path = join(folder, 'filings.db')
  store = await openSqlite(path)
  run = await store.startRun(RUN)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A file with one filing; its name is its bytes. */
const file = (name: string, filing: Partial<Filing> = {}, hints: Hints | null = null): Entry => {
  const sha256 = sha256Of(name)
  return entryOf(readingOf(name, extractionOf(sha256, [filingOf(sha256, { key: 'k', ...filing })])), { hints })
}
const standings = () => {
  const db = new Sqlite(path, { readonly: true })
  const rows = db
    .prepare<[], { path: string; standing: string }>('SELECT path, standing FROM filing JOIN document USING (blob_no)')
    .all()
  db.close()
  return Object.fromEntries(rows.map((row) => [row.path, row.standing]))
}
const idOf = (name: string) => filingOf(sha256Of(name)).id
const filed = (filedOn: string) => ({ signoff: { preparedBy: null, phone: null, filedOn, head: null } })

describe('copies and versions in a store', () => {
  it('stand the same whether files come in one batch, one by one or backwards', async () => {
    const files = [
      file('a', { digest: 'x' }),
      file('b', { digest: 'x' }),
      file('c', { digest: 'y', ...filed('2021-01-01') }),
      file('d', { digest: 'y', key: null }),
      file('e', { digest: 'z', key: null }),
      file('f', { digest: 'z', status: 'template' }),
      file('g', { digest: 'w', key: 'other', status: 'partial' }),
      file('h', { digest: 'w', key: 'other' }),
    ]
    await store.save(run, files)
    const together = standings()
    expect(together).toMatchObject({ c: 'contested', d: 'copy', e: 'current', f: 'template', g: 'copy', h: 'current' })
    expect([together.a, together.b].sort()).toEqual(['contested', 'copy'])
    for (const order of [files, files.toReversed()]) {
      await store.close()
      path = `${path}-again.db`
      store = await openSqlite(path)
      run = await store.startRun(RUN)
      for (const one of order) await store.save(run, [one])
      expect(standings()).toEqual(together)
    }
  })

  it('are counted once in the views, and contested ones not at all', async () => {
    await store.save(run, [file('a', { digest: 'x' }), file('b', { digest: 'x' }), file('c', { key: 'other' })])
    const counted = () => {
      const db = new Sqlite(path, { readonly: true })
      const n = db.prepare('SELECT count(*) FROM v_filings').pluck().get()
      db.close()
      return n
    }
    expect(counted()).toBe(2)
    await store.save(run, [file('d', { digest: 'y' })])
    expect(counted()).toBe(1)
    expect((await store.versions()).map(({ standing, copies }) => [standing, copies]).sort()).toEqual([
      ['contested', 0],
      ['contested', 1],
    ])
  })

  it('are decided anew when a version goes, comes back or is read differently', async () => {
    const [a, b] = [file('a', filed('2021-01-01')), file('b', filed('2022-01-01'))]
    await store.save(run, [a, b])
    expect(standings()).toEqual({ a: 'superseded', b: 'current' })
    const undated = packReading(
      readingOf('b', extractionOf(sha256Of('b'), [filingOf(sha256Of('b'), { key: 'k', ...filed('三月') })])),
    )
    expect(await store.replace(run, undated)).toBe(true)
    expect(standings()).toEqual({ a: 'contested', b: 'contested' })
    await store.forget('b', 'test', AT)
    expect(standings()).toEqual({ a: 'current' })
    await store.save(run, [b])
    expect(standings()).toEqual({ a: 'superseded', b: 'current' })
  })

  it('follow a manifest, also one that comes later for bytes that are known', async () => {
    await store.save(run, [file('a', filed('2021-01-01')), file('b', filed('2022-01-01'))])
    const hints: Hints = { current: { value: 'yes', from: 'manifest' } }
    await store.save(run, [{ path: 'final/a', sha256: sha256Of('a'), hints, packed: null }])
    expect(standings()).toEqual({ a: 'current', b: 'superseded' })
    expect((await store.versions())[0]).toMatchObject({ standing: 'current', by: 'manifest' })
  })
})

describe('a choice', () => {
  it('makes a version current, keeps the reason, and can be made again', async () => {
    await store.save(run, [file('a'), file('b')])
    expect(await store.choose(idOf('a'), 'signed copy', AT)).toMatchObject({
      standing: 'current',
      reason: 'signed copy',
    })
    expect(standings()).toEqual({ a: 'current', b: 'superseded' })
    expect(await store.choose(idOf('b'), 'newer', AT)).toMatchObject({
      standing: 'current',
      by: 'choice',
      reason: 'newer',
    })
    expect(standings()).toEqual({ a: 'superseded', b: 'current' })
    expect(await store.versions(true)).toEqual([])
  })

  it('holds against files that come later, and when the chosen file is forgotten and comes back', async () => {
    await store.save(run, [file('a'), file('b')])
    await store.choose(idOf('a'), 'signed copy', AT)
    await store.save(run, [file('c', filed('2025-01-01'))])
    expect(standings()).toEqual({ a: 'current', b: 'superseded', c: 'superseded' })
    await store.forget('a', 'test', AT)
    expect(standings()).toEqual({ b: 'contested', c: 'contested' })
    await store.save(run, [file('a')])
    expect(standings()).toMatchObject({ a: 'current' })
  })

  it('is null for a filing that is not there, has no key or is a template', async () => {
    await store.save(run, [file('a', { key: null }), file('b', { status: 'template' })])
    for (const id of ['nonsense', idOf('a'), idOf('b')]) expect(await store.choose(id, 'why', AT)).toBe(null)
  })
})

describe('forgetting', () => {
  it('takes a path, a digest, its beginning, a run or an archive with its members out', async () => {
    const second = await store.startRun(RUN)
    await store.save(run, [file('a'), file('b'), file('c'), file('x.zip!/d'), file('x.zip'), file('x.zip2')])
    await store.save(second, [file('e'), file('f')])
    const gone = async (target: string) => (await store.forget(target, 'why', AT)).flatMap(({ paths }) => paths).sort()
    expect(await gone('a')).toEqual(['a'])
    expect(await gone(sha256Of('b'))).toEqual(['b'])
    expect(await gone(sha256Of('c').slice(0, 8))).toEqual(['c'])
    expect(await gone('x.zip')).toEqual(['x.zip', 'x.zip!/d'])
    expect(await gone(`${second}`)).toEqual(['e', 'f'])
    expect(await gone('a')).toEqual([])
    expect(await store.totals()).toEqual({ blobs: 1, filings: 1, indicators: 1 })
  })

  it('leaves nothing behind but the digest and the reason', async () => {
    await store.save(run, [file('a', { title: '不应留下的标题' })])
    await store.forget('a', 'sent by mistake', AT)
    expect(await store.knownOf(sha256Of('a'))).toMatchObject({ outcome: 'skipped', forgotten: 'sent by mistake' })
    await store.close()
    const db = new Sqlite(path)
    expect(db.serialize().includes('不应留下的标题')).toBe(false)
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.close()
    store = await openSqlite(path)
  })

  it('changes nothing in a dry run', async () => {
    await store.save(run, [file('a')])
    expect(await store.forget('a', 'why', AT, true)).toEqual([{ sha256: sha256Of('a'), paths: ['a'], filings: 1 }])
    expect(await store.totals()).toMatchObject({ blobs: 1 })
  })
})

describe('runs', () => {
  it('tell what they read, what they met first, and how they ended', async () => {
    await store.save(run, [file('a'), { path: 'a again', sha256: sha256Of('a'), hints: null, packed: null }])
    await store.finishRun(run, AT, 'interrupted')
    await store.startRun(RUN)
    expect(await store.runs()).toMatchObject([
      { run, end: 'interrupted', finishedAt: AT, outcomes: { read: 1 }, paths: 2 },
      { end: null, finishedAt: null, outcomes: {}, paths: 0 },
    ])
  })
})
