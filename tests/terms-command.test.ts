import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listTerms } from '../src/rules/spellings.ts'
import { loadRules } from '../src/rules.ts'
import { guibiao, makeFolder, PLEDGE_FORM, PLEDGE_TERMS, pledge, type TestFolder } from './support/rule-folder.ts'
import { docxOf } from './support/small-forms.ts'

let folder: TestFolder
beforeEach(() => {
  folder = makeFolder()
})
afterEach(() => folder.remove())

const add = (...args: string[]) => guibiao(['terms', 'add', ...args, '--rules', folder.at('rules')])

describe('guibiao terms add', () => {
  it('makes the folder with terms.json and its schema, and the label is known from then on', async () => {
    const { code, out, err } = await add('head', 'projectName', '本表所报之事：', '所 报 事 项')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`本表所报之事  added to head/projectName in ${folder.at('rules', 'terms.json')}`)
    expect(folder.json('rules/terms.json')).toEqual({
      $schema: './terms.schema.json',
      terms: { head: { projectName: ['本表所报之事', '所报事项'] } },
    })
    expect(existsSync(folder.at('rules', 'terms.schema.json'))).toBe(true)
    const { terms } = loadRules(folder.at('rules'))
    expect(terms.match('head', '所报事项')).toMatchObject({ code: 'projectName', how: 'exact' })
  })

  it('changes nothing the second time, nor for a spelling that is built in', async () => {
    await add('head', 'projectName', '本表所报之事')
    const before = readFileSync(folder.at('rules', 'terms.json'), 'utf8')
    const { code, out } = await add('head', 'projectName', '本表所报之事', '项目名称')
    expect(code).toBe(0)
    expect(out).toBe('本表所报之事  known already as head/projectName\n项目名称  known already as head/projectName\n')
    expect(readFileSync(folder.at('rules', 'terms.json'), 'utf8')).toBe(before)
  })

  it('keeps what stands in the file, keys and order', async () => {
    folder.put('rules/terms.json', { ...PLEDGE_TERMS, $schema: '../x.json' })
    await add('indicator-column', 'target', '承诺数')
    const { terms, ...rest } = folder.json('rules/terms.json') as typeof PLEDGE_TERMS & { $schema: string }
    expect(rest).toEqual({ patterns: PLEDGE_TERMS.patterns, $schema: '../x.json' })
    expect(terms).toEqual({
      ...PLEDGE_TERMS.terms,
      'indicator-column': { ...PLEDGE_TERMS.terms['indicator-column'], target: ['承诺值', '承诺数'] },
    })
  })

  it('with --exact matches the whole label only', async () => {
    await add('indicator-column', 'target', '限定', '--exact')
    await add('indicator-column', 'actual', '结论数')
    const { terms } = loadRules(folder.at('rules'))
    expect(terms.match('indicator-column', '限定')?.code).toBe('target')
    expect(terms.match('indicator-column', '甲限定')).toBeNull()
    expect(terms.match('indicator-column', '甲结论数')).toMatchObject({ code: 'actual', how: 'suffix' })
  })

  it.each([
    [['heads', 'projectName', '甲'], 'no such group "heads"; did you mean "head"? known are banner, '],
    [['head', 'projectname', '甲'], 'no such code in group head: "projectname"; did you mean "projectName"?'],
    [['caption', 'title', '甲'], 'group "caption" is matched by regular expressions only'],
    [
      ['head', 'agency', '项目名称'],
      '"项目名称" is a spelling of head/projectName, so it cannot be one of head/agency',
    ],
    [['head', 'agency', '：'], 'is no spelling'],
    [['head', 'agency', '长'.repeat(81)], 'labels have at most 80'],
  ])('refuses %j with 2 and makes nothing', async (args, message) => {
    const { code, out, err } = await add(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(existsSync(folder.at('rules'))).toBe(false)
  })

  it('adds none of several spellings when one of them is refused', async () => {
    expect((await add('head', 'agency', '从未见过的单位', '项目名称')).code).toBe(2)
    expect(existsSync(folder.at('rules'))).toBe(false)
  })

  it('asks for --rules, and does not touch a file that is wrong', async () => {
    const { code, err } = await guibiao(['terms', 'add', 'head', 'agency', '甲方单位'])
    expect(code).toBe(2)
    expect(err).toContain('--rules is missing')
    folder.put('rules/terms.json', '{"terms": ')
    expect((await add('head', 'agency', '甲方单位')).err).toContain('terms.json: not valid JSON')
    expect(readFileSync(folder.at('rules', 'terms.json'), 'utf8')).toBe('{"terms": ')
  })
})

describe('guibiao terms list', () => {
  it('lists every group and code with what it means', async () => {
    const { code, out } = await guibiao(['terms', 'list'])
    expect(code).toBe(0)
    expect(out).toMatch(/^level2 {2}二级指标标签 · labels of the second level/m)
    expect(out).toMatch(/^ {2}quantity +数量指标 +\d+ +数量指标、/m)
    const groups = JSON.parse((await guibiao(['terms', 'list', '--json'])).out)
    expect(groups).toEqual(JSON.parse(JSON.stringify(listTerms())))
  })

  it('lists the spellings of one group and marks one’s own', async () => {
    await add('level2', 'quantity', '数目指标')
    const { out } = await guibiao(['terms', 'list', 'level2', '--rules', folder.at('rules')])
    expect(out).toMatch(/^ {2}数量指标、.*数目指标\*$/m)
    expect(out).toMatch(/^\* yours$/m)
    const { code, err } = await guibiao(['terms', 'list', 'level9'])
    expect(code).toBe(2)
    expect(err).toContain('no group "level9"; known are head, ')
  })
})

describe('guibiao terms find', () => {
  it('says what a label matches in every group, and which match each group takes', async () => {
    const { code, out } = await guibiao(['terms', 'find', '资金总额（万元）'])
    expect(code).toBe(0)
    expect(out).toMatch(/^fund-item +✓ +total +exact +资金总额 /m)
    const found = JSON.parse((await guibiao(['terms', 'find', '附件3', '--json'])).out)
    expect(found).toContainEqual(expect.objectContaining({ group: 'caption', code: 'attachment', how: 'pattern' }))
    for (const group of new Set(found.map((one: { group: string }) => one.group)))
      expect(found.filter((one: { group: string; best: boolean }) => one.group === group && one.best)).toHaveLength(1)
  })

  it('ends with 3 when no group knows anything of it', async () => {
    const { code, out, err } = await guibiao(['terms', 'find', '甲乙丙丁'])
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toContain('no spelling of any group matches "甲乙丙丁"')
  })
})

describe('guibiao unread', () => {
  const evaluation = (project: string, dutyLabel: string) =>
    docxOf(
      ['2020年项目支出绩效自评表'],
      `
      | 项目名称     | ${project} | ${dutyLabel} | 某科室     | <    | <        | <    |
      | 一级指标     | 二级指标   | 三级指标     | 年度指标值 | 分值 | 验收科室 | 备注 |
      | 产出指标     | 稀奇类别   | 排查次数     | 6次        | 90   | 安全科   | 无   |
      | ^            | 数量指标   | 培训次数     | 7次        | 10   | 人事科   | 无   |
      `,
    )
  const unread = async (...args: string[]) => {
    const { code, out, err } = await guibiao(['unread', '--db', folder.at('filings.db'), '--json', ...args])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return JSON.parse(out) as { kind: string; text: string; filings: number; times: number; teach: string }[]
  }
  beforeEach(async () => {
    folder.put('in/a.docx', evaluation('甲项目', '经办股室'))
    folder.put('in/b.docx', evaluation('乙项目', '经 办 股 室：'))
    folder.put('in/copy/b.docx', evaluation('乙项目', '经 办 股 室：'))
    folder.put('in/c.docx', pledge('≥1200次'))
    await guibiao(['import', folder.at('in'), '--db', folder.at('filings.db')])
  })

  it('counts headings, labels and levels over a batch, with an example and the command that teaches each', async () => {
    const found = await unread()
    expect(found).toContainEqual({
      kind: 'heading',
      text: '验收科室',
      filings: 2,
      times: 4,
      path: folder.at('in/a.docx'),
      address: '表1 第3行第6列',
      known: false,
      group: 'indicator-column',
      code: null,
      teach: 'guibiao terms add indicator-column CODE 验收科室 --rules my-rules',
    })
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'label', text: '经办股室', filings: 2, times: 2, address: '表1 第1行第3列' }),
    )
    expect(found).toContainEqual(expect.objectContaining({ kind: 'level2', text: '稀奇类别', filings: 2 }))
    const counts = found.map(({ filings }) => filings)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(found.map(({ text }) => text)).not.toContain('备注')
  })

  it('shows what the rules leave aside on purpose with --all, and nothing to teach there', async () => {
    const found = await unread('--all', '--kind', 'heading')
    expect(found.map(({ kind }) => kind)).toEqual(['heading', 'heading'])
    expect(found).toContainEqual(expect.objectContaining({ text: '备注', known: true, teach: null }))
  })

  it('names unknown forms and how to find out why', async () => {
    const [form] = await unread('--kind', 'form')
    expect(form).toMatchObject({ filings: 1, teach: `guibiao forms check ${folder.at('in/c.docx')}` })
  })

  it('has less to say once it was taught', async () => {
    const before = await unread()
    for (const one of before.filter(({ kind }) => kind === 'heading')) {
      const [, , , group, , text] = one.teach.split(' ')
      await add(group!, 'responsible', text!)
    }
    const after = await unread('--rules', folder.at('rules'))
    expect(before.filter(({ text }) => !after.some((one) => one.text === text)).map(({ text }) => text)).toEqual([
      '验收科室',
    ])
    folder.put('rules/terms.json', PLEDGE_TERMS)
    folder.put('rules/forms/service-pledge.json', PLEDGE_FORM)
    await guibiao(['remap', '--db', folder.at('filings.db'), '--rules', folder.at('rules')])
    expect(await unread('--kind', 'form')).toEqual([])
  })

  it('draws a line for each with its command, and tells how many more there are', async () => {
    const { out, err } = await guibiao(['unread', '--db', folder.at('filings.db'), '--limit', '1'])
    expect(out.split('\n')).toHaveLength(3)
    expect(out).toMatch(/^2( \(\d+\))? {2}.* {2}“.*” {2}.*\.docx {2}表1 第\d+行第\d+列\n {4}guibiao terms add /)
    expect(err).toMatch(/^\d+ more; --limit 0 shows all$/m)
    const zh = await guibiao(['unread', '--db', folder.at('filings.db'), '--kind', 'heading'], { LANG: 'zh_CN.UTF-8' })
    expect(zh.out).toContain('extra 中的表头')
  })

  it.each([
    [['--kind', 'words'], 2, '--kind knows no "words"; it takes unread, form, heading, '],
    [['--limit', 'x'], 2, '--limit takes a number from 0, not "x"'],
    [['--db', 'gone.db'], 4, 'There is no database gone.db'],
  ])('refuses %j', async (args, code, message) => {
    const ended = await guibiao(['unread', '--db', folder.at('filings.db'), ...args])
    expect(ended.code).toBe(code)
    expect(ended.err).toContain(message)
  })
})
