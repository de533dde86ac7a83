import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Check } from '../src/check/check.ts'
import { compareFindings } from '../src/check/compare-reports.ts'
import { CHECKS, FAMILIES, findCheck, RULE_IDS } from '../src/check/families.ts'
import { runChecks } from '../src/check/run.ts'
import { evaluation, files, goals, packet } from '../src/check/sketch.ts'
import { Filing } from '../src/model.ts'
import { loadCheckSetup } from '../src/rules/check-setup.ts'
import { arbitraryOf } from './support/arbitrary-of.ts'
import { drawnFilings } from './support/drawn-forms.ts'
import fc, { times } from './support/properties.ts'
import { filingOf } from './support/records.ts'

const setup = loadCheckSetup({ profile: 'default' })
const rulesOf = (filings: readonly Filing[], more = {}) =>
  runChecks(filings, { ...setup, ...more }).findings.map(({ rule }) => rule)
const BAD_SUM = goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 80', '其他资金 | 10'] })

describe('the rules', () => {
  it('are 110, each id once, each in the family of its letters', () => {
    expect(RULE_IDS.length).toBe(110)
    expect(new Set(RULE_IDS).size).toBe(110)
    for (const { id, checks } of FAMILIES)
      for (const check of checks) expect(check.id).toMatch(new RegExp(`^${id}-\\d\\d$`))
  })

  it('are those that were set out, each with its severity and its forms', () => {
    const listed = readFileSync(join(import.meta.dirname, 'goldens/rules.txt'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(listed.map((line) => line.split(' ')[0]).toSorted()).toEqual(RULE_IDS.toSorted())
    for (const line of listed) {
      const [id, severity, ...where] = line.split(' ')
      const check = findCheck(id!)!
      expect(`${id} ${check.severity}`).toBe(`${id} ${severity}`)
      // Pairs, series and packets are no forms: the rules over them look at the forms that can be a part of one.
      const forms = check.forms === 'all' ? 'all' : check.forms.join(' ')
      expect([`${id} ${forms}`, `${id} ${check.scope}`]).toContain(`${id} ${where.join(' ')}`)
    }
  })

  it('are found by their id in any case, and not by another', () => {
    expect(findCheck('fnd-02')?.id).toBe('FND-02')
    expect(findCheck('FND-2')).toBe(null)
  })
})

describe('a run', () => {
  it('reports a rule that throws as a defect of ours, with its id, and goes on with the others', async () => {
    const broken: Check = {
      ...CHECKS[0]!,
      id: 'HDR-01',
      scope: 'filing',
      run: () => {
        throw new TypeError('x is undefined')
      },
    }
    const filings = await drawnFilings(BAD_SUM)
    const report = runChecks(filings, { ...setup, checks: [broken, findCheck('FND-01')!] })
    expect(report.defects).toMatchObject([{ rule: 'HDR-01', filing: filings[0]!.id, message: 'x is undefined' }])
    expect(report.findings.map(({ rule }) => rule)).toEqual(['FND-01'])
  })

  it('switches rules off, and grades others anew', async () => {
    const filings = await drawnFilings(BAD_SUM)
    expect(rulesOf(filings)).toContain('FND-01')
    expect(rulesOf(filings, { off: ['FND-01'] })).not.toContain('FND-01')
    const { findings } = runChecks(filings, { ...setup, severities: { 'FND-01': 'info' } })
    expect(findings.find(({ rule }) => rule === 'FND-01')?.severity).toBe('info')
  })

  it('lets waived findings pass, and keeps them with their waiver', async () => {
    const filings = await drawnFilings(BAD_SUM)
    const waiver = { rule: 'FND-01', filing: filings[0]!.key!, reason: '已核实', by: '张某', on: '2024-03-01' }
    const report = runChecks(filings, { ...setup, waivers: [waiver, { ...waiver, rule: 'FND-02' }] })
    expect(report.findings.map(({ rule }) => rule)).not.toContain('FND-01')
    expect(report.waived).toMatchObject([{ finding: { rule: 'FND-01' }, waiver: { reason: '已核实', by: '张某' } }])
  })

  it('checks copies once, and neither templates nor unknown forms', async () => {
    const twice = await drawnFilings(files(BAD_SUM, BAD_SUM))
    expect(rulesOf(twice).filter((rule) => rule === 'FND-01')).toHaveLength(1)
    expect(rulesOf([filingOf('a', { status: 'template' }), filingOf('b', { form: 'unknown' })])).toEqual([])
  })

  it('says clearly that a form has neither funds nor indicators', async () => {
    const { findings, defects } = runChecks([filingOf('a', { funds: [], indicators: [] })], setup)
    expect(defects).toEqual([])
    expect(findings.find(({ rule }) => rule === 'IND-09')?.message.en).toContain('No indicator row was read')
  })

  it.each(['valueOf', 'constructor', '__proto__'])('takes %s in a filing for no more than a word', (word) => {
    const [indicator] = filingOf('a').indicators
    const odd = { ...indicator!, level1: word, level2: word }
    expect(runChecks([filingOf('a', { indicators: [odd], amountUnit: word })], setup).defects).toEqual([])
  })

  it('survives any filing that the schema allows, alone and with others', () => {
    fc.assert(
      fc.property(fc.array(arbitraryOf(Filing) as fc.Arbitrary<Filing>, { minLength: 1, maxLength: 3 }), (filings) => {
        const known = FORMS.flatMap((form) =>
          filings.map((one, at) => ({
            ...one,
            form,
            digest: `${form}${at}`,
            id: `${form}${at}`,
            status: 'clean' as const,
          })),
        )
        expect(runChecks(known, setup).defects).toEqual([])
      }),
      { numRuns: times(25) },
    )
  })

  it('is the same twice', async () => {
    const filings = await drawnFilings(BAD_SUM)
    expect(runChecks(filings, setup)).toEqual(runChecks(filings, setup))
  })
})

const FORMS = [...new Set(CHECKS.flatMap(({ forms }) => (forms === 'all' ? ['scoring'] : forms)))]

const ROW = '产出指标 | 成本指标 | 修补成本 | 20万元'

describe('goal form and self-evaluation', () => {
  it('meet across files, whatever their order', async () => {
    const [a, b] = [
      goals({ funds: ['年度资金总额 | 100'] }),
      evaluation({ funds: ['年度资金总额 | 120 | 120 | 120 | 10 | 100% | 10'] }),
    ]
    for (const drawing of [files(a, b), files(b, a), packet(a, b)])
      expect(rulesOf(await drawnFilings(drawing)).filter((rule) => rule === 'XT-01')).toHaveLength(1)
  })

  it('do not meet across years or projects', async () => {
    const done = evaluation({ funds: ['年度资金总额 | 120 | 120 | 120 | 10 | 100% | 10'] })
    for (const planned of [
      goals({ funds: ['年度资金总额 | 100'], year: '（2021年度）' }),
      goals({ funds: ['年度资金总额 | 100'], head: ['项目名称 | 桥梁养护', '主管部门 | 濉溪县交通运输局'] }),
    ])
      expect(rulesOf(await drawnFilings(files(planned, done)))).not.toContain('XT-01')
  })

  it('have the definition of an indicator criticized once, on the goal form', async () => {
    const filings = await drawnFilings(
      files(goals({ rows: [ROW] }), evaluation({ rows: [`${ROW} | 18万元 | 10 | 10`] })),
    )
    const found = runChecks(filings, setup).findings.filter(({ rule }) => rule === 'TGT-03')
    expect(found.map(({ form }) => form)).toEqual(['project-goals'])
  })

  it('keep what is wrong on the self-evaluation only', async () => {
    const filings = await drawnFilings(
      files(goals({ rows: [ROW.replace('20万元', '≤20万元')] }), evaluation({ rows: [`${ROW} | 18万元 | 10 | 10`] })),
    )
    const found = runChecks(filings, setup).findings.filter(({ rule }) => rule === 'TGT-03')
    expect(found.map(({ form }) => form)).toEqual(['project-self-evaluation'])
  })

  it('propose rows that resemble each other, and never compare their targets', async () => {
    const [a, b] = ['产出指标 | 数量指标 | 乡道养护总里程 | ≥50公里', '产出指标 | 数量指标 | 乡道养护里程 | ≥90公里']
    const filings = await drawnFilings(
      files(
        goals({ rows: [a], after: ['填表人：张某'] }),
        evaluation({ rows: [`${b} | 95公里 | 10 | 10`], total: '10 | 10' }),
      ),
    )
    const { findings } = runChecks(filings, setup)
    expect(findings.filter(({ rule }) => rule === 'XT-02').map(({ suggestion }) => suggestion)).toEqual([
      '乡道养护里程',
      '乡道养护总里程',
    ])
    expect(findings.map(({ rule }) => rule)).not.toContain('XT-03')
  })

  it('point to each other with path and cells', async () => {
    const drawing = files(
      goals({ funds: ['年度资金总额 | 100'] }),
      evaluation({ funds: ['年度资金总额 | 120 | 120 | 120 | 10 | 100% | 10'] }),
    )
    const found = runChecks(await drawnFilings(drawing), setup).findings.find(({ rule }) => rule === 'XT-01')!
    expect(found.path).toBe('drawn-2.docx')
    expect(found.cells.map(({ raw }) => raw)).toEqual(['120'])
    expect(found.also).toMatchObject([{ path: 'drawn-1.docx', form: 'project-goals', cells: [{ raw: '100' }] }])
  })
})

describe('a form that is cut off', () => {
  const rows = ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 40 | 40']
  const funds = ['年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10']
  it('is not judged by the sums over what is missing', async () => {
    expect(rulesOf(await drawnFilings(evaluation({ funds, rows })))).not.toContain('WGT-01')
  })
  it('is judged once its total row is there', async () => {
    expect(rulesOf(await drawnFilings(evaluation({ funds, rows, total: '50 | 50' })))).toContain('WGT-01')
  })
})

describe('columns that a form does not print', () => {
  it('are not asked for: no points, no actuals, no reasons', async () => {
    const form = `转移支付绩效自评表
（2022年度）
| 转移支付名称 | 农村公路养护 | < | < |
| 地方主管部门 | 濉溪县交通运输局 | < | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 养护里程 | ≥50公里 |`
    expect(rulesOf(await drawnFilings(form)).filter((rule) => /^(WGT|SCR|DEV|ACT)/.test(rule))).toEqual([])
  })
})

describe('two versions of a form', () => {
  it('are told apart finding by finding', async () => {
    const before = runChecks(await drawnFilings(BAD_SUM), setup).findings
    const after = runChecks(
      await drawnFilings(BAD_SUM.replace('80', '90').replace('资金（万元）', '资金')),
      setup,
    ).findings
    const states = new Map(compareFindings(before, after).map(({ finding, state }) => [finding.rule, state]))
    expect(states.get('FND-01')).toBe('fixed')
    expect(states.get('HDR-07')).toBe('new')
    expect(states.get('HDR-04')).toBe('open')
    expect(compareFindings(null, after).every(({ state }) => state === 'first')).toBe(true)
  })
})
