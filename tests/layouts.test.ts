import { describe, expect, it } from 'vitest'
import { assemble } from '../src/assemble/index.ts'
import { mapDocument } from '../src/form/index.ts'
import type { Document } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'
import { compareFilings, type Difference } from './random-filing/compare.ts'
import { type Dice, replayDice, rollDice, smallest } from './random-filing/dice.ts'
import { drawRandomDocument } from './random-filing.ts'
import { drawDocument } from './support/draw-document.ts'
import { lostValues } from './support/lost-values.ts'

/**
 * Random trees, funds and heads in random layouts come back as a careful reader takes them out. 2,000 draws;
 * `LAYOUT_DRAWS=100000` draws more, `LAYOUT_SEED` others. A draw that fails is shown at its smallest.
 */
const draws = Number(process.env.LAYOUT_DRAWS ?? 2000)
const first = Number(process.env.LAYOUT_SEED ?? 1)
const BATCHES = 4
// This is about the reading: what checks find has tests of its own.
const { checks: _checks, ...rules } = loadRules()

function read(document: Document) {
  const { drafts, book } = mapDocument(document, rules)
  const origin = { path: 'drawn', sha256: '', format: document.format }
  return { filings: drafts.map((draft) => assemble(draft, book, rules, origin)), ledger: book.ledger() }
}

function differences(dice: Dice): readonly Difference[] {
  const { document, filings } = drawRandomDocument(dice)
  return compareFilings(filings, read(document).filings)
}

const classOf = ({ what, wrong }: Difference) => `${what}${wrong ? ' wrong' : ' lost'}`

/** The smallest draw that differs in the same way, drawn. */
function explain(seed: number, kind: string): string {
  const { rolled } = (() => {
    const dice = rollDice(seed)
    drawRandomDocument(dice)
    return dice
  })()
  const fewest = smallest(rolled, (dice) => differences(dice).some((one) => classOf(one) === kind))
  const { document } = drawRandomDocument(replayDice(fewest))
  const lines = differences(replayDice(fewest)).map(
    (one) => `${classOf(one)}: expected ${one.expected}, found ${one.found}`,
  )
  return `seed ${seed}: ${kind}\n${drawDocument(document)}${lines.join('\n')}\n`
}

/** What differs in some draws, by class and how often, with the smallest example of each of the first few. */
function report(from: number, count: number): string {
  const seeds = new Map<string, number[]>()
  for (let seed = from; seed < from + count; seed++)
    for (const kind of new Set(differences(rollDice(seed)).map(classOf)))
      seeds.set(kind, [...(seeds.get(kind) ?? []), seed])
  const classes = [...seeds].sort((a, b) => b[1].length - a[1].length)
  const examples = classes.slice(0, 3).map(([kind, found]) => explain(found[0]!, kind))
  return [...classes.map(([kind, found]) => `${found.length} × ${kind}`), ...examples].join('\n')
}

describe('filings in random layouts', () => {
  const size = Math.ceil(draws / BATCHES)
  it.each(Array.from({ length: BATCHES }, (_, i) => [first + i * size, size] as const))(
    'come back with their tree, funds and head: draws from %i on, %i of them',
    { timeout: 60_000 + draws * 100 },
    (from, count) => {
      expect(report(from, count)).toBe('')
    },
  )

  it('are different from one another, and the same seed draws the same', () => {
    const drawings = Array.from({ length: 40 }, (_, seed) => drawDocument(drawRandomDocument(rollDice(seed)).document))
    expect(new Set(drawings).size).toBe(40)
    expect(drawDocument(drawRandomDocument(rollDice(7)).document)).toBe(drawings[7])
  })

  it('account for every character: label, value, ignored and unread add up to what is printed', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { document } = drawRandomDocument(rollDice(seed))
      const { ledger } = read(document)
      const text = document.blocks.map((one) => (one.kind === 'paragraph' ? one.text : one.grid.cells.map((cell) => cell.text).join(''))).join('') // biome-ignore format: one line
      const printed = [...text].filter((char) => !/[\s\u200b-\u200f\u2060\ufeff:：;；,，、。|｜·]/.test(char)).length
      expect(ledger.label + ledger.value + ledger.ignored + ledger.unread).toBe(printed)
    }
  })

  it('have every value that was claimed in a record', () => {
    for (let seed = 1; seed <= 300; seed++)
      expect(lostValues(read(drawRandomDocument(rollDice(seed)).document).filings), `seed ${seed}`).toEqual([])
  })

  it('are told apart from a record that lost what was claimed for it', () => {
    const [one] = read(drawRandomDocument(rollDice(1)).document).filings
    const row = one!.indicators[0]!
    expect(lostValues([{ ...one!, indicators: one!.indicators.slice(1) }])).toContainEqual(
      expect.stringMatching(/^in no record .*indicators/),
    )
    const emptied = { ...one!, indicators: [{ ...row, level3: null as never }, ...one!.indicators.slice(1)] }
    expect(lostValues([emptied])).toContainEqual(expect.stringMatching(/^level3 is null/))
  })

  it('are told apart from a reading that is wrong: a swapped value is a difference', () => {
    const { document, filings } = drawRandomDocument(replayDice(new Map()))
    const found = read(document).filings
    expect(compareFilings(filings, found)).toEqual([])
    const swapped = found.map((one) => ({
      ...one,
      indicators: one.indicators.map((row) => ({ ...row, target: row.actual })),
    }))
    expect(compareFilings(filings, swapped).map(classOf)).toContain('indicator.target lost')
  })
})
