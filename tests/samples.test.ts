import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extract } from '../src/extract.ts'
import { Filing, type Grid } from '../src/model.ts'
import { isRubbish, unpackBundle } from '../src/read/bundle.ts'
import { readDocument } from '../src/read/index.ts'
import { loadRules } from '../src/rules.ts'
import { drawFiling } from './draw-filing.ts'
import { drawDocument } from './support/draw-document.ts'
import { HAS_SOFFICE } from './support/programs.ts'
import { gridsOf, holds, sameAs, sameButSpaces, withoutMerges } from './support/table-twins.ts'

/** Every folder of `samples/`: the source reads as `grid.txt`, its filings as `filing.txt` and `filing.json`. GOLDENS=write rewrites them. */
const root = join(import.meta.dirname, '../samples')
const sourceOf = (name: string) => readdirSync(join(root, name)).find((file) => file.startsWith('source.'))
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && sourceOf(entry.name) !== undefined)
  .map((entry) => entry.name)
// What checks find stands in `findings.txt` (check-samples.test.ts): this is about the reading.
const { checks: _checks, ...rules } = loadRules()

function golden(path: string, actual: string): void {
  if (process.env.GOLDENS === 'write') writeFileSync(path, actual)
  expect(actual, path).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
}

/** Rich text is read through LibreOffice. */
const readable = names.filter((name) => HAS_SOFFICE || sourceOf(name) !== 'source.rtf')
it.skipIf(HAS_SOFFICE)('skipped without soffice: samples/goals-rtf', () => {})

describe.each(readable)('samples/%s', { timeout: 60_000 }, (name) => {
  const folder = join(root, name)
  const source = sourceOf(name)!
  const bytes = new Uint8Array(readFileSync(join(folder, source)))

  it('reads as its drawing', async () => {
    golden(join(folder, 'grid.txt'), drawDocument(await readDocument(bytes)))
  })

  it('gives its filings, and a ledger that adds up', async () => {
    const { filings, ledger, document } = await extract(bytes, rules, { path: `samples/${name}/${source}` })
    for (const filing of filings) Filing.parse(filing)
    golden(join(folder, 'filing.txt'), filings.map(drawFiling).join('--\n'))
    golden(join(folder, 'filing.json'), `${JSON.stringify(filings.map(({ marks: _marks, ...rest }) => rest), null, 1)}\n`) // biome-ignore format: one line
    const text = document.blocks.map((block) => (block.kind === 'paragraph' ? block.text : block.grid.cells.map((cell) => cell.text).join(''))).join('') // biome-ignore format: one line
    const significant = [...text].filter((char) => !/[\s\u200b-\u200f\u2060\ufeff:：;；,，、。|｜·]/.test(char)).length
    expect(ledger.label + ledger.value + ledger.ignored + ledger.unread).toBe(significant)
    expect(ledger.unread).toBe(0)
  })

  it('says what it shows', () => {
    expect(readFileSync(join(folder, 'about.md'), 'utf8').length).toBeGreaterThan(40)
  })
})

describe('twins', () => {
  it.each([
    ['goals', 'goals-sheet'],
    ['self-evaluation', 'self-evaluation-sheet'],
  ])('samples/%s and samples/%s are copies of one form', async (a, b) => {
    const digests = await Promise.all(
      [a, b].map(async (name) => {
        const source = sourceOf(name)!
        const { filings } = await extract(new Uint8Array(readFileSync(join(root, name, source))), rules, {
          path: source,
        })
        return filings.map((filing) => filing.digest)
      }),
    )
    expect(digests[0]).toEqual(digests[1])
    expect(digests[0]).toHaveLength(1)
  })
})

describe('a sample in another format', () => {
  const read = async (name: string) => {
    const bytes = new Uint8Array(readFileSync(join(root, name, sourceOf(name)!)))
    const document = await readDocument(bytes)
    const { filings } = await extract(bytes, rules, { path: name })
    return { grids: gridsOf(document), digests: filings.map(({ digest }) => digest) }
  }
  const twins = ['goals-doc', 'goals-odt', 'goals-rtf', 'goals-page', 'goals-xls', 'goals-ods']
  it.each(twins.filter((name) => readable.includes(name)))(
    'samples/%s has the table of the .docx',
    { timeout: 60_000 },
    async (name) => {
      const [ours, other] = [await read('goals'), await read(name)]
      expect(other.grids.some((grid) => holds(grid, ours.grids[0]!, sameButSpaces))).toBe(true)
      expect(other.digests).toEqual(ours.digests)
    },
  )
  it('samples/goals-csv has it as far as the format can hold', async () => {
    const [ours, other] = [await read('goals'), await read('goals-csv')]
    expect(other.grids.some((grid) => holds(grid, withoutMerges(ours.grids[0]!), sameAs))).toBe(true)
    expect(other.digests).toEqual(ours.digests)
  })
  it('samples/both-text gives both filings of the .docx, their texts in the same order', async () => {
    const [ours, other] = [await read('both'), await read('both-text')]
    const texts = (grids: readonly Grid[]) => grids.map(({ cells }) => cells.map(({ text }) => text).filter((text) => text !== '')) // biome-ignore format: one line
    expect(texts(other.grids)).toEqual(texts(ours.grids))
    expect(other.digests).toEqual(ours.digests)
  })
  it('samples/bundle gives the forms of its members, its names in GBK, and one file to skip', async () => {
    const members: string[] = []
    for await (const { name, bytes } of unpackBundle(new Uint8Array(readFileSync(join(root, 'bundle/bundle.zip'))))) {
      const filings = isRubbish(name) ? [] : (await extract(bytes, rules, { path: name })).filings
      members.push([name, ...filings.map(({ digest }) => digest)].join(' '))
    }
    expect(members).toEqual([
      `2020年度/绩效目标表.docx ${(await read('goals')).digests[0]}`,
      `2020年度/绩效自评表.xlsx ${(await read('self-evaluation-sheet')).digests[0]}`,
      '2020年度/~$绩效目标表.docx',
    ])
  })
})
