import { describe, expect, it } from 'vitest'
import type { Value } from '../src/model.ts'
import {
  findMentions,
  NO_CONTEXT,
  parseAmount,
  parsePoints,
  parseRate,
  parseValue,
  printValue,
  shift,
} from '../src/value/index.ts'
import fc, { times } from './support/properties.ts'
import { UNITS, units } from './value-reading.ts'

const read = (text: string) => parseValue(text, NO_CONTEXT, units)

/** What a value says, apart from how it was printed. */
function meaning(value: Value): string {
  const { kind, comparator, value: number, low, high, lowOpen, highOpen, unit, date, from, to, direction } = value
  return JSON.stringify({ kind, comparator, number, low, high, lowOpen, highOpen, unit, date, from, to, direction })
}

function valued(parts: Partial<Value>): Value {
  return { raw: '', kind: 'quantity', inferred: [], flags: [], doubts: [], ...parts }
}

const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,14})$/)
const decimal = fc
  .tuple(digits, fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, part]) => shift(`${whole}.${part || '0'}`, 0))
const bases = [...new Set(UNITS.map((unit) => read(`≥7${unit.spellings[0]}`).unit))].filter(
  (unit) => unit !== undefined,
)

describe('parse ∘ print', () => {
  it('gives back every comparison and direction in every unit', { timeout: 60_000 }, () => {
    const wrong: string[] = []
    for (const unit of UNITS)
      for (const frame of ['{}', '≥{}', '>{}', '≤{}', '<{}', '约{}', '近{}', '提高{}', '下降≥{}'])
        for (const number of ['7', '12.5', '2020', '0']) {
          const value = read(frame.replace('{}', number + unit.spellings[0]))
          const again = read(printValue(value, units))
          if (meaning(again) !== meaning(value)) wrong.push(`${value.raw}: ${meaning(value)} then ${meaning(again)}`)
        }
    expect(wrong).toEqual([])
  })

  it('gives back every number, alone and in compounds', { timeout: 60_000 }, () => {
    const unit = fc.constantFrom(...bases, '')
    const per = fc.constantFrom(...bases.filter((one) => !one.includes('/') && one !== '%'))
    const comparator = fc.constantFrom('eq', 'ge', 'gt', 'le', 'lt', 'approx')
    fc.assert(
      fc.property(
        decimal,
        comparator,
        unit,
        per,
        fc.boolean(),
        fc.boolean(),
        (number, sign, one, below, compound, negative) => {
          const code = compound && one !== '' && !one.includes('/') ? `${one}/${below}` : one
          const value = valued({
            comparator: sign as 'eq',
            value: negative ? shift(`-${number}`, 0) : number,
            unit: code,
          })
          expect(meaning(read(printValue(value, units)))).toBe(meaning(value))
        },
      ),
      { numRuns: times(1000) },
    )
  })

  it('gives back every range, open or closed, and every bound of an approximation', { timeout: 60_000 }, () => {
    const flag = fc.boolean()
    fc.assert(
      fc.property(fc.constantFrom(...bases), decimal, decimal, flag, flag, (unit, a, b, lowOpen, highOpen) => {
        fc.pre(Number(a) !== Number(b))
        const [low, high] = Number(a) < Number(b) ? [a, b] : [b, a]
        const open = { ...(lowOpen ? { lowOpen } : {}), ...(highOpen ? { highOpen } : {}) }
        for (const value of [
          valued({ comparator: 'between', low, high, ...open, unit }),
          valued({ comparator: 'approx', low, unit }),
          valued({ comparator: 'approx', high, unit }),
        ])
          expect(meaning(read(printValue(value, units)))).toBe(meaning(value))
      }),
      { numRuns: times(1000) },
    )
  })

  it('gives back dates and periods of every precision', () => {
    const part = (min: number, max: number) => fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'))
    const day = fc
      .tuple(fc.integer({ min: 1990, max: 2050 }), part(1, 12), part(1, 28), fc.constantFrom(4, 7, 10))
      .map(([y, m, d, length]) => `${y}-${m}-${d}`.slice(0, length))
    const comparator = fc.constantFrom('eq', 'le', 'lt', 'ge', 'gt')
    fc.assert(
      fc.property(day, day, comparator, fc.boolean(), (a, b, sign, yearless) => {
        const date = yearless && a.length > 4 ? `-${a.slice(4)}` : a
        const one = valued({ kind: 'date', comparator: sign as 'eq', date })
        expect(meaning(read(printValue(one, units)))).toBe(meaning(one))
        const [from, to] = [a, b].map((text) => `${text}-01-01`.slice(0, 10)).sort() as [string, string]
        const span = valued({ kind: 'date', comparator: 'between', from, to })
        expect(meaning(read(printValue(span, units)))).toBe(meaning(span))
      }),
    )
  })

  it('keeps texts and missing values as they stand', () => {
    for (const text of ['及时', '/', '', '完成1部宣传片,2套方案', '≥**%'])
      expect(printValue(read(text), units)).toBe(text)
  })
})

describe('scaling', () => {
  it('is exact for decimals of up to 30 digits', { timeout: 60_000 }, () => {
    const long = fc.tuple(fc.stringMatching(/^[1-9]\d{0,14}$/), fc.stringMatching(/^\d{0,15}$/))
    const magnitude = fc.constantFrom(['', 0], ['千', 3], ['万', 4], ['亿', 8], ['万亿', 12]) as fc.Arbitrary<
      [string, number]
    >
    fc.assert(
      fc.property(long, magnitude, ([whole, part], [word, places]) => {
        const value = read(`${whole}${part && '.'}${part}${word}元`)
        const all = BigInt(whole + part.padEnd(15, '0')) * 10n ** BigInt(places)
        const [left, right = ''] = value.value!.split('.')
        expect(BigInt(left! + right.padEnd(15, '0'))).toBe(all)
        expect(value.unit).toBe('CNY')
      }),
      { numRuns: times(1000) },
    )
  })

  it('keeps 0.07 of 亿 at 7000000', () => expect(read('0.07亿元').value).toBe('7000000'))
})

describe('the same cell', () => {
  const cells = [
    '≥90%',
    '1,234.56万元',
    '>=530元/人*月',
    '3-5个',
    '2020年12月底前',
    '5.8公里',
    '不少于12种',
    '-3.2%',
    '1台(套)',
    '大于80%小于90%',
    '70%(含)-80%(不含)',
    '不突破500万元',
    '百分之八十至九十',
    '五块三毛二',
    '一年两次',
    '第三季度末',
    '10月至次年3月',
    '近百人',
    '0.5‰',
    '95%(含95%)以上',
    '三公里半',
    '8500到3万元',
    '每月至少开展1次',
    '$1.5亿',
    '完成1部宣传片,2套方案',
    '1.65亿万元',
    '7×24小时',
    '及时',
    '≥**%',
  ]
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　')

  it('reads the same in full-width characters', () => {
    for (const cell of cells) expect(meaning(read(wide(cell))), cell).toBe(meaning(read(cell)))
  })

  it('reads the same with every look-alike of a sign', () => {
    const alike: readonly (readonly [string, string])[] = [
      ['≥', '≧⩾'],
      ['≤', '≦⩽'],
      ['>', '＞›﹥'],
      ['<', '＜‹﹤'],
      ['=', '＝═﹦'],
      ['-', '－–—−‐'],
      ['~', '～〜∼'],
      ['%', '％﹪'],
      ['×', '✕✖'],
      ['/', '／∕'],
      ['(', '（﹙'],
      [')', '）﹚'],
      [',', '，'],
      ['$', '＄﹩'],
    ]
    for (const cell of [
      '≥95%',
      '≤95%',
      '>95%',
      '<95%',
      '=95%',
      '-3.2%',
      '3-5个',
      '3~5个',
      '7×24小时',
      '12次/年',
      '1台(套)',
      '1,234元',
      '$5',
    ])
      for (const [sign, others] of alike)
        for (const other of cell.includes(sign) ? others : '')
          expect(meaning(read(cell.replaceAll(sign, other))), cell + other).toBe(meaning(read(cell)))
  })

  it('reads the same with white space anywhere but between digits', () => {
    const blank = fc.constantFrom(' ', '\n', '\r\n', '\t', '　', '\u00a0', '\u200b', '  ')
    fc.assert(
      fc.property(fc.constantFrom(...cells), blank, fc.nat(40), (cell, gap, at) => {
        const where = at % (cell.length + 1)
        fc.pre(!/\d\d/.test(cell.slice(Math.max(0, where - 1), where + 1)))
        expect(meaning(read(cell.slice(0, where) + gap + cell.slice(where)))).toBe(meaning(read(cell)))
      }),
      { numRuns: times(1000) },
    )
  })

  it('reads the same with punctuation or a quotation around it', () => {
    for (const cell of cells.filter((one) => one !== '≥**%'))
      for (const frame of ['{}。', '{}；', '{},', '{}、', '“{}”', '"{}"', '：{}', '《{}》', '【{}】'])
        expect(meaning(read(frame.replace('{}', cell))), frame + cell).toBe(meaning(read(cell)))
  })
})

describe('any text', () => {
  const alphabet = [
    ...'0123456789.,，。、：；%‰≥≤><=~-—至到/·*×（）()[]一二三十百千万亿零两半多余几约近超不低于以上下内元人个年月日号每第底前Aa年m²￥$成“” \n',
  ]
  const messy = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((chars) => chars.join('')),
    fc
      .array(fc.constantFrom(...UNITS.map((unit) => unit.spellings[0]!), ...alphabet), { maxLength: 30 })
      .map((parts) => parts.join('')),
  )

  it('gives a value that keeps it as raw, and never throws', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(messy, messy, (text, other) => {
        const value = read(text)
        expect(value.raw).toBe(text)
        if (value.value !== undefined) expect(value.value).toMatch(/^-?\d+(\.\d+)?$/)
        const context = {
          ...NO_CONTEXT,
          indicator: other,
          unit: other,
          operator: other,
          amountUnit: other,
          fiscalYear: 2020,
          partner: read(other),
        }
        parseValue(text, context, units)
        parseValue(text, { ...context, stored: { type: 'number', value: '12.5', format: other, formula: null } }, units)
        parseAmount(text, { amountUnit: other }, units)
        parsePoints(text, null)
        parseRate(text, null)
        findMentions(text, units)
      }),
      { numRuns: times(1500) },
    )
  })

  it('of up to 10000 characters is read too', { timeout: 120_000 }, () => {
    const long = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10_000, size: 'max' }),
      fc.array(fc.constantFrom(...alphabet), { maxLength: 10_000, size: 'max' }).map((chars) => chars.join('')),
    )
    fc.assert(
      fc.property(long, (text) => {
        expect(read(text).raw).toBe(text)
        findMentions(text, units)
      }),
      { numRuns: times(40) },
    )
  })

  /** CPU time, so that a busy machine does not count. */
  const work = (text: string) => {
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }

  // bench/value-growth.mjs does the same for every spelling, in every reading, and for pairs.
  it('of 100000 repeats of anything takes work that grows with its length, not its square', {
    timeout: 240_000,
  }, () => {
    const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i))
    const kinds = [
      ...ascii,
      ...alphabet,
      '\n',
      '　',
      'é',
      '○',
      '廿',
      '😀',
      '\ud800',
      'Ⅳ',
      '℃',
      '㎡',
      '‱',
      '半',
      '又',
      '季',
    ]
    const phrases =
      '5元 5- (5 1,222 2020年 a1- 大于5小于6 一年两 百余 一又 又二分之一 3个亿 二O 五块 两毛五 第1 季度末 3月底- 10月至次年 近百 不得 5%(含) 80%>x [5 1点5 每人 5天半 1e5 5| 20246-'
    const runs = [...new Set(kinds), ...phrases.split(' '), '1 ']
    const heads = ['5', '五', '≥', '每', '(', '第', '百分之', '2020年']
    const slow: string[] = []
    for (const [head, piece] of [
      ...runs.map((run) => ['', run] as const),
      ...heads.flatMap((head) => ['万', '0', '一', '-', '年'].map((run) => [head, run] as const)),
    ]) {
      const grown = (length: number) => work(head + piece.repeat(Math.ceil(length / piece.length)))
      // Sixteen times the text may take 64 times the work; a reading that looks back over it takes 256 times. Work under
      // a second for the whole is not worth the comparison: a quadratic reading would take minutes.
      const long = grown(100_000)
      if (long > 1e6 && long > grown(6250) * 64) slow.push(`${head} ${piece}: ${long} µs`)
    }
    expect(slow).toEqual([])
  })
})
