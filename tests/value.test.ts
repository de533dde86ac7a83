import { describe, expect, it } from 'vitest'
import { compileUnits, findMentions, NO_CONTEXT, parseDate, parseValue, printUnit } from '../src/value/index.ts'
import { readIn, UNITS, units } from './value-reading.ts'

describe('raw', () => {
  it('is the printed text, uncleaned', () => expect(readIn(' ≥ ９０％\n').raw).toBe(' ≥ ９０％\n'))

  it('joins operator, number and unit of three columns', () => {
    expect(readIn('735', 'operator ≥, unit 人次').raw).toBe('≥735人次')
    expect(readIn('8', 'operator ≥, unit 万亩').raw).toBe('≥8万亩')
    expect(readIn('90%', 'operator ≥, unit %').raw).toBe('≥90%')
  })

  it('stays the cell alone for an actual, a text and a blank cell', () => {
    expect(readIn('8', 'actual, unit 万亩').raw).toBe('8')
    expect(readIn('及时', 'operator =, unit 项').raw).toBe('及时')
    expect(readIn('', 'operator ≥, unit %').raw).toBe('')
  })

  it('is what the spreadsheet displays, not what it stores', () =>
    expect(readIn('86%', 'stored 0.8618 0%').raw).toBe('86%'))
})

describe('written', () => {
  it('splits the number from its magnitude and unit as printed', () => {
    expect(readIn('16530万').written).toEqual({ value: '16530', unit: '万' })
    expect(readIn('≥1,234.50万元').written).toEqual({ value: '1234.50', unit: '万元' })
    expect(readIn('二百三十五万元').written).toEqual({ value: '二百三十五', unit: '万元' })
    expect(readIn('80%-90%').written).toEqual({ value: '80-90', unit: '%' })
    expect(readIn('530元/人*月').written).toEqual({ value: '530', unit: '元/人*月' })
  })
})

describe('mentions', () => {
  const narrative = '投入资金352万元，惠及139户、增长5%以上，一次性通过，第3批50人，满意度达到95%以上，共1.65亿万元。'

  it('list the quantities of a narrative, with the text of each', () => {
    expect(findMentions(narrative, units).map(({ raw, value, unit }) => [raw, value, unit])).toEqual([
      ['352万元', '3520000', 'CNY'],
      ['139户', '139', '{户}'],
      ['增长5%以上', '5', '%'],
      ['50人', '50', '{人}'],
      ['达到95%以上', '95', '%'],
      ['共1.65亿万元', undefined, ''],
    ])
    expect(findMentions(narrative, units).at(-1)?.flags).toEqual(['malformed-unit'])
  })

  it('quote the original, with its full-width digits and blanks', () => {
    expect(findMentions('投入 ３５２ 万元', units)[0]?.raw).toBe('３５２ 万元')
  })

  it('leave out dates, names and bare numbers', () => {
    expect(findMentions('2020年12月底前按GB3838-2002完成第3批附件1', units)).toEqual([])
  })
})

describe('a date cell', () => {
  it('gives an ISO date with the precision printed', () => {
    for (const [text, date] of [
      ['2021年3月15日', '2021-03-15'],
      ['2021.3.15', '2021-03-15'],
      ['20210315', '2021-03-15'],
      ['2021年3月', '2021-03'],
    ] as const)
      expect(parseDate(text, null, units)).toEqual({ date })
    expect(parseDate('3月15日', 2021, units)).toEqual({ date: '2021-03-15' })
  })

  it('gives null for what is no single date', () => {
    for (const text of ['', '2021年底前', '2021年1-3月', '5人', '2021-02-30'])
      expect(parseDate(text, null, units)).toBeNull()
  })
})

describe('the surroundings', () => {
  it('never change what a printed unit says', () => {
    expect(readIn('500万人', 'level2 cost').unit).toBe('{人}')
    expect(readIn('5万', 'level2 cost, indicator 面积(亩)').unit).toBe('')
    expect(readIn('50%', 'target ≤90万元').assumed).toBeUndefined()
  })

  it('make months of a bound month only where a length of time is asked for', () => {
    expect(readIn('≤10月', 'indicator 建设周期').unit).toBe('mo')
    expect(readIn('≤10月', 'indicator 完成时间').date).toBe('--10')
  })

  it('assume nothing for a range or where the number has a unit', () => {
    expect(readIn('90-95', 'target ≥95%').assumed).toBeUndefined()
    expect(readIn('90个', 'target ≥95%').assumed).toBeUndefined()
  })
})

describe('schema/units.json', () => {
  const spellings = UNITS.flatMap((unit) => unit.spellings)

  it('gives every spelling to one unit only', () => {
    expect(spellings.filter((one, i) => spellings.indexOf(one) !== i)).toEqual([])
  })

  it('has a base for every dimension in which it converts', () => {
    const stray = UNITS.filter((unit) => /^\d+(\.\d+)?$/.test(unit.factor) && unit.factor !== '1').filter((unit) => {
      const sameCode = UNITS.some((one) => one.code === unit.code && one.factor === '1')
      const bases = UNITS.filter((one) => one.dimension === unit.dimension && one.factor === '1')
      return !sameCode && bases.length !== 1
    })
    expect(stray).toEqual([])
  })

  it('names currencies by ISO 4217 and counters in braces', () => {
    for (const { code, dimension } of UNITS) {
      if (dimension === 'money') expect(code).toMatch(/^[A-Z]{3}$/)
      if (dimension === 'count') expect(code).toMatch(/^\{[^{}]+\}$/)
    }
    expect(UNITS.filter((unit) => unit.dimension === 'count').length).toBeGreaterThan(200)
  })

  it('reads and prints every spelling of every unit', () => {
    const wrong = spellings.filter((spelling) => {
      const value = parseValue(`≥7.5${spelling}`, NO_CONTEXT, units)
      return value.kind !== 'quantity' || value.flags.length > 0 || printUnit(value.unit ?? '', units) === ''
    })
    expect(wrong).toEqual([])
  })

  it('takes a unit, and another meaning of a spelling, from one line in front of it', () => {
    const own = [
      { code: '{步}', dimension: 'count', factor: '1', spellings: ['步'] },
      { code: '{块}', dimension: 'length', factor: '1', spellings: ['块'] },
      { code: 'm', dimension: 'length', factor: '1000', spellings: ['俄里'] },
      ...UNITS,
    ]
    const table = compileUnits(own)
    expect(parseValue('≥5万步', NO_CONTEXT, table)).toMatchObject({ value: '50000', unit: '{步}' })
    expect(parseValue('3公里', NO_CONTEXT, table)).toMatchObject({ value: '3000', unit: 'm' })
    expect(parseValue('3俄里', NO_CONTEXT, table)).toMatchObject({ value: '3000', unit: 'm' })
  })
})
