import { describe, expect, it } from 'vitest'
import { parseAmount, parsePoints, parseRate } from '../src/value/index.ts'
import { units } from './value-reading.ts'

const stored = (value: string, format: string | null = null) => ({
  type: 'number' as const,
  value,
  format,
  formula: null,
})
const amount = (text: string, amountUnit: string | null = '万元') => parseAmount(text, { amountUnit }, units)

describe('an amount', () => {
  it.each([
    ['89.974', '89.974'],
    ['1,234.50', '1234.50'],
    ['６０７０．００', '6070.00'],
    ['-5.20', '-5.20'],
    ['.32', '0.32'],
    ['18926。', '18926'],
    ['542万元', '542'],
    ['16530万', '16530'],
    ['叁拾万元整', '30'],
  ])('%s in a form in 万元 is %s, as printed', (text, expected) => {
    expect(amount(text)).toMatchObject({ amount: expected, flags: [] })
  })

  it.each([
    ['5420000元', '万元', '542'],
    ['1.65亿元', '万元', '16500'],
    ['1.65亿元', '元', '165000000'],
    ['3333333元', '亿元', '0.03333333'],
    ['500万', '元', '5000000'],
  ])('%s in a form in %s is converted exactly to %s', (text, unit, expected) => {
    expect(amount(text, unit)).toMatchObject({ amount: expected, flags: ['unit-converted'] })
  })

  it('keeps its own unit where the form states none', () => {
    expect(amount('202.64万元', null)).toEqual({ amount: '202.64', unit: '万元', flags: [] })
    expect(amount('202.64', null)).toEqual({ amount: '202.64', unit: null, flags: [] })
  })

  it('is read in front of its parts in brackets', () => {
    expect(amount('854万(高标准农田建设400万元,示范建设295万元,畅通工程159万元)')).toMatchObject({
      amount: '854',
      flags: ['breakdown'],
    })
  })

  it.each(['', ' ', '/', '—', '……', '无'])('is null where "%s" is printed', (text) => {
    expect(amount(text)).toEqual({ amount: null, unit: null, flags: [] })
  })

  it.each([
    '见附件',
    '约50万元',
    '≤50万元',
    '100%',
    '100美元',
    '50人',
    '1.65亿万元',
    '总额50万元，其中中央30万元',
    '12,34',
  ])('is null and flagged for "%s"', (text) =>
    expect(amount(text)).toEqual({ amount: null, unit: null, flags: ['no-amount'] }),
  )

  it('is the stored number where the displayed one is rounded', () => {
    const read = parseAmount('132.91', { amountUnit: '万元', stored: stored('132.9123') }, units)
    expect(read).toMatchObject({ amount: '132.9123', flags: ['display-rounded'] })
    expect(parseAmount('100.00', { amountUnit: '万元', stored: stored('100') }, units)).toMatchObject({
      amount: '100.00',
      flags: [],
    })
  })
})

describe('an execution rate', () => {
  it.each([
    ['100', null, '100'],
    ['100%', null, '100'],
    ['100.00%', null, '100.00'],
    ['97.75％', null, '97.75'],
    ['100%', stored('1', '0%'), '100'],
    ['86%', stored('0.8618', '0%'), '86.18'],
    ['1', stored('1'), '1'],
    ['1', stored('1', '0%'), '100'],
    ['99.98', stored('99.98'), '99.98'],
  ])('%s, stored as %o, is %s', (text, cell, expected) => expect(parseRate(text, cell)).toBe(expected))

  it.each(['', '/', '—', '98分', '≥90%', '已完成'])('is null for "%s"', (text) =>
    expect(parseRate(text, null)).toBeNull(),
  )
})

describe('points', () => {
  it.each([
    ['5', '5'],
    ['5分', '5'],
    ['99.55分', '99.55'],
    ['（10分）', '10'],
    ['10%', '10'],
    ['10.0', '10.0'],
    ['.5', '0.5'],
    ['１０ 分', '10'],
  ])('%s are %s', (text, expected) => expect(parsePoints(text, null)).toBe(expected))

  it('are the stored number where the displayed one is rounded', () =>
    expect(parsePoints('9.8', stored('9.7755'))).toBe('9.7755'))

  it.each(['', '/', '优', '20分*执行率', '9.5/10', '5分6分'])('are null for "%s"', (text) =>
    expect(parsePoints(text, null)).toBeNull(),
  )
})
