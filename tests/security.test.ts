import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Sqlite from 'better-sqlite3'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { Filing, LIMITS } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { crc32 } from '../src/read/inflate.ts'
import { storeZip } from '../src/read/store-zip.ts'
import { zip } from './build-docx.ts'
import { memoryIo } from './support/memory-io.ts'
import { docxOf, goalsForm } from './support/small-forms.ts'

/** What SECURITY.md promises of hostile files and no other test shows. */
let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guibiao-security-'))
  folder = join(root, 'in', 'deep')
  mkdirSync(folder, { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function guibiao(...args: readonly string[]) {
  const io = memoryIo({ LANG: 'C' })
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}
const filed = () => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()

describe('entities that a file declares', () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const secret = () => pathToFileURL(join(root, 'secret.txt')).href
  const ODF =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
  const declared = () => `<!DOCTYPE x [<!ENTITY e SYSTEM "${secret()}"><!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>`
  const files: readonly (readonly [string, () => Uint8Array])[] = [
    [
      '.docx',
      () =>
        zip({
          'word/document.xml': `${declared()}<w:document ${W}><w:body><w:p><w:r><w:t>甲&e;&b;</w:t></w:r></w:p></w:body></w:document>`,
        }),
    ],
    [
      '.odt',
      () =>
        zipSync({
          mimetype: [Buffer.from('application/vnd.oasis.opendocument.text'), { level: 0 }],
          'content.xml': Buffer.from(
            `${declared()}<office:document-content ${ODF}><office:body><office:text><text:p>甲&e;&b;</text:p></office:text></office:body></office:document-content>`,
          ),
        }),
    ],
    [
      '.xml of Word 2003',
      () =>
        Buffer.from(
          `<?xml version="1.0"?>${declared()}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>甲&e;&b;</w:t></w:r></w:p></w:body></w:wordDocument>`,
        ),
    ],
  ]

  it.each(files)('are neither expanded nor looked up: %s', async (_, write) => {
    writeFileSync(join(root, 'secret.txt'), '秘密')
    const text = await readDocument(new Uint8Array(write()), LIMITS).then(JSON.stringify, (error) => error.code)
    expect(text).toMatch(/甲|damaged/)
    expect(text).not.toMatch(/秘密|haha/)
  })
})

it('members of an archive are written nowhere, whatever their names', async () => {
  const form = goalsForm('某区住建局', '5800米')
  const names = ['../../out.docx', '/etc/guibiao-out.docx', 'C:\\out.docx', '..\\out.docx', `${root}/absolute.docx`]
  writeFileSync(join(folder, 'a.zip'), zipSync(Object.fromEntries(names.map((name) => [name, form]))))
  const before = filed()
  const { out } = await guibiao('extract', folder, '--jsonl')
  expect(out.trim().split('\n')).toHaveLength(names.length)
  expect(filed()).toEqual(before)
  await guibiao('import', folder, '--db', join(root, 'filings.db'))
  expect(filed().filter((name) => !name.startsWith('filings.db'))).toEqual(before)
  expect(readdirSync('/etc')).not.toContain('guibiao-out.docx')
})

it('pipes and devices among files are skipped, not waited for', async () => {
  expect(spawnSync('mkfifo', [join(folder, 'pipe.docx')]).status).toBe(0)
  writeFileSync(join(folder, 'a.docx'), goalsForm('某区住建局', '5800米'))
  const { code, out } = await guibiao('extract', folder, '--jsonl')
  expect({ code, lines: out.trim().split('\n').length }).toEqual({ code: 0, lines: 1 })
})

it('names that objects have by themselves are names like others', async () => {
  const form = docxOf(
    ['2020年部门整体支出绩效目标表'],
    `
    | 部门名称  | __proto__   | <           | <      | <           |
    | 一级指标  | 二级指标    | 三级指标    | 指标值 | constructor |
    | __proto__ | constructor | toString    | 5800米 | hasOwn      |
    | 产出指标  | 数量指标    | __proto__   | 12所   | valueOf     |
    `,
  )
  const names = ['__proto__', 'constructor/prototype.docx']
  const archive = storeZip(names.map((name) => ({ name, data: form, crc: crc32(form) })))
  writeFileSync(join(folder, 'a.zip'), archive)
  const { out } = await guibiao('extract', folder, '--jsonl')
  const filings = out.trim().split('\n').map((line) => Filing.parse(JSON.parse(line))) // biome-ignore format: one line
  expect(filings.map(({ department }) => department)).toEqual(['__proto__', '__proto__'])
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

it('SQL in cells and names is text', async () => {
  const injection = "某局');DROP/**/TABLE/**/filings;--"
  writeFileSync(join(folder, "a'; DELETE FROM files; --.docx"), goalsForm(injection, "5'米"))
  const db = join(root, 'filings.db')
  await guibiao('import', folder, '--db', db)
  const open = new Sqlite(db, { readonly: true })
  expect(open.prepare('SELECT department FROM v_filings').all()).toEqual([{ department: injection }])
  open.close()
})

it('markup in cells and names is text on the pages', async () => {
  const image = '<img/src=x/onerror=alert(1)>'
  const path = join(folder, `${image.replaceAll('/', '_')}.docx`)
  writeFileSync(path, goalsForm(`某区${image}局`, `5800${image}`))
  const [db, report, explained] = ['filings.db', 'report.html', 'explained.html'].map((name) => join(root, name))
  await guibiao('import', folder, '--db', db!)
  expect(await guibiao('report', '--db', db!, '--out', report!)).toMatchObject({ code: 0 })
  expect(await guibiao('explain', path, '--html', explained!)).toMatchObject({ code: 0 })
  for (const page of [report!, explained!].map((file) => readFileSync(file, 'utf8'))) {
    expect(page).toContain('&lt;img')
    expect(page).not.toMatch(/<img|<script[^>]+src=/)
  }
})
