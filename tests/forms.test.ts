import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProgram } from '../src/cli/index.ts'
import { openOutput } from '../src/cli/io.ts'
import { align } from '../src/import/align.ts'
import { compareFilings } from '../src/import/compare-filings.ts'
import type { Filing } from '../src/model.ts'
import { editorSchemas } from '../src/rules/editor-schemas.ts'
import { listForms, loadRules } from '../src/rules.ts'
import { memoryIo } from './support/memory-io.ts'
import fc from './support/properties.ts'
import { guibiao, makeFolder, PLEDGE_FORM, PLEDGE_TERMS, pledge, type TestFolder } from './support/rule-folder.ts'
import { docxOf, goalsForm } from './support/small-forms.ts'
import { ROOT } from './support/source-files.ts'

let folder: TestFolder
beforeEach(() => {
  folder = makeFolder()
})
afterEach(() => folder.remove())

const putPledgeRules = () => {
  folder.put('rules/forms/service-pledge.json', PLEDGE_FORM)
  folder.put('rules/terms.json', PLEDGE_TERMS)
}

describe('a user’s own folder', () => {
  it('reads a form that the built-in rules call unknown', async () => {
    folder.put('a.docx', pledge('≥1200次'))
    const [before] = JSON.parse((await guibiao(['extract', folder.at('a.docx')])).out) as Filing[]
    expect(before).toMatchObject({ form: 'unknown', department: null, indicators: [] })
    putPledgeRules()
    const { code, out, err } = await guibiao(['extract', folder.at('a.docx'), '--rules', folder.at('rules')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [filing] = JSON.parse(out) as Filing[]
    expect(filing).toMatchObject({
      form: 'service-pledge',
      title: '政府购买服务绩效承诺书',
      fiscalYear: 2024,
      department: '某区民政局',
      agency: '某社工站',
      projectName: '助老服务',
      unread: [],
    })
    expect(
      filing!.indicators.map(({ level1, level3, target, extra }) => [level1, level3, target?.value, extra.考核办法]),
    ).toEqual([
      ['output', '入户探访次数', '1200', '查台账'],
      ['output', '服务老人数', '300', '查名册'],
    ])
  })

  it('takes over from the form it extends what it does not name, and nothing of what it names', () => {
    folder.put('forms/a.json', { id: 'a', extends: 'project-goals', name: { en: 'A', zh: '甲' } })
    folder.put('forms/b.json', { id: 'b', extends: 'a', name: { en: 'B', zh: '乙' }, evidence: [], threshold: 1 })
    const { forms } = loadRules(folder.at())
    const of = (id: string) => forms.find((form) => form.id === id)!
    const { evidence, needs, threshold, head } = of('project-goals')
    expect(of('a')).toMatchObject({ evidence, needs, threshold, head })
    expect(of('b')).toMatchObject({ evidence: [], needs, threshold: 1, head })
  })

  it('may extend the built-in form that it replaces', () => {
    folder.put('forms/mine.json', { id: 'project-goals', extends: 'project-goals', name: { en: 'Mine', zh: '我的' } })
    const { forms } = loadRules(folder.at())
    const own = forms.filter(({ id }) => id === 'project-goals')
    expect(own.map(({ name }) => name.en)).toEqual(['Mine'])
    expect(own[0]!.evidence).toEqual(loadRules().forms.find(({ id }) => id === 'project-goals')!.evidence)
  })

  it('overrides the code of a spelling that the built-in terms have', () => {
    folder.put('terms.json', { terms: { head: { agency: ['项目名称'] } } })
    expect(loadRules(folder.at()).terms.match('head', '项目名称：')?.code).toBe('agency')
  })

  it.each([
    ['terms.json', { terms: { heads: {} } }, '/terms/heads: no such group "heads"; did you mean "head"?'],
    [
      'terms.json',
      { terms: { head: { projectname: ['x'] } } },
      '/terms/head/projectname: no such code "projectname"; did you mean "projectName"?',
    ],
    ['terms.json', { terms: { caption: { title: ['x'] } } }, '/terms/caption: "caption" is matched by "patterns" only'],
    [
      'terms.json',
      { terms: { head: { agency: ['甲 方'], department: ['甲方：'] } } },
      '/terms/head: "甲方" stands under agency and department',
    ],
    [
      'forms/a.json',
      { ...PLEDGE_FORM, evidence: [{ column: 'targets', points: 1 }] },
      '/evidence/0/column: no such code "targets"; did you mean "target"?',
    ],
    [
      'forms/a.json',
      { ...PLEDGE_FORM, needs: [[{ fund: 'totl', points: 0 }]] },
      '/needs/0/0/fund: no such code "totl"',
    ],
    [
      'forms/a.json',
      { ...PLEDGE_FORM, head: { localDepartment: 'departement' } },
      '/head/localDepartment: no head key',
    ],
    ['forms/a.json', { ...PLEDGE_FORM, extends: 'project-goal' }, '/extends: no form "project-goal"'],
    ['forms/a.json', { ...PLEDGE_FORM, id: 'a', extends: 'a' }, '/extends: forms extend each other in a circle'],
    ['forms/a.json', { ...PLEDGE_FORM, evidence: [{ title: '(', points: 1 }] }, '/evidence/0'],
  ])('is refused, with file and JSON path, when %s is %j', (name, content, message) => {
    const file = folder.put(name, content)
    expect(() => loadRules(folder.at())).toThrow(message)
    expect(() => loadRules(folder.at())).toThrow(file)
  })

  it('is refused when two of its forms have one id, and when it is a file', () => {
    folder.put('forms/a.json', PLEDGE_FORM)
    folder.put('forms/b.json', PLEDGE_FORM)
    expect(() => loadRules(folder.at())).toThrow(/b\.json: \/id: "service-pledge" is the id of .*a\.json/)
    expect(() => loadRules(folder.at('forms/a.json'))).toThrow('is a file')
  })

  it('is read when an editor put a byte order mark in front', () => {
    folder.put('terms.json', `\ufeff${JSON.stringify(PLEDGE_TERMS)}`)
    expect(loadRules(folder.at()).terms.match('head', '购买主体')?.code).toBe('department')
  })
})

describe('guibiao forms', () => {
  it('lists every family with what it extends and where it comes from', async () => {
    putPledgeRules()
    const { code, out } = await guibiao(['forms', '--rules', folder.at('rules')])
    expect(code).toBe(0)
    expect(out).toMatch(/^project-goals +项目支出绩效目标表 · .* base +built-in$/m)
    expect(out).toMatch(/^service-pledge +政府购买服务绩效承诺书 · .* project-goals +.*service-pledge\.json$/m)
    const json = JSON.parse((await guibiao(['forms', 'list', '--json'])).out)
    expect(json.map(({ id }: { id: string }) => id)).toEqual(listForms().map(({ id }) => id))
  })

  it('says which words it takes when it gets another one', async () => {
    const { code, err } = await guibiao(['forms', 'chek', 'x'])
    expect(code).toBe(2)
    expect(err).toContain("unknown command 'forms chek'; it takes list, check, test, schema")
  })
})

describe('guibiao forms check', () => {
  it('explains the chosen form with evidence found and missing, and each column with its candidates', async () => {
    const file = folder.put('a.docx', goalsForm('某区住建局', '5800米'))
    const { code, out, err } = await guibiao(['forms', 'check', file])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^#1 +表1 第1行第1列 – 表1 第4行第4列 +is department-goals 部门整体支出绩效目标表$/m)
    expect(out).toMatch(/^ +found +\+5 +title /m)
    expect(out).toMatch(/^ +missing +\+2 +head duties$/m)
    expect(out).toMatch(/^ +needs one of +✓ +title 目标 \| column target$/m)
    expect(out).toMatch(/^ +– +transfer-goals .* refused: needs title 转移支付 or /m)
    expect(out).toMatch(/^ +指标值 +✓ +target +[\d.]+ +heading exact/m)
  })

  it('explains the forms that came nearest where none does, and another one when it is asked for', async () => {
    const file = folder.put('a.docx', pledge('≥1200次'))
    const { out } = await guibiao(['forms', 'check', file])
    expect(out).toContain('is none of the forms')
    expect(out).toMatch(/^ +no captions +政府购买服务绩效承诺书$/m)
    expect(out).toMatch(/^ +– project-goals +项目支出绩效目标表 +4\/5 points +refused: needs title 目标/m)
    const one = await guibiao(['forms', 'check', file, '--form', 'monitoring'])
    expect(one.out).toMatch(/^ +– monitoring .*\n +found +\+1 +head projectName$/m)
    const none = await guibiao(['forms', 'check', file, '--form', 'monitorin'])
    expect(none).toMatchObject({ code: 2 })
    expect(none.err).toContain('no form "monitorin"; known are ')
  })

  it('says of a table that does not look like a form that it does not, in Chinese too', async () => {
    const file = folder.put('a.docx', docxOf(['会议通知'], '| 时间 | 周一 |\n| 地点 | 三楼 |'))
    expect((await guibiao(['forms', 'check', file])).out).toContain('does not look like a form')
    expect((await guibiao(['forms', 'check', file], { LANG: 'zh_CN.UTF-8' })).out).toContain('不像填报表')
  })

  it('gives every form with every piece of evidence as JSON, and its points are the sum of those found', async () => {
    const file = folder.put('a.docx', goalsForm('某区住建局', '5800米'))
    const [segment] = JSON.parse((await guibiao(['forms', 'check', file, '--json'])).out)
    expect(segment.seen.head).toContain('departmentName')
    expect(segment.forms).toHaveLength(loadRules().forms.length)
    for (const { points, evidence, needs, threshold, refused } of segment.forms) {
      const found = evidence.filter((one: { found: boolean }) => one.found)
      expect(found.reduce((sum: number, one: { points: number }) => sum + one.points, 0)).toBe(points)
      expect(refused === null).toBe(points >= threshold && needs.every((need: { found: boolean }) => need.found))
    }
  })

  it('gives each of several filings in a file its own columns', async () => {
    const two = docxOf(
      ['项目支出绩效目标表'],
      `
      | 项目名称 | 甲       | <        | <      |
      | 一级指标 | 二级指标 | 三级指标 | 指标值 |
      | 产出指标 | 数量指标 | 次数     | 6次    |
      | 项目名称 | 乙       | <        | <      |
      | 一级指标 | 二级指标 | 三级指标 | 目标值 |
      | 产出指标 | 数量指标 | 次数     | 7次    |
      `,
    )
    const segments = JSON.parse((await guibiao(['forms', 'check', folder.put('a.docx', two), '--json'])).out)
    expect(segments.map(({ columns }: { columns: { about: string }[] }) => columns.at(-1)!.about)).toEqual([
      '指标值',
      '目标值',
    ])
  })
})

describe('guibiao forms test', () => {
  const test = (...args: string[]) => guibiao(['forms', 'test', folder.at('rules'), ...args])

  it('writes goldens, finds them the same, and says what a change of rules alters in them', async () => {
    putPledgeRules()
    folder.put('rules/samples/first/source.docx', pledge('≥1200次'))
    const missing = await test()
    expect(missing).toMatchObject({
      code: 1,
      out: 'first  no-golden: no filing.json; --write makes it from what is read now\n',
    })
    expect((await test('--write')).out).toMatch(/^first {2}written: .*filing\.json$/m)
    expect(await test()).toEqual({ code: 0, out: 'first  same\n', err: '' })
    folder.put('rules/terms.json', {
      ...PLEDGE_TERMS,
      terms: { ...PLEDGE_TERMS.terms, head: { department: ['购买主体'] }, level1: { benefit: ['服务产出'] } },
    })
    const { code, out } = await test()
    expect(code).toBe(1)
    expect(out).toMatch(/^first {2}different \(\d+\)$/m)
    expect(out).toMatch(/^ {6}agency: "某社工站" → null$/m)
    expect(out).toMatch(/^ {4}#1 indicators\[0\] 入户探访次数\n {6}level1: "output" → "benefit"$/m)
    expect((await test('--write', '--json')).code).toBe(0)
    expect((await test()).out).toBe('first  same\n')
  })

  it('compares only the keys that a golden states', async () => {
    putPledgeRules()
    folder.put('rules/samples/a/source.docx', pledge('≥1200次'))
    folder.put('rules/samples/a/filing.json', [{ form: 'service-pledge', agency: '某社工站' }])
    expect((await test()).code).toBe(0)
    folder.put('rules/samples/a/filing.json', [{ form: 'service-pledge', agency: '某局', agencyy: null }])
    const { code, out } = await test()
    expect(code).toBe(1)
    expect(out).toContain('agency: "某局" → "某社工站"')
    expect(out).toContain('agencyy: null → ∅')
  })

  it('tells of a sample that cannot be read, of a golden that is none, and of a filing too many', async () => {
    putPledgeRules()
    folder.put('rules/samples/a/filing.json', [])
    folder.put('rules/samples/b/source.docx', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d]))
    folder.put('rules/samples/c/source.docx', pledge('≥1200次'))
    folder.put('rules/samples/c/filing.json', '[{]')
    folder.put('rules/samples/d/source.docx', pledge('≥1200次'))
    folder.put('rules/samples/d/filing.json', [])
    const { code, out } = await test()
    expect(code).toBe(1)
    expect(out).toMatch(/^a {2}broken: expected one file source\.\*/m)
    expect(out).toMatch(/^b {2}broken: unsupported: /m)
    expect(out).toMatch(/^c {2}broken: filing\.json is not valid JSON/m)
    expect(out).toMatch(/^d {2}different \(1\)\n {4}#1\n {6}∅ → service-pledge/m)
  })

  it('tests the built-in rules with a folder that has samples only, and says when there is nothing to test', async () => {
    folder.put('rules/samples/a/source.docx', goalsForm('某区住建局', '5800米'))
    folder.put('rules/samples/a/filing.json', [{ form: 'department-goals' }])
    expect((await test()).code).toBe(0)
    putPledgeRules()
    expect((await guibiao(['forms', 'test', folder.at('rules/forms')])).err).toContain('no samples')
    expect((await guibiao(['forms', 'test', folder.at('gone')])).code).toBe(2)
  })

  it('tells which stored filings the rules would read differently, and saves nothing', async () => {
    const db = folder.at('filings.db')
    folder.put('in/a.docx', pledge('≥1200次'))
    folder.put('in/b.docx', goalsForm('某区住建局', '5800米'))
    await guibiao(['import', folder.at('in'), '--db', db])
    putPledgeRules()
    const preview = async () => JSON.parse((await test('--db', db, '--json')).out).database
    const { examples, keys, ...counts } = await preview()
    expect(counts).toEqual({
      documents: 2,
      filings: 2,
      changed: 1,
      added: 0,
      removed: 0,
      failed: 0,
      interrupted: false,
    })
    expect(keys).toContainEqual({ path: 'department', filings: 1 })
    expect(examples[0]).toMatchObject({ change: 'changed', form: 'service-pledge', path: folder.at('in/a.docx') })
    expect(examples[0].differences).toContainEqual({
      record: '',
      key: 'form',
      path: 'form',
      expected: '"unknown"',
      found: '"service-pledge"',
    })
    const { code, out } = await test('--db', db)
    expect(code).toBe(0)
    expect(out).toContain('2 files, 2 filings; 1 would change, 0 appear, 0 go. Nothing was saved')
    expect((await preview()).changed).toBe(1)
    await guibiao(['remap', '--db', db, '--rules', folder.at('rules')])
    expect((await preview()).changed).toBe(0)
  })
})

describe('guibiao forms schema', () => {
  it('writes schemas that know every group and code, and that rule files point to', async () => {
    const { code, out } = await guibiao(['forms', 'schema', folder.at('rules')])
    expect(code).toBe(0)
    expect(out.trimEnd().split('\n').sort()).toEqual(
      ['form', 'profile', 'terms', 'units', 'waivers'].map((name) => expect.stringContaining(`${name}.schema.json`)),
    )
    const terms = folder.json('rules/terms.schema.json') as { properties: Record<string, { properties: object }> }
    expect(terms).toEqual(JSON.parse(JSON.stringify(editorSchemas()['terms.schema.json'])))
    expect(Object.keys(terms.properties.terms!.properties)).toContain('indicator-column')
    expect(JSON.stringify(terms.properties.terms)).toContain('项目名称: name of the project')
    expect(await guibiao(['forms', 'schema', folder.put('file', '')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('file: cannot be written'),
    })
    const form = JSON.stringify(folder.json('rules/form.schema.json'))
    expect(form).toContain('a regular expression that the captions above the table match')
  })
})

describe('comparing filings', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd')

  it('pairs equal elements in order and leaves none out', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (before, after) => {
        const pairs = align(before, after)
        expect(pairs.flatMap(([i]) => (i === null ? [] : [i]))).toEqual(before.map((_, at) => at))
        expect(pairs.flatMap(([, k]) => (k === null ? [] : [k]))).toEqual(after.map((_, at) => at))
      }),
    )
  })

  it('finds an inserted element where it was put', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.nat(), (words, seed) => {
        const list = words.map((word, i) => `${i}${word}`)
        const at = seed % (list.length + 1)
        const pairs = align(list, list.toSpliced(at, 0, 'new'))
        expect(pairs.filter(([i]) => i === null)).toEqual([[null, at]])
      }),
    )
  })

  it('finds nothing in a filing and its copy, and one difference in one changed key', () => {
    const filing = { form: 'a', funds: [{ label: 'x', horizon: 'annual', amount: '1' }], indicators: [] }
    expect(compareFilings(filing, structuredClone(filing))).toEqual([])
    const changed = { ...filing, funds: [{ label: 'x', horizon: 'annual', amount: '2' }] }
    expect(compareFilings(filing, changed)).toEqual([
      { record: 'funds[0] x', key: 'amount', path: 'funds.amount', expected: '"1"', found: '"2"' },
    ])
  })

  it('calls a record in between new, and the ones after it the same', () => {
    const indicator = (level3: string, weight: string) => ({ level3, weight })
    const before = { indicators: [indicator('甲', '1'), indicator('乙', '2')] }
    const after = { indicators: [indicator('甲', '1'), indicator('丙', '9'), indicator('乙', '2')] }
    expect(compareFilings(before, after)).toEqual([
      { record: 'indicators[1] 丙', key: '', path: 'indicators', expected: null, found: '丙' },
    ])
    expect(compareFilings(after, before)).toHaveLength(1)
  })
})

describe('docs/commands.md', () => {
  const io = memoryIo({})
  const program = buildProgram({ io, out: openOutput(io), version: '0', typed: '', exit: () => {} })
  const page = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8')
  const inner = program.commands.flatMap((command) =>
    command.commands.map((one) => [`${command.name()} ${one.name()}`, one] as const),
  )

  it.each(inner)('describes every option and argument of %s', (name, command) => {
    const section = page.split(/^###? /m).find((part) => part.startsWith(`${name}\n`)) ?? ''
    for (const { flags } of command.options) expect(section).toContain(`\`${flags}\``)
    for (const argument of command.registeredArguments) {
      const word = `${argument.name()}${argument.variadic ? '...' : ''}`
      expect(section).toContain(argument.required ? `\`<${word}>\`` : `\`[${word}]\``)
    }
    expect(command.description()).not.toBe('')
  })

  it('has a section for every command under another, and none for others', () => {
    const own = [...page.matchAll(/^### ((?:forms|terms) .+)$/gm)].map((match) => match[1]!)
    expect(own.sort()).toEqual(
      inner
        .map(([name]) => name)
        .filter((name) => /^(forms|terms) /.test(name))
        .sort(),
    )
  })
})
