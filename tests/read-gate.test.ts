import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LIMITS, ReadError } from '../src/model.ts'
import { isRubbish, unpackBundle } from '../src/read/bundle.ts'
import { readDocument, sniff } from '../src/read/index.ts'
import { storeZip } from '../src/read/store-zip.ts'
import { docx, draw, p, zip } from './build-docx.ts'
import { row, text, xlsx } from './build-xlsx.ts'
import fc, { times } from './support/properties.ts'

const refused = async (bytes: Uint8Array): Promise<ReadError> => {
  const error: unknown = await readDocument(bytes).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ReadError)) throw new Error('was read')
  return error
}
const bytes = (content: string) => Uint8Array.from(content, (char) => char.charCodeAt(0))
/** The header of a compound file with a directory of one entry below the root. */
function ole(stream: string): Uint8Array {
  const file = new Uint8Array(512 * 3)
  const view = new DataView(file.buffer)
  file.set(bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
  view.setUint16(30, 9, true)
  view.setUint16(32, 6, true)
  view.setUint32(48, 1, true)
  view.setUint32(68, 0xfffffffe, true)
  for (let i = 0; i < 109; i++) view.setUint32(76 + 4 * i, i === 0 ? 0 : 0xffffffff, true)
  view.setUint32(512, 0xfffffffd, true)
  view.setUint32(516, 0xfffffffe, true)
  const entry = (at: number, name: string, child: number) => {
    for (const [i, char] of [...name].entries()) view.setUint16(at + 2 * i, char.charCodeAt(0), true)
    view.setUint16(at + 64, 2 * name.length + 2, true)
    view.setUint32(at + 68, 0xffffffff, true)
    view.setUint32(at + 72, 0xffffffff, true)
    view.setUint32(at + 76, child, true)
  }
  entry(1024, 'Root Entry', 1)
  entry(1152, stream, 0xffffffff)
  return file
}

describe('sniffing', () => {
  it.each([
    ['docx', docx(p('a'))],
    ['xlsx', xlsx([row(text('a'))])],
    ['ods', storeZip([{ name: 'mimetype', data: strToU8('application/vnd.oasis.opendocument.spreadsheet'), crc: 0 }])],
    ['odt', storeZip([{ name: 'mimetype', data: strToU8('application/vnd.oasis.opendocument.text'), crc: 0 }])],
    ['zip', zip({ 'a.docx': docx(p('a')) })],
    ['xls', ole('Workbook')],
    ['doc', ole('WordDocument')],
    ['pdf', bytes('%PDF-1.7\n')],
    ['image', bytes('\x89PNG\r\n\x1a\n')],
    ['image', bytes('\xff\xd8\xff\xe0')],
    ['rtf', bytes('{\\rtf1\\ansi')],
    ['unknown', bytes('\x00\x01\x02')],
    ['unknown', new Uint8Array()],
    ['unknown', bytes('<?xml version="1.0"?><Workbook/>')],
  ])('tells %s by its bytes', (format, content) => {
    expect(sniff(content)).toBe(format)
  })
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
        (rest, head) => {
          expect(sniff(new Uint8Array([...bytes(head), ...rest]))).toBeTypeOf('string')
        },
      ),
    )
  })
})

describe('files that are not read', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'damaged', /empty/],
    ['an encrypted file', ole('EncryptedPackage'), 'encrypted', /password/],
    ['an image, whatever its name', bytes('\x89PNG\r\n\x1a\n'), 'unsupported', /image/],
    ['a PDF', bytes('%PDF-1.7\n'), 'unsupported', /convert to \.docx/],
    ['a bundle', zip({ 'a.docx': docx(p('a')) }), 'unsupported', /unpack/],
    ['a .rar', bytes('Rar!\x1a\x07\x00'), 'unsupported', /unpack it first/],
    ['a truncated archive', docx(p('a')).subarray(0, 600), 'damaged', /table of contents/],
    ['a .docx without its main part', zip({ '[Content_Types].xml': '', 'word/x.xml': '' }), 'damaged', /main part/],
    ['XML that is cut off', zip({ 'word/document.xml': '<w:document xmlns:w="x"><w:body>' }), 'damaged', /well-formed/],
    ['a workbook that is none', zip({ 'xl/workbook.xml': 'x' }), 'damaged', /save it again/],
    ['a compound file without streams', ole('Other'), 'unsupported', /convert/],
  ])('say why: %s', async (_, content, code, message) => {
    const error = await refused(content)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })
})

describe('the gate for archives', () => {
  const repetitive = docx(p('').repeat(300_000))
  it('stops an entry that inflates too well', async () => {
    expect(await refused(repetitive)).toMatchObject({ code: 'too-large' })
  })
  it('stops too many elements where the ratio is lifted', async () => {
    const lifted = { ...LIMITS, ratio: Infinity, elements: 200_000 }
    await expect(readDocument(repetitive, lifted)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('elements'),
    })
  })
  it.each([
    ['entry', { entryBytes: 1000 }],
    ['all entries together', { inflatedBytes: 1500 }],
    ['number of entries', { entries: 3 }],
  ])('keeps the limit of the %s', async (_, limit) => {
    const content = xlsx([row(...Array.from({ length: 50 }, (__, i) => text(`cell ${i}`)))])
    await expect(readDocument(content, { ...LIMITS, ...limit })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('finds bytes that were changed', async () => {
    const stored = storeZip([{ name: 'word/document.xml', data: strToU8('<a/>'), crc: 1 }])
    expect(await refused(stored)).toMatchObject({ code: 'damaged', message: expect.stringContaining('checksum') })
  })
  it('ends with a ReadError or a document, however an archive is damaged', async () => {
    const whole = docx(p('绩效'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const copy = whole.slice()
          for (const [at, value] of changes) copy[at] = value
          const outcome: unknown = await readDocument(copy).catch((error: unknown) => error)
          expect(outcome instanceof ReadError || (outcome as { blocks: unknown }).blocks !== undefined).toBe(true)
        },
      ),
      { numRuns: times(200) },
    )
  })
})

describe('bundles', () => {
  const collect = async (content: Uint8Array, limits = LIMITS) => {
    const found: [string, string][] = []
    for await (const { name, bytes: data, error } of unpackBundle(content, limits))
      found.push([name, error?.code ?? (data.length === 0 ? '' : sniff(data))])
    return found
  }
  it('give their members in order, those of bundles inside as well, but not of a third one', async () => {
    const third = zip({ 'c.docx': docx(p('c')) })
    const content = zip({
      'dir/': new Uint8Array(),
      'a.docx': docx(p('a')),
      'in.zip': zip({ 'b.docx': docx(p('b')), 'in.zip': third }),
      'empty.txt': '',
    })
    expect(await collect(content)).toEqual([
      ['a.docx', 'docx'],
      ['in.zip!/b.docx', 'docx'],
      ['in.zip!/in.zip', 'zip'],
      ['empty.txt', ''],
    ])
  })
  it('give the members that can be unpacked when another one cannot', async () => {
    const content = zip({ 'bomb.txt': 'a'.repeat(3_000_000), 'b.docx': docx(p('b')) })
    expect(await collect(content)).toEqual([
      ['bomb.txt', 'too-large'],
      ['b.docx', 'docx'],
    ])
  })
  it('keep one budget for all that they inflate', async () => {
    const inner = zip({ 'a.txt': 'x'.repeat(900), 'b.txt': 'y'.repeat(900) })
    expect(
      await collect(zip({ 'in.zip': inner, 'c.txt': 'z'.repeat(900) }), {
        ...LIMITS,
        inflatedBytes: 1500 + inner.length,
      }),
    ).toEqual([
      ['in.zip!/a.txt', 'txt'],
      ['in.zip!/b.txt', 'too-large'],
      ['c.txt', 'too-large'],
    ])
  })
  it('have names in GBK when they are not in UTF-8', async () => {
    const content = storeZip([{ name: 'xx.txt', data: strToU8('a'), crc: 0xe8b7be43 }])
    // 绩效 in GBK is four bytes; the builder writes UTF-8 and says so by a flag.
    for (let at = 0; at + 4 < content.length; at++)
      if (content[at] === 0x78 && content[at + 1] === 0x78 && content[at + 2] === 0x2e) content.set([0xbc, 0xa8], at)
    for (let at = 0; at < content.length; at++)
      if (content[at] === 0x50 && content[at + 1] === 0x4b) content[at + (content[at + 2] === 1 ? 9 : 7)] = 0
    expect((await collect(content)).map(([name]) => name)).toEqual(['绩.txt'])
  })
  it('that are damaged reject', async () => {
    await expect(collect(zip({ a: 'b' }).subarray(0, 40))).rejects.toMatchObject({ code: 'damaged' })
  })
})

it.each([
  ['~$目标表.docx', true],
  ['__MACOSX/._a.docx', true],
  ['dir/.DS_Store', true],
  ['dir\\Thumbs.db', true],
  ['~WRL0001.tmp', true],
  ['.~目标表.xlsx', true],
  ['目标表.docx', false],
  ['a~b.xlsx', false],
])('knows whether %s is rubbish', (name, rubbish) => {
  expect(isRubbish(name)).toBe(rubbish)
})

it('reads the same bytes the same way twice', async () => {
  const content = docx(p('绩效'))
  expect(draw(await readDocument(content))).toBe(draw(await readDocument(content)))
  expect(await readDocument(content)).toEqual(await readDocument(content))
})
