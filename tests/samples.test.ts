import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extract } from '../src/extract.ts'
import { Filing } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { loadRules } from '../src/rules.ts'
import { drawFiling } from './draw-filing.ts'
import { drawDocument } from './support/draw-document.ts'

/** Every folder of `samples/`: the source reads as `grid.txt`, its filings as `filing.txt` and `filing.json`. GOLDENS=write rewrites them. */
const root = join(import.meta.dirname, '../samples')
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
// What checks find stands in `findings.txt` (check-samples.test.ts): this is about the reading.
const { checks: _checks, ...rules } = loadRules()

function golden(path: string, actual: string): void {
  if (process.env.GOLDENS === 'write') writeFileSync(path, actual)
  expect(actual, path).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
}

describe.each(names)('samples/%s', (name) => {
  const folder = join(root, name)
  const source = readdirSync(folder).find((file) => file.startsWith('source.'))!
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
        const source = readdirSync(join(root, name)).find((file) => file.startsWith('source.'))!
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
