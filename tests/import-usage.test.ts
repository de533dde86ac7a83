/** Wrong input on the command line of an import: what is said, and with which exit code. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { memoryIo } from './support/memory-io.ts'
import { docxOf } from './support/small-forms.ts'

let folder: string
let db: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-usage-'))
  db = join(folder, 'filings.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function guibiao(args: readonly string[], stdin: readonly Uint8Array[] = []) {
  const io = { ...memoryIo({ LANG: 'C' }), stdin: Readable.from(stdin) }
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), said: io.stderr.text() }
}

const form = () =>
  docxOf(
    ['2020年部门整体支出绩效目标表'],
    `
    | 部门名称 | 某区水利局 | <        | <      |
    | 一级指标 | 二级指标   | 三级指标 | 指标值 |
    | 产出指标 | 数量指标   | 改造长度 | 5800米 |
    `,
  )

describe('an import that is asked for wrongly', () => {
  it.each([
    [['--jobs', '0'], '--jobs takes a number from 1, not "0"'],
    [['--jobs', 'many'], '--jobs takes a number from 1'],
    [['--retry', 'broken'], '--retry knows no outcome "broken"'],
    [['--limit', 'speed=1'], '--limit knows no "speed"'],
    [['--limit', 'time=soon'], '--limit time takes seconds'],
    [['--limit', 'cells=1.5'], '--limit cells takes a whole number'],
    [['--path-pattern', 'year/**'], 'the path pattern names nothing'],
    [['--path-pattern', '{when}/**'], '{when} in the path pattern means nothing'],
    [['--year', 'last'], '--year takes a year such as 2020, not "last"'],
    [['--department', ' '], '--department takes the name of a department'],
    [['--meta', 'no-such.csv'], '--meta no-such.csv'],
    [['--files-from', 'no-such.txt'], '--files-from no-such.txt cannot be read'],
    [['--rejects', 'no/such/folder.csv'], '--rejects no/such/folder.csv cannot be written'],
  ])('says what is wrong, ends with 2 and makes no database: %s', async (options, message) => {
    const { code, said } = await guibiao(['import', folder, '--db', db, ...options])
    expect([code, said]).toEqual([2, expect.stringContaining(message)])
    expect(said).not.toContain('defect')
  })

  it('says that nothing was there, and not that all of it was imported before', async () => {
    const { code, out, said } = await guibiao(['import', join(folder, 'none'), '--db', db])
    expect([code, said]).toEqual([3, expect.stringContaining('there is no such file or folder')])
    expect(out).not.toContain('Nothing new')
  })

  it('tells of a name that is not UTF-8 to name its folder', async () => {
    const { said } = await guibiao(['import', join(folder, '\ufffd\ufffd.docx'), '--db', db])
    expect(said).toContain('name its folder instead')
  })
})

describe('--files-from -', () => {
  it('takes paths with line breaks, and characters that are cut between two pieces of the input', async () => {
    mkdirSync(join(folder, '自评表'))
    const paths = ['自评表/水利局.docx', '自评表/两\n行.docx'].map((name) => join(folder, name))
    paths.forEach((path, at) => {
      writeFileSync(path, Buffer.concat([form(), Buffer.alloc(at)]))
    })
    const list = Buffer.from(paths.join('\0'))
    const pieces = Array.from(list, (_, at) => list.subarray(at, at + 1))
    const { code, out } = await guibiao(['import', '--files-from', '-', '--db', db, '--json'], pieces)
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ files: 2, newFiles: 2 })])
  })
})
