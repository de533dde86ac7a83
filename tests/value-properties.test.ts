import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Unit, Value } from '../src/model.ts'
import { compileUnits, NO_CONTEXT, parseValue, printValue, shift } from '../src/value/index.ts'

const list: readonly Unit[] = JSON.parse(readFileSync(new URL('../schema/units.json', import.meta.url), 'utf8')).units
const units = compileUnits(list)
const read = (text: string) => parseValue(text, NO_CONTEXT, units)

/** What a value says, apart from how it was printed. */
function meaning(value: Value): Partial<Value> {
  const { kind, comparator, value: number, low, high, lowOpen, highOpen, unit, date, from, to, direction } = value
  return JSON.parse(
    JSON.stringify({ kind, comparator, number, low, high, lowOpen, highOpen, unit, date, from, to, direction }),
  )
}

const integer = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String)
const decimal = fc
  .tuple(integer, fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, fraction]) => (fraction === '' ? whole : `${whole}.${fraction}`))

describe('parse ∘ print', () => {
  it.each(list.map((unit) => [unit.spellings[0]!, unit] as const))('gives back every comparison in %s', (_name, unit) => {
    for (const text of ['{}', '≥{}', '>{}', '≤{}', '<{}', '约{}', '近{}', '提高{}', '下降≥{}'])
      for (const number of ['7', '12.5', '2020', '0']) {
        const value = read(text.replace('{}', number + unit.spellings[0]))
        if (value.kind !== 'quantity') continue
        expect(meaning(read(printValue(value, units)))).toEqual(meaning(value))
      }
    const plain = read(`≥7${unit.spellings[0]}`)
    expect(plain.kind, JSON.stringify(plain)).toBe('quantity')
    expect(plain.value).not.toBe(undefined)
  })

  it('gives back every range, open or closed, in every base unit', () => {
    const bases = [...new Set(list.map((unit) => read(`≥7${unit.spellings[0]}`).unit as string))]
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.constantFrom(...bases), decimal, decimal, fc.boolean(), fc.boolean(), fc.boolean(), (unit, per, a, b, lowOpen, highOpen, compound) => {
        const [low, high] = Number(a) <= Number(b) ? [a, b] : [b, a]
        fc.pre(Number(low) < Number(high) && (!compound || (!unit.includes('/') && !per.includes('/'))))
        const value: Value = {
          raw: '',
          kind: 'quantity',
          comparator: 'between',
          low: shift(low, 0),
          high: shift(high, 0),
          ...(lowOpen ? { lowOpen } : {}),
          ...(highOpen ? { highOpen } : {}),
          unit: compound ? `${unit}/${per}` : unit,
          inferred: [],
          flags: [],
          doubts: [],
        }
        expect(meaning(read(printValue(value, units)))).toEqual(meaning(value))
      }),
      { numRuns: 2000 },
    )
  })

  it('gives back dates and periods of every precision', () => {
    const date = fc
      .tuple(fc.integer({ min: 1990, max: 2050 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom(4, 7, 10))
      .map(([y, m, d, length]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`.slice(0, length))
    fc.assert(
      fc.property(date, fc.constantFrom('eq', 'le', 'lt', 'ge', 'gt'), fc.boolean(), (day, comparator, yearless) => {
        const stated = yearless && day.length > 4 ? `-${day.slice(4)}` : day
        const value = { raw: '', kind: 'date', comparator, date: stated, inferred: [], flags: [], doubts: [] } as unknown as Value
        expect(meaning(read(printValue(value, units)))).toEqual(meaning(value))
      }),
    )
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [from, to] = [a, b].map((day) => `${day}-01-01`.slice(0, 10)).sort() as [string, string]
        const value: Value = { raw: '', kind: 'date', comparator: 'between', from, to, inferred: [], flags: [], doubts: [] }
        expect(meaning(read(printValue(value, units)))).toEqual(meaning(value))
      }),
    )
  })
})
