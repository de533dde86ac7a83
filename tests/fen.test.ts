import { describe, expect, it } from 'vitest'
import { toFen } from '../src/store/fen.ts'
import fc from './support/properties.ts'

describe('amounts in fen', () => {
  it.each([
    ['18926', '万元', 18926000000n, false],
    ['0.55', '元', 55n, false],
    ['-1.5', '亿元', -15000000000n, false],
    ['0', '万元', 0n, false],
    ['1.005', '元', 100n, true],
    ['1.015', '元', 102n, true],
    ['1.0150', '元', 102n, true],
    ['1.0151', '元', 102n, true],
    ['1.0149', '元', 101n, true],
    ['-1.015', '元', -102n, true],
    ['0.9950', '元', 100n, true],
    ['12.34567891', '万元', 12345679n, true],
    ['1.50', '元', 150n, false],
    ['3', '千元', 300000n, false],
  ] as const)('%s %s is %s fen', (amount, unit, fen, rounded) => {
    expect(toFen(amount, unit)).toEqual({ fen, rounded })
  })

  it('are null without an amount, without a unit, and in a unit that is not Chinese money', () => {
    expect(toFen(null, '万元')).toEqual({ fen: null, rounded: false })
    expect(toFen('5', null)).toEqual({ fen: null, rounded: false })
    expect(toFen('5', '万美元')).toEqual({ fen: null, rounded: false })
  })

  it('are null and rounded when the number does not fit into 64 bits', () => {
    expect(toFen('9223372036854775807', '分')).toEqual({ fen: 2n ** 63n - 1n, rounded: false })
    expect(toFen('9223372036854775808', '分')).toEqual({ fen: null, rounded: true })
    expect(toFen(`1${'0'.repeat(400)}`, '亿元')).toEqual({ fen: null, rounded: true })
  })

  it('never differ from the amount by more than half a fen, and not at all unless rounded', () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 8n })
    const units = [
      ['分', 0],
      ['元', 2],
      ['万元', 6],
      ['亿元', 10],
    ] as const
    fc.assert(
      fc.property(
        whole,
        fc.stringMatching(/^\d{0,14}$/),
        fc.constantFrom(...units),
        fc.boolean(),
        (n, tail, [unit, power], minus) => {
          const amount = `${minus ? '-' : ''}${n}${tail === '' ? '' : `.${tail}`}`
          const { fen, rounded } = toFen(amount, unit)
          const scale = 10n ** 20n
          const exact = (minus ? -1n : 1n) * (n * scale + BigInt(tail.padEnd(20, '0'))) * 10n ** BigInt(power)
          const off = exact - fen! * scale
          const size = off < 0n ? -off : off
          expect(size * 2n <= scale).toBe(true)
          expect(rounded).toBe(size !== 0n)
          if (size * 2n === scale) expect(fen! % 2n).toBe(0n)
        },
      ),
    )
  })
})
