import { readdirSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Document, Grid } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { below, cell, docx, p, r, row, rowWith, table, tableOf, top, wide } from './build-docx.ts'
import { DOCX_TRAPS, trapBytes } from './support/docx-traps.ts'
import fc, { times } from './support/properties.ts'
import { shownTexts } from './support/shown-text.ts'

/** Words that a drawn document prints, each once; those of deleted text must appear nowhere. */
interface Story {
  readonly xml: string
  readonly shown: readonly string[]
  readonly gone: readonly string[]
}

const none: Story = { xml: '', shown: [], gone: [] }
let counter = 0
const word = () => `‹${(counter++).toString(36)}›`
const WORDS = /‹[\da-z]+›/g
const join = (stories: readonly Story[], wrap: (xml: string) => string): Story => ({
  xml: wrap(stories.map(({ xml }) => xml).join('')),
  shown: stories.flatMap(({ shown }) => shown),
  gone: stories.flatMap(({ gone }) => gone),
})

const fieldOf = (inner: string) =>
  `${r('<w:fldChar w:fldCharType="begin"/>')}${r('<w:instrText>REF x</w:instrText>')}${r('<w:fldChar w:fldCharType="separate"/>')}${inner}${r('<w:fldChar w:fldCharType="end"/>')}`
const control = (inner: string) =>
  `<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
const box = (inner: string) =>
  r(
    `<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`,
  )

/** Inline content: runs in all the wrappers that Word knows. */
const inline: fc.Arbitrary<Story> = fc
  .constantFrom(
    'run',
    'field',
    'control',
    'ins',
    'link',
    'smart',
    'math',
    'ruby',
    'del',
    'move',
    'struck',
    'hidden',
    'simple',
  )
  .map((kind) => {
    const own = word()
    const shown = (xml: string): Story => ({ xml, shown: [own], gone: [] })
    switch (kind) {
      case 'field':
        return shown(fieldOf(r(own)))
      case 'control':
        return shown(control(r(own)))
      case 'ins':
        return shown(`<w:ins w:id="1">${r(own)}</w:ins>`)
      case 'link':
        return shown(`<w:hyperlink>${r(own)}</w:hyperlink>`)
      case 'smart':
        return shown(`<w:smartTag>${r(own)}</w:smartTag>`)
      case 'math':
        return shown(`<m:oMath><m:r><m:t>${own}</m:t></m:r></m:oMath>`)
      case 'ruby':
        return shown(r(`<w:ruby><w:rt>${r('guide')}</w:rt><w:rubyBase>${r(own)}</w:rubyBase></w:ruby>`))
      case 'del':
        return { xml: `<w:del w:id="1"><w:r><w:delText>${own}</w:delText></w:r></w:del>`, shown: [], gone: [own] }
      case 'move':
        return { xml: `<w:moveFrom w:id="1">${r(own)}</w:moveFrom>`, shown: [], gone: [own] }
      case 'struck':
        return shown(r(own, '<w:strike/>'))
      case 'hidden':
        return shown(r(own, '<w:vanish/>'))
      case 'simple':
        return shown(`<w:fldSimple w:instr="REF x">${r(own)}</w:fldSimple>`)
      default:
        return shown(r(own))
    }
  })

const paragraphWith = (boxed: fc.Arbitrary<Story>) =>
  fc
    .tuple(fc.array(inline, { maxLength: 3 }), boxed)
    .map(([runs, { xml, ...words }]) =>
      join(xml === '' ? runs : [...runs, { xml: box(xml), ...words }], (content) => p(content)),
    )

const gridOf = (content: fc.Arbitrary<Story>) =>
  fc
    .array(
      fc.array(fc.tuple(content, fc.constantFrom('cell', 'top', 'below', 'wide')), { minLength: 1, maxLength: 3 }),
      { minLength: 1, maxLength: 3 },
    )
    .map((rows) => {
      const build = { cell, top, below, wide: (xml: string) => wide(2, xml) }
      const built = rows.map((cells, i) =>
        join(
          cells.map(([story, kind]) => join([story], (xml) => build[kind as keyof typeof build](xml))),
          (xml) => (i === 1 ? rowWith('<w:gridBefore w:val="1"/>', xml) : row(xml)),
        ),
      )
      return join(built, (xml) => tableOf(4, xml))
    })

const plain = paragraphWith(fc.constant(none))
const simple = fc.oneof(plain, gridOf(plain))
const several = fc.array(simple, { minLength: 1, maxLength: 2 }).map((stories) => join(stories, (xml) => xml))
/** Paragraphs with text boxes, tables with tables: everything in everything, two levels deep. */
const block = fc.oneof(plain, paragraphWith(several), gridOf(simple), gridOf(paragraphWith(simple)))

/** Everything that a document holds: text of its blocks, and what its findings quote of hidden text. */
function textsOf(document: Document): string {
  const blocks = document.blocks.map((each) =>
    each.kind === 'paragraph' ? each.text : each.grid.cells.map(({ text }) => text).join('\n'),
  )
  const hidden = new Set(blocks.join('\n').match(WORDS))
  const quoted = document.findings
    .filter(({ rule }) => rule === 'READ-HIDDEN-TEXT')
    .flatMap(({ found }) => found?.match(WORDS) ?? [])
  return [...blocks, ...quoted.filter((each) => !hidden.has(each))].join('\n')
}

function overlaps({ cells }: Grid): boolean {
  const taken = new Set<string>()
  for (const { row: y, column: x, rowSpan, columnSpan, covered } of cells)
    for (let dy = 0; dy < rowSpan && !covered; dy++)
      for (let dx = 0; dx < columnSpan; dx++) {
        const position = `${y + dy},${x + dx}`
        if (taken.has(position)) return true
        taken.add(position)
      }
  return false
}

describe('every word of a .docx', () => {
  it('is in its Document once, wherever it stands; deleted ones are nowhere; no cells overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (stories) => {
        const { xml, shown, gone } = join(stories, (content) => content)
        const document = await readDocument(docx(xml))
        const found = textsOf(document).match(WORDS) ?? []
        expect(found.toSorted()).toEqual(shown.toSorted())
        expect(gone.filter((each) => found.some((other) => other === each))).toEqual([])
        for (const each of document.blocks) if (each.kind === 'table') expect(overlaps(each.grid)).toBe(false)
      }),
      { numRuns: times(80) },
    )
  })
  it('is counted by this test at all', async () => {
    const lost = table(row(cell('‹lost›')))
    expect(textsOf(await readDocument(docx(lost)))).toBe('‹lost›')
  })
})

/** How often each character but white space stands in some texts. */
function countCharacters(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const char of texts.join('').replace(/\s/g, '')) counts.set(char, (counts.get(char) ?? 0) + 1)
  return counts
}

/** Findings that quote text which is not in the blocks: hidden beside shown text, above the line. */
const QUOTING = ['READ-HIDDEN-TEXT', 'READ-RUBY']

/** Characters that Word would show and that are neither in the Document nor quoted by a finding. */
async function lostOf(bytes: Uint8Array): Promise<string> {
  const document = await readDocument(bytes)
  const shown = Object.entries(unzipSync(bytes))
    .filter(([name]) => /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|part\d+)\.xml$/.test(name))
    .flatMap(([, data]) => shownTexts(new TextDecoder().decode(data)))
  expect(shown.length).toBeGreaterThan(0)
  const held = document.blocks.flatMap((each) =>
    each.kind === 'paragraph' ? [each.text] : each.grid.cells.map(({ text }) => text),
  )
  const quoted = document.findings.flatMap(({ rule, found }) =>
    QUOTING.includes(rule) && found !== null ? [found] : [],
  )
  const counts = countCharacters([...held, ...quoted])
  const lost: string[] = []
  for (const [char, count] of countCharacters(shown))
    if ((counts.get(char) ?? 0) < count) lost.push(`${char}×${count - (counts.get(char) ?? 0)}`)
  return lost.join(' ')
}

const root = joinPath(import.meta.dirname, '..')
const files = ['samples', 'tests/fixtures/filings'].flatMap((folder) =>
  readdirSync(joinPath(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.docx'))
    .map((path) => joinPath(folder, path)),
)

describe('all text that Word shows', () => {
  it('is looked for in many files', () => expect(files.length).toBeGreaterThan(30))
  it.each(files)('of %s is in its Document', async (path) => {
    expect(await lostOf(new Uint8Array(readFileSync(joinPath(root, path))))).toBe('')
  })
  it.each(Object.entries(DOCX_TRAPS))(
    'of the trap %s is in its Document, or a finding says why not',
    async (_, trap) => {
      expect(await lostOf(trapBytes(trap))).toBe('')
    },
  )
  it('is missed when it is lost: the measure does not depend on the reader', async () => {
    const shown = shownTexts(`<x>${p('甲', `<m:r><m:t>乙</m:t></m:r>`)}<w:del>${r('丙')}</w:del></x>`)
    expect(shown).toEqual(['甲', '乙'])
  })
})
