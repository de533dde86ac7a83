import { describe, expect, it } from 'vitest'
import type { Claim, Finding } from '../src/model.ts'
import { explainText } from '../src/report/explain.ts'
import { describeValue } from '../src/report/reading.ts'
import { drawTable } from '../src/report/table.ts'
import { drawTree } from '../src/report/tree.ts'
import { cutTo, displayWidth, padLeftTo, padTo, printable } from '../src/report/width.ts'
import fc from './support/properties.ts'
import { extractionOf, filingOf, fundOf, indicatorOf, quantity } from './support/records.ts'

describe('the width of text in a terminal', () => {
  it.each([
    ['abc', 3],
    ['绩效指标', 8],
    ['（％）', 6],
    ['≥90%', 4],
    ['e\u0301', 1],
    ['🏗', 2],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('is exact after padding and never exceeded after cutting', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a绩é🏗 ，') }), fc.nat(20), (text, width) => {
        const wide = Math.max(width, displayWidth(text))
        expect(displayWidth(padTo(text, width))).toBe(wide)
        expect(padLeftTo(text, width).trimStart()).toBe(text.trimStart())
        if (width > 0) expect(displayWidth(cutTo(text, width))).toBeLessThanOrEqual(width)
        if (displayWidth(text) <= width) expect(cutTo(text, width)).toBe(text)
      }),
    )
  })
})

it('text from a file cannot steer the terminal', () => {
  expect(printable('a\x1b[31mb\r\nc\td\u202ee\x9b')).toBe('a\\x1b[31mb⏎c d\\x202ee\\x9b')
})

it('a table lines up Chinese and numbers, and leaves out empty columns', () => {
  const rows = [
    ['名称', '', '金额'],
    ['资金总额', '', '18926'],
    ['a', '', '5'],
  ]
  expect(drawTable(rows, { right: [2], indent: 1 })).toBe(' 名称       金额\n 资金总额  18926\n a             5\n')
  expect(drawTable([])).toBe('')
})

describe('a value in words', () => {
  const base = { raw: '', inferred: [], flags: [], doubts: [] }
  it.each([
    [quantity('16530万', '165300000', 'CNY'), '165300000 CNY'],
    [{ ...quantity('≥90%', '90', '%'), comparator: 'ge' }, '≥90 %'],
    [
      { ...base, kind: 'quantity', comparator: 'between', low: '10', high: '20', highOpen: true, unit: '{人}' },
      '[10, 20) {人}',
    ],
    [{ ...base, kind: 'quantity', comparator: 'approx', low: '300', unit: '', direction: 'up' }, '↑≈300'],
    [{ ...base, kind: 'date', comparator: 'le', date: '2020-10-31' }, '≤2020-10-31'],
    [{ ...base, kind: 'date', comparator: 'between', from: '2020-01-01', to: '2020-12-31' }, '2020-01-01…2020-12-31'],
    [{ ...base, kind: 'missing', reason: 'slash' }, '—'],
    [{ ...base, raw: '及时', kind: 'qualitative', doubts: ['ocr-suspect'] }, 'text (ocr-suspect?)'],
  ] as const)('%j is %s', (value, words) => {
    expect(describeValue(value)).toBe(words)
  })
})

const claim = (row: number, column: number, raw: string): Claim => ({
  place: { block: 1, row, column, address: `表1 第${row + 1}行第${column + 1}列` },
  start: 0,
  end: raw.length,
  raw,
})

const finding: Finding = {
  rule: 'FND-01',
  severity: 'error',
  message: { en: '17190 is not 17910', zh: '17190 与 17910 不符' },
  form: null,
  indicator: null,
  cells: [claim(3, 2, '17190')],
  related: [],
  expected: '17910',
  found: '17190',
  suggestion: null,
}

const filing = filingOf('s', {
  funds: [
    fundOf('total', '资金总额', '18926', { weight: '10', score: '9.5' }),
    fundOf('basic-expenditure', '基本支出', '1016'),
  ],
  goals: [{ horizon: 'annual', expected: '一、推进\n二、服务', actual: '完成', mentions: [], cells: {} }],
  indicators: [
    indicatorOf('改造资金投入', quantity('16530万', '165300000', 'CNY'), {
      actual: quantity('16530万元', '165300000', 'CNY'),
      score: '10',
    }),
    indicatorOf(
      '供水率',
      { ...quantity('≥90%', '90', '%'), comparator: 'ge' },
      { level2Label: '质量指标', deviation: '无' },
    ),
    indicatorOf(
      '及时率',
      { raw: '及时\x1b[31m', kind: 'qualitative', inferred: [], flags: [], doubts: [] },
      { level1Label: '效益指标', level2Label: null },
    ),
  ],
  fields: [{ label: '项目概况', text: '略', cells: {} }],
  totalWeight: '100',
  totalScore: '98',
  unread: [claim(3, 2, '看不懂的')],
  ledger: { label: 40, value: 60, ignored: 2, unread: 4 },
  marks: [
    { ...claim(3, 2, '看不懂的'), as: 'unread', rule: '', into: null },
    { ...claim(0, 1, '某区住建局'), as: 'value', rule: 'department-goals/head/department', into: 'department' },
    { ...claim(0, 0, '部门名称'), as: 'label', rule: 'department-goals/head/department', into: null },
  ],
  findings: [finding],
})
const extraction = { ...extractionOf('s', [filing]), ledger: { label: 40, value: 60, ignored: 2, unread: 9 } }

it('show draws head, funds, goals, levels, values beside their readings, totals, unread and findings', () => {
  expect(drawTree(extraction, { lang: 'zh', color: false })).toBe(`docx · 1 份填报表

部门整体支出绩效目标表  department-goals · 2020 · clean · 第1–20行
  部门名称  某区住建局
  职能职责  管房子
  填表人    张某
  资金 (万元)
               金额  分值  得分
    资金总额  18926    10   9.5
    基本支出   1016
  总体目标
    年度 预期  一、推进⏎二、服务
    年度 实际  完成
  绩效指标 (3)
                      指标值                         实际                        分值  得分  偏差原因
    产出指标
      数量指标
        改造资金投入  16530万       → 165300000 CNY  16530万元  → 165300000 CNY    10    10
      质量指标
        供水率        ≥90%          → ≥90 %                                        10        无
    效益指标
        及时率        及时\\x1b[31m  → text                                         10
  其他栏目
    项目概况  略
  总分 分值 100  得分 98
  未读内容 (1)
    表1 第4行第3列  看不懂的
  检查结果 (1)
    error  FND-01  17190 与 17910 不符  表1 第4行第3列
`)
})

it('show says when a file holds no filing', () => {
  expect(drawTree(extractionOf('s', []), { lang: 'en', color: false })).toBe('docx · no filing in this file\n')
})

it('explain lists the unread first, then decisions with their candidates, then each cell with its rule', () => {
  const candidates = [
    { name: 'target', points: 9, why: 'heading 指标值' },
    { name: 'actual', points: 2, why: 'numbers' },
  ]
  const evidence = [
    { about: '指标值', chosen: 'target', candidates },
    { about: '备注栏', chosen: null, candidates: [] },
  ]
  expect(
    explainText({ ...extraction, evidence: [evidence] }, { lang: 'en', color: false }),
  ).toBe(`docx · 1 filing  characters 111 = label 40 + value 60 + ignored 2 + unread 9

unread (9 characters)
  #1  表1 第4行第3列  0–4  “看不懂的”
  –   in no filing         5 characters
                           “document of s”

#1 部门整体支出绩效目标表  department-goals · clean · 第1–20行  characters 106 = label 40 + value 60 + ignored 2 + unread 4
  decisions
    指标值  ✓  target  9  heading 指标值
               actual  2  numbers
    备注栏  –
  表1 第1行第1列  label   “部门名称”                  department-goals/head/department
  表1 第1行第2列  value   “某区住建局”  → department  department-goals/head/department
  表1 第4行第3列  unread  “看不懂的”
`)
})

it('explain says so when nothing is unread', () => {
  const clean = extractionOf('s', [filingOf('s')])
  expect(explainText(clean, { lang: 'zh', color: false })).toContain('没有未读内容')
})
