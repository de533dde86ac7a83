import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extract, remap } from '../src/extract.ts'
import type { Document, Filing } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'
import { drawFiling } from './draw-filing.ts'
import { parseDocument } from './support/draw-document.ts'
import { compareFacts, factsOf } from './support/facts.ts'
import { acrossXlsx, csvFrom, flatXlsx, txtFrom, xlsFrom } from './support/format-of.ts'
import { lostValues } from './support/lost-values.ts'

/**
 * Published filings, drawn (`filings/*.txt`, as the cases are), and how they read. What is ignored is listed with the
 * rule that ignores it, so that every character is accounted for. GOLDENS=write rewrites the right sides.
 */
const folder = join(import.meta.dirname, 'filings')
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const rules = loadRules()

interface Read {
  readonly name: string
  readonly document: Document
  readonly filings: readonly Filing[]
  readonly ledger: Filing['ledger']
}

const readings = await Promise.all(
  names.map(async (name): Promise<Read> => {
    const left = readFileSync(join(folder, name), 'utf8').split(/^==>\n/m)[0]!
    const document = parseDocument(left.replace(/^## .*\n/, ''))
    const { filings, ledger } = await remap(document, '0', rules, { path: name })
    return { name, document, filings, ledger }
  }),
)

function ignoredIn(filings: readonly Filing[]): string {
  const marks = filings.flatMap((filing) => filing.marks.filter(({ as }) => as === 'ignored'))
  return marks.map(({ place, raw, rule }) => `ignored ${place.address}: ${raw} (${rule})\n`).join('')
}

describe('published filings', () => {
  it.each(readings)('$name reads as it did', ({ name, filings }) => {
    const path = join(folder, name)
    const text = readFileSync(path, 'utf8')
    const [left, right] = text.split(/^==>\n/m)
    const drawn = `${filings.map(drawFiling).join('--\n')}${ignoredIn(filings)}`
    expect(lostValues(filings)).toEqual([])
    if (process.env.GOLDENS === 'write') writeFileSync(path, `${left}==>\n${drawn}`)
    else expect(drawn).toBe(right)
  })

  it('leave at most 1 % unread and 2 % ignored, and every other character in the record', () => {
    const sum = (key: keyof Filing['ledger']) => readings.reduce((all, { ledger }) => all + ledger[key], 0)
    const all = sum('label') + sum('value') + sum('ignored') + sum('unread')
    expect(all).toBeGreaterThan(10_000)
    expect(sum('unread') / all).toBeLessThanOrEqual(0.01)
    expect(sum('ignored') / all).toBeLessThanOrEqual(0.02)
  })

  it('give every path of the record one outcome: a character is claimed for one place only', () => {
    for (const { filings } of readings)
      for (const { marks } of filings) {
        const values = marks.filter(({ as, into }) => as === 'value' && into !== null && !/\.level[12]$/.test(into))
        const keys = values.map(({ into, place, start }) => `${into} ${place.address} ${start}`)
        expect(new Set(keys).size).toBe(keys.length)
      }
  })
})

describe.each([
  ['.xlsx without merges', 0.97, flatXlsx],
  ['.xlsx with text centred across blank cells', 1, acrossXlsx],
  ['.csv', 0.97, csvFrom],
  ['.xls', 0.97, xlsFrom],
  ['.txt', 0.97, txtFrom],
] as const)('the same filings as %s', (_format, share, write) => {
  it('read alike: most of the facts, and none that is wrong', { timeout: 60_000 }, async () => {
    let [facts, right] = [0, 0]
    const wrong: string[] = []
    for (const { name, document, filings } of readings) {
      const again = await extract(write(document), rules, { path: name })
      const want = factsOf(filings)
      const found = compareFacts(want, factsOf(again.filings))
      facts += want.size
      right += found.right
      wrong.push(...found.wrong.map((one) => `${name}: ${one}`))
    }
    expect(wrong).toEqual([])
    expect(right / facts).toBeGreaterThanOrEqual(share)
  })
})
