import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quotient } from '../src/check/decimal.ts'
import { BASE_PROFILE } from '../src/check/profile.ts'
import {
  addsUpTo,
  bandOf,
  budgetControlScore,
  changeRate,
  controlRate,
  executionRate,
  executionScore,
  gradeOf,
  levelOf,
  scoreEqual,
  scorePositive,
  scoreReverse,
} from '../src/check/scoring.ts'
import { linesAddUp } from '../src/check/sums.ts'
import fc from './support/properties.ts'

type Vector = Readonly<Record<string, string>> & { readonly parts?: readonly string[]; readonly ok?: boolean }
const vectors: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens/scoring-vectors.json'), 'utf8'),
)

/** What our formulas make of a vector: the keys of its answer. */
function answerOf(v: Vector): object {
  const { target = '', actual = '', weight = '', budget = '', executed = '' } = v
  const two = (figure: string) => quotient(figure, '1', 2)
  switch (v.rule) {
    case 'positive':
      return { score: scorePositive(target, actual, weight) }
    case 'equal':
      return { score: scoreEqual(target, actual, weight) }
    case 'reverse_linear':
      return { score: scoreReverse(target, actual, weight, 'linear') }
    case 'reverse_ratio':
      return { score: scoreReverse(target, actual, weight, 'ratio') }
    case 'execution':
      return { rate: executionRate(budget, executed), score: executionScore(budget, executed, weight) }
    case 'qualitative_band': {
      const { low, high, open } = bandOf(v.level as 'achieved', weight, BASE_PROFILE.bands)
      return { low: two(low), high: two(high), bounds: open ? '[lo,hi)' : '[lo,hi]' }
    }
    case 'grade':
      return { grade: gradeOf(v.total!, BASE_PROFILE.grades) }
    case 'base.control_rate':
      return { rate: controlRate(v.posts!, v.staff!) }
    case 'base.sum':
      return { ok: addsUpTo(v.parts!, v.total!) }
    case 'base.change_rate':
      return { rate: changeRate(v.this!, v.last!) }
    case 'base.budget_control':
      return { rate: executionRate(v.initial!, v.added!), score: budgetControlScore(v.added!, v.initial!) }
    default:
      throw new Error(`no formula for ${v.rule}`)
  }
}

describe('the scoring formulas', () => {
  it('have all their vectors', () => expect(vectors.length).toBe(37))

  it.each(vectors.map((v) => [JSON.stringify(v), v] as const))('give %s', (_text, v) => {
    expect(v).toMatchObject(answerOf(v))
  })

  it.each([
    ['达成预期指标', 'achieved'],
    ['达成年度指标', 'achieved'],
    ['部分达成年度指标并具有一定效果', 'partly'],
    ['未达成年度指标且效果较差', 'not'],
    ['未达到预期目标', 'not'],
    ['完成', null],
    ['达成率98%', null],
  ] as const)('read the level of %s as %s', (text, level) => expect(levelOf(text)).toBe(level))

  it('never leave 0 … weight, and never fall when a ≥ target is better met', () => {
    const cents = fc
      .integer({ min: 1, max: 100_000 })
      .map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)
    fc.assert(
      fc.property(cents, cents, cents, cents, (target, a, b, weight) => {
        const [less, more] = Number(a) <= Number(b) ? [a, b] : [b, a]
        const [low, high] = [scorePositive(target, less, weight), scorePositive(target, more, weight)]
        expect(Number(low)).toBeLessThanOrEqual(Number(high))
        for (const score of [
          low,
          high,
          scoreReverse(target, a, weight, 'linear'),
          scoreReverse(target, a, weight, 'ratio'),
        ]) {
          expect(Number(score)).toBeGreaterThanOrEqual(0)
          expect(Number(score)).toBeLessThanOrEqual(Number(weight) + 0.005)
        }
      }),
    )
  })
})

describe('quotients', () => {
  it('are the nearest number of that many places, halves up', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }), (a, b) => {
        const rounded = quotient(String(a), String(b), 2)
        expect(rounded).toMatch(/^-?\d+\.\d\d$/)
        const error = 2n * (BigInt(a) * 100n - BigInt(rounded.replace('.', '')) * BigInt(b))
        expect(error <= BigInt(b) && error >= -BigInt(b)).toBe(true)
      }),
    )
  })

  it('round half up away from zero', () => {
    expect([quotient('1', '8', 2), quotient('-1', '8', 2), quotient('2.5', '1', 0)]).toEqual(['0.13', '-0.13', '3'])
  })
})

describe('the lines of a funds block', () => {
  it.each<[readonly (string | null)[], string, boolean, string]>([
    [['60', '40'], '100', true, 'a plain list'],
    [['100', '60', '40', '0'], '100', true, 'a line broken down by those below it'],
    [['80', '50', '30', '20'], '100', true, 'the first one broken down, the last one beside it'],
    [['80', '10'], '100', false, 'a gap'],
    [['3144.00', '570.17', '433.00', '1426.90', '1591.22'], '7165.32', true, 'within the rounding of six figures'],
    [['3144.00', '570.17', '433.00', '1426.90', '1591.22'], '7165.33', false, 'just outside of it'],
    [[null, '100'], '100', true, 'a blank counts as nothing'],
    [['1016', '17190'], '18926', false, 'a transposed digit'],
  ])('%j against %s: %s (%s)', (lines, total, adds) => expect(linesAddUp(lines, total)).toBe(adds))

  it('always add up to their own sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 8 }), (amounts) => {
        expect(linesAddUp(amounts.map(String), String(amounts.reduce((a, b) => a + b, 0)))).toBe(true)
      }),
    )
  })
})
