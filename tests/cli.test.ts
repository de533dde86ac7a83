import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { Filing } from '../src/model.ts'
import { memoryIo } from './support/memory-io.ts'
import { docxOf, goalsForm } from './support/small-forms.ts'
import { ROOT } from './support/source-files.ts'

let folder: string
let db: string
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'guibiao-cli-'))
  folder = join(root, 'in')
  db = join(root, 'filings.db')
  mkdirSync(folder)
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const at = (...names: string[]) => join(folder, ...names)
const put = (name: string, content: Uint8Array | string) => writeFileSync(at(name), content)

/** Runs a command line in this process. */
async function guibiao(args: readonly string[], env: Record<string, string> = { LANG: 'C' }) {
  const io = memoryIo(env)
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}

describe('guibiao', () => {
  it('prints help with examples, and its version', async () => {
    const help = await guibiao(['--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('guibiao import 2020 --db filings.db')
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(await guibiao(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })

  it.each([
    [[], 'Usage:'],
    [['nonsense'], "unknown command 'nonsense'"],
    [['import'], "missing required argument 'path'"],
    [['import', 'x', '--nonsense'], "unknown option '--nonsense'"],
    [['import', 'x', '--jobs', '0'], '--jobs takes a number from 1, not "0"'],
    [['import', 'x', '--retry', 'eaten'], 'knows no outcome "eaten"'],
  ])('explains wrong usage %j and ends with 2', async (args, message) => {
    const { code, out, err } = await guibiao(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it('refuses a wrong rule file by its name, with 2', async () => {
    mkdirSync(at('rules'))
    put('rules/units.json', '{"units": [')
    put('a.docx', goalsForm('某区住建局', '5800米'))
    const { code, err } = await guibiao(['extract', at('a.docx'), '--rules', at('rules')])
    expect(code).toBe(2)
    expect(err).toContain('units.json')
    expect(err).not.toContain(' at ')
  })
})

describe('guibiao import', () => {
  it('ends with a table, and the second time says that nothing was new', async () => {
    put('a.docx', goalsForm('某区住建局', '5800米'))
    put('b.docx', goalsForm('某区水利局', '16530万'))
    put('~$a.docx', 'lock')
    const first = await guibiao(['import', folder, '--db', db])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(/^files +3$/m)
    expect(first.out).toMatch(/^ +read +2$/m)
    expect(first.out).toMatch(/^ +skipped +1$/m)
    expect(first.out).toMatch(/^ +department-goals( +\d)+$/m)
    expect(first.out).toMatch(/^indicators +2$/m)
    expect(first.out).toMatch(/^unread characters +\d+$/m)
    const second = await guibiao(['import', folder, '--db', db])
    expect(second).toMatchObject({ code: 0, err: '' })
    expect(second.out).toContain('Nothing new')
    expect(second.out).toContain('now has 2 files, 2 filings, 2 indicators')
    expect((await guibiao(['import', folder, '--db', db], { LANG: 'zh_CN.UTF-8' })).out).toContain('没有新内容')
  })

  it('names what it rejects, imports the rest and ends with 1; with nothing readable it ends with 3', async () => {
    put('a.docx', goalsForm('某区住建局', '5800米'))
    put('empty.docx', '')
    put('image.docx', Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64'))
    put('cut.docx', goalsForm('某区住建局', '5800米').subarray(0, -60))
    const mixed = await guibiao(['import', folder, at('gone.docx'), '--db', db, '--json'])
    expect(mixed.code).toBe(1)
    expect(JSON.parse(mixed.out)).toMatchObject({
      outcomes: { read: 1, damaged: 2, unsupported: 1, missing: 1 },
      rejected: 4,
      totals: { filings: 1 },
    })
    for (const name of ['empty.docx', 'image.docx', 'cut.docx', 'gone.docx'])
      expect(mixed.err).toContain(`${at(name)}: `)
    const none = await guibiao(['import', at('empty.docx'), at('gone.docx'), '--db', db])
    expect(none.code).toBe(3)
    expect(none.err).toContain('known from an earlier import')
  })

  it('keeps the document of a table that is no known form', async () => {
    put('a.docx', docxOf(['会议通知'], '| 时间 | 周一 |\n| 地点 | 三楼 |'))
    await guibiao(['import', at('a.docx'), '--db', db])
    const file = new Sqlite(db, { readonly: true })
    expect(
      file.prepare('SELECT outcome, length(content) > 0 AS kept FROM blob JOIN document USING (blob_no)').all(),
    ).toEqual([{ outcome: 'read', kept: 1 }])
    file.close()
  })

  it.each([
    [
      'another program’s database',
      (path: string) => new Sqlite(path).exec('CREATE TABLE theirs (a)').close(),
      'another program',
    ],
    [
      'a file that is no database',
      (path: string) => writeFileSync(path, 'no database'.repeat(99)),
      'not a SQLite database',
    ],
    ['a folder', (path: string) => mkdirSync(path), 'is a folder'],
  ])('refuses %s with 4 and says what to do', async (_name, prepare, message) => {
    prepare(db)
    put('a.docx', goalsForm('某区住建局', '5800米'))
    const { code, out, err } = await guibiao(['import', at('a.docx'), '--db', db])
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toContain(message)
    expect(err).toContain(db)
    expect(err).toContain('--db')
  })

  it('draws a progress bar on a terminal’s stderr only, and takes it away', async () => {
    put('a.docx', goalsForm('某区住建局', '5800米'))
    const io = memoryIo({ LANG: 'C' }, { isTTY: true })
    expect(await main(['node', 'guibiao', 'import', folder, '--db', db], io)).toBe(0)
    expect(io.stderr.text()).toMatch(/^\r\x1b\[2K█+ 1\/1 .*a\.docx\r\x1b\[2K$/)
    expect(io.stdout.text()).not.toContain('█')
  })

  it('finishes what it began when interrupted, ends with 130, and the same command does the rest', async () => {
    for (let n = 0; n < 150; n++) put(`${n}.csv`, `时间,周${n}\n地点,三楼\n`)
    const io = memoryIo({ LANG: 'C' })
    put('00.docx', '')
    const interrupting = { ...io, stderr: Object.assign(io.stderr, { write: () => process.emit('SIGINT') }) }
    expect(await main(['node', 'guibiao', 'import', folder, '--db', db], interrupting)).toBe(130)
    expect(io.stdout.text()).toContain('Interrupted; the same command does the rest.')
    const rest = await guibiao(['import', folder, '--db', db, '--json'])
    expect(JSON.parse(rest.out)).toMatchObject({ interrupted: false, totals: { blobs: 151 } })
  })
})

describe('guibiao extract', () => {
  it('prints one filing a line with --jsonl, in the order of the files, and an array without', async () => {
    put('b.docx', goalsForm('某区水利局', '5800米'))
    put('a.docx', goalsForm('某区住建局', '≥90%'))
    const lines = await guibiao(['extract', folder, '--jsonl'])
    expect(lines).toMatchObject({ code: 0, err: '' })
    const filings = lines.out
      .trimEnd()
      .split('\n')
      .map((line) => Filing.parse(JSON.parse(line)))
    expect(filings.map(({ source, department }) => [source.path, department])).toEqual([
      [at('a.docx'), '某区住建局'],
      [at('b.docx'), '某区水利局'],
    ])
    const array = await guibiao(['extract', folder])
    expect(JSON.parse(array.out)).toEqual(filings)
  })

  it('prints an empty array and ends with 3 when nothing could be read', async () => {
    expect(await guibiao(['extract', at('gone.docx')])).toMatchObject({ code: 3, out: '[]\n' })
  })

  it('reads the members of an archive, each under a path of its own', async () => {
    const members = {
      '一/目标.docx': goalsForm('某区住建局', '5800米'),
      '~$目标.docx': strToU8('x'),
      '照片.pdf': strToU8('%PDF-1.4'),
    }
    put('a.zip', zipSync(members))
    const { code, out, err } = await guibiao(['extract', at('a.zip'), '--jsonl'])
    const filings = out.trim().split('\n').map((line) => Filing.parse(JSON.parse(line))) // biome-ignore format: one line
    expect(filings.map(({ department, source }) => [department, source.path])).toEqual([
      ['某区住建局', `${at('a.zip')}!/一/目标.docx`],
    ])
    expect(code).toBe(1)
    expect(err).toMatch(/^\S+a\.zip!\/照片\.pdf: unsupported: [^\n]+\n$/)
  })

  it('says of an archive that it is damaged, or holds no files', async () => {
    const whole = zipSync({ 'a.docx': goalsForm('某区住建局', '5800米') })
    put('a.zip', whole.subarray(0, 200))
    put('b.zip', zipSync({ 'a/': new Uint8Array() }))
    const { code, out, err } = await guibiao(['extract', folder])
    expect({ code, out }).toEqual({ code: 3, out: '[]\n' })
    expect(err).toMatch(/a\.zip: damaged: [\s\S]*b\.zip: unsupported: the archive holds no files\n$/)
  })

  it('stops quietly when the reader of its output goes away', async () => {
    for (let n = 0; n < 4; n++) put(`${n}.docx`, goalsForm(`第${n}局`, '5800米'))
    const io = memoryIo({ LANG: 'C' }, { closesAfter: 1 })
    expect(await main(['node', 'guibiao', 'extract', folder, '--jsonl'], io)).toBe(0)
    expect(io.stdout.text().split('\n')).toHaveLength(2)
    expect(io.stderr.text()).toBe('')
  })

  it('waits for a slow reader instead of piling up output', async () => {
    for (let n = 0; n < 4; n++) put(`${n}.docx`, goalsForm(`第${n}局`, '5800米'))
    const io = memoryIo({ LANG: 'C' }, { slow: true })
    expect(await main(['node', 'guibiao', 'extract', folder, '--jsonl'], io)).toBe(0)
    expect(io.stdout.text().trimEnd().split('\n')).toHaveLength(4)
    expect(io.stdout.most()).toBe(1)
  })
})

describe('guibiao show and explain', () => {
  it('draw the filing with what is printed and what was read', async () => {
    put('a.docx', goalsForm('某区住建局', '16530万'))
    const { code, out, err } = await guibiao(['show', at('a.docx')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('某区住建局')
    expect(out).toMatch(/道路提质改造长度 +16530万/)
    expect(out).not.toContain('\x1b')
  })

  it('say of every cell which rule read it', async () => {
    put('a.docx', goalsForm('某区住建局', '16530万'))
    const { code, out } = await guibiao(['explain', at('a.docx')])
    expect(code).toBe(0)
    expect(out).toMatch(/characters \d+ = label \d+ \+ value \d+/)
    expect(out).toMatch(/表1 第4行第4列 +value +“16530万”/)
    const json = JSON.parse((await guibiao(['explain', at('a.docx'), '--json'])).out)
    expect(json.filings[0].marks.length).toBeGreaterThan(5)
  })

  it('use colours on a terminal only, and not with NO_COLOR', async () => {
    put('a.docx', goalsForm('某区住建局', '16530万'))
    const drawn = async (env: Record<string, string>) => {
      const io = memoryIo({ LANG: 'C', ...env }, { isTTY: true })
      await main(['node', 'guibiao', 'show', at('a.docx')], io)
      return io.stdout.text()
    }
    expect(await drawn({})).toContain('\x1b[1m')
    expect(await drawn({ NO_COLOR: '1' })).not.toContain('\x1b')
  })

  it('read the one file of an archive, or the one that is named', async () => {
    const [one, two] = [goalsForm('某区住建局', '5800米'), goalsForm('某区教育局', '12所')]
    put('one.zip', zipSync({ 'a.docx': one, '__MACOSX/._a.docx': strToU8('x') }))
    put('two.zip', zipSync({ '一/a.docx': one, 'b[1].docx': two }))
    expect((await guibiao(['show', at('one.zip')])).out).toContain('某区住建局')
    for (const command of ['show', 'explain']) {
      const { code, out, err } = await guibiao([command, at('two.zip')])
      expect({ code, out }).toEqual({ code: 3, out: '' })
      expect(err).toContain(`holds 2 files: ${at('two.zip')}!/一/a.docx, ${at('two.zip')}!/b[1].docx; name the one`)
      expect((await guibiao([command, `${at('two.zip')}!/b[1].docx`])).out).toContain('某区教育局')
    }
    const missing = await guibiao(['show', `${at('two.zip')}!/c.docx`])
    expect(missing).toMatchObject({ code: 3, out: '' })
    expect(missing.err).toContain('c.docx: missing: it is not in')
  })

  it('report a file that cannot be read, with 3', async () => {
    put('a.docx', '')
    for (const command of ['show', 'explain']) {
      const { code, out, err } = await guibiao([command, at('a.docx')])
      expect({ code, out }).toEqual({ code: 3, out: '' })
      expect(err).toContain(at('a.docx'))
    }
  })
})

describe('guibiao remap', () => {
  it('changes nothing with the same rules, and needs no file', async () => {
    put('a.docx', goalsForm('某区住建局', '16530万'))
    await guibiao(['import', at('a.docx'), '--db', db])
    rmSync(at('a.docx'))
    const { code, out } = await guibiao(['remap', '--db', db, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ documents: 1, changed: 0, failed: 0, interrupted: false })
  })

  it('replaces the filings that other rules read differently', async () => {
    put('a.docx', goalsForm('某区住建局', '5个样本'))
    await guibiao(['import', at('a.docx'), '--db', db])
    mkdirSync(at('rules'))
    put(
      'rules/units.json',
      JSON.stringify({ units: [{ code: '{样本}', dimension: 'count', factor: '1', spellings: ['个样本'] }] }),
    )
    const { code, out, err } = await guibiao(['remap', '--db', db, '--rules', at('rules')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('1 changed')
    const file = new Sqlite(db, { readonly: true })
    expect(file.prepare('SELECT target_value, target_unit FROM indicator').all()).toEqual([
      { target_value: '5', target_unit: '{样本}' },
    ])
    file.close()
  })

  it('refuses a database that is not there, with 4', async () => {
    const { code, err } = await guibiao(['remap', '--db', db])
    expect(code).toBe(4)
    expect(err).toContain('guibiao import')
  })
})
