import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { examine } from '../src/doctor.ts'
import { drawDiagnosis } from '../src/report/doctor.ts'
import { below, cell, docx, p, r, row, rowWith, table, tableOf, top, zip } from './build-docx.ts'
import { memoryIo } from './support/memory-io.ts'
import { convertInOffice } from './support/office.ts'
import { HAS_SOFFICE } from './support/programs.ts'

const differencesOf = async (body: string) => (await examine(docx(body))).second?.differences ?? []

describe('a .docx is read twice', () => {
  it('without differences where both read the same', async () => {
    const body = p('附件') + table(row(top('产出指标'), cell('供水率', '（%）')), row(below(), cell('90')))
    const { second, counts } = await examine(docx(body))
    expect(second).toEqual({ by: 'mammoth', failed: null, same: 5, differences: [] })
    expect(counts).toEqual({ tables: 1, cells: 3, paragraphs: 1, characters: 14 })
  })
  it('and says which cells mammoth puts elsewhere', async () => {
    const body = tableOf(3, row(cell('a'), cell('b'), cell('c')), rowWith('<w:gridBefore w:val="1"/>', cell('质量')))
    expect(await differencesOf(body)).toEqual([
      { kind: 'place', address: '表1 第2行第2列', ours: '质量', theirs: '表1 第2行第1列' },
    ])
  })
  it('and says where an automatic number is another one', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const body = p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', '推进建设')
    expect((await examine(docx(body, { numbering }))).second?.differences).toEqual([
      { kind: 'text', address: '段落1', ours: '（一） 推进建设', theirs: '1. 推进建设' },
    ])
  })
  it('and says what mammoth leaves out', async () => {
    const body = table(row(top('产出'), cell('x')), row(below('指标'), cell('y')))
    expect(await differencesOf(body)).toEqual([{ kind: 'ours', address: '表1 第2行第1列', ours: '指标', theirs: null }])
  })
  it('and says what only mammoth reads: text that is left out as hidden', async () => {
    expect(await differencesOf(p(r('隐藏', '<w:vanish/>'), '可见'))).toEqual([
      { kind: 'text', address: '段落1', ours: '可见', theirs: '隐藏可见' },
    ])
  })
})

describe.skipIf(!HAS_SOFFICE)('a .doc is read twice (skipped without soffice)', () => {
  it('by word-extractor as well', { timeout: 120_000 }, async () => {
    const source = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures/filings/018.docx')))
    const doc = convertInOffice(new Map([['a', source]]), 'docx', 'doc').get('a')!
    expect(await examine(doc)).toMatchObject({
      format: 'doc',
      second: { by: 'word-extractor', failed: null, same: 136, differences: [] },
    })
  })
})

describe('other formats', () => {
  it('are named with their reader and what they cannot hold', async () => {
    const csv = await examine(new TextEncoder().encode('指标,值\n供水率,90%\n'))
    expect(csv).toMatchObject({ format: 'csv', reader: 'csv', outcome: 'read', second: null })
    expect(csv.lost[0]?.en).toContain('merged cells')
    expect(csv.findings.map(({ rule }) => rule)).toEqual(['READ-APPROXIMATE'])
  })
  it('that no reader takes come with what to do', async () => {
    const pdf = await examine(new TextEncoder().encode('%PDF-1.7\n'))
    expect(pdf).toMatchObject({ format: 'pdf', outcome: 'unsupported', reader: null })
    expect(pdf.message).toContain('convert to .docx')
  })
  it('as members of an archive are examined one by one', async () => {
    const found = await examine(zip({ 'a.docx': docx(p('甲')), 'b.pdf': '%PDF-1.4', 'c/d.csv': 'x,y\n1,2\n' }))
    expect(found).toMatchObject({ format: 'zip', outcome: 'read' })
    expect(found.members.map(({ member, format, outcome }) => [member, format, outcome])).toEqual([
      ['a.docx', 'docx', 'read'],
      ['b.pdf', 'pdf', 'unsupported'],
      ['c/d.csv', 'csv', 'read'],
    ])
  })
  it('are told by their bytes even when an archive is damaged', async () => {
    const whole = zip({ 'a.docx': docx(p('甲')) })
    expect((await examine(whole.subarray(0, whole.length - 30))).outcome).toBe('damaged')
  })
})

describe('guibiao doctor', () => {
  const sample = join(import.meta.dirname, '../samples/goals/source.docx')
  it('prints the diagnosis in the language of the environment', async () => {
    const diagnosis = await examine(new Uint8Array(readFileSync(sample)))
    expect(diagnosis.second?.failed).toBeNull()
    const en = memoryIo({ LANG: 'C' })
    expect(await main(['node', 'guibiao', 'doctor', sample], en)).toBe(0)
    expect(en.stdout.text()).toBe(drawDiagnosis(diagnosis, sample, { lang: 'en', color: false }))
    expect(en.stdout.text()).toContain('read again by mammoth')
    const zh = memoryIo({ LANG: 'zh_CN.UTF-8' })
    await main(['node', 'guibiao', 'doctor', sample], zh)
    expect(zh.stdout.text()).toContain('由 mammoth 再次读取')
  })
  it('prints JSON, and ends with 3 for what is not there', async () => {
    const io = memoryIo({})
    expect(await main(['node', 'guibiao', 'doctor', sample, '--json'], io)).toBe(0)
    expect(JSON.parse(io.stdout.text())).toMatchObject({ path: sample, format: 'docx', second: { by: 'mammoth' } })
    const missing = memoryIo({})
    expect(await main(['node', 'guibiao', 'doctor', 'nowhere.docx'], missing)).toBe(3)
    expect(missing.stderr.text()).toContain('nowhere.docx')
  })
})
