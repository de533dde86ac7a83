import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { docx, draw, rulesOf } from './build-docx.ts'
import { DOCX_TRAPS, trapBytes } from './support/docx-traps.ts'

describe('a .docx that readers get wrong', () => {
  it.each(Object.entries(DOCX_TRAPS))('%s is read as Word shows it', async (_, trap) => {
    const document = await readDocument(trapBytes(trap))
    expect(draw(document)).toBe(`\n${trap.drawn}`)
    expect(rulesOf(document)).toEqual(trap.rules ?? [])
  })
  it('empty_paras_3M ends as too large before anything is built from it, with the ratio limit and without', async () => {
    const bytes = docx('<w:p/>'.repeat(3_000_000))
    expect(bytes.length).toBeLessThan(100_000)
    await expect(readDocument(bytes)).rejects.toMatchObject({ code: 'too-large' })
    const lifted = { ...LIMITS, ratio: Number.MAX_SAFE_INTEGER }
    await expect(readDocument(bytes, lifted)).rejects.toMatchObject({ code: 'too-large' })
  })
  it('the parts of a package may lie in folders that are listed, in any order', async () => {
    const folders = { 'word/': new Uint8Array(), '_rels/': new Uint8Array() }
    const xml = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>' // biome-ignore format: one line
    const bytes = zipSync({ ...folders, 'word/document.xml': strToU8(xml) })
    expect(draw(await readDocument(bytes))).toBe('\n甲\n')
  })
})
