import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { extract } from '../src/extract.ts'
import { parseGrid } from '../src/grid.ts'
import type { Block, Mark } from '../src/model.ts'
import { cutPieces } from '../src/report/claimed-text.ts'
import { explainPage } from '../src/report/explain-page.ts'
import { escapeHtml, html } from '../src/report/html.ts'
import { readingAt } from '../src/report/reading-at.ts'
import { loadRules } from '../src/rules.ts'
import { type Browser, CHROMIUM, rendersChinese, startBrowser } from './support/browser.ts'
import { memoryIo } from './support/memory-io.ts'
import fc from './support/properties.ts'
import { extractionOf, filingOf, fundOf, indicatorOf, quantity } from './support/records.ts'
import { docxOf, goalsForm } from './support/small-forms.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-explain-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('markup', () => {
  it('escapes whatever is put into it, and shows what could steer the page', () => {
    expect(html`<p title="${`"'<&`}">${['a<b', html`<b>${1}</b>`, null, false]}</p>`.markup).toBe(
      '<p title="&quot;&#39;&lt;&amp;">a&lt;b<b>1</b></p>',
    )
    expect(escapeHtml('a\u0000\u202eb\ud800\r\nc')).toBe('a\\u0000\\u202eb\ufffd\nc')
  })
})

describe('a text cut at its claims', () => {
  const markOf = (start: number, end: number, as: Mark['as']): { filing: number; mark: Mark } => ({
    filing: 0,
    mark: {
      place: { block: 0, row: null, column: null, address: '段落1' },
      start,
      end,
      raw: '',
      as,
      rule: 'r',
      into: null,
    },
  })

  it('loses nothing, whatever the claims are', () => {
    const spans = fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.constantFrom('label', 'value', 'ignored', 'unread')))
    fc.assert(
      fc.property(fc.string({ maxLength: 10 }), spans, (text, drawn) => {
        const marks = drawn.map(([a, b, as]) => markOf(Math.min(a, b), Math.max(a, b), as as Mark['as']))
        const pieces = cutPieces(text, marks)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })

  it('gives a piece to the narrowest claim, and tells unclaimed text from mere white space', () => {
    const pieces = cutPieces('年度预算（万元） 其他', [markOf(0, 8, 'label'), markOf(5, 7, 'value')])
    expect(pieces.map(({ text, as, marks }) => [text, as, marks.length])).toEqual([
      ['年度预算（', 'label', 1],
      ['万元', 'value', 2],
      ['）', 'label', 1],
      [' 其他', 'outside', 0],
    ])
    expect(cutPieces(' ：\n', []).map(({ as }) => as)).toEqual(['free'])
  })
})

it('the reading behind a claim is the value of the field that it fills', () => {
  const filing = filingOf('s', {
    funds: [fundOf('total', '资金总额', '18926', { executionRate: '99' })],
    indicators: [indicatorOf('供水率', { ...quantity('≥90%', '90', '%'), comparator: 'ge' })],
    signoff: { preparedBy: '张某', phone: null, filedOn: null, head: null },
  })
  expect(readingAt(filing, 'funds[0].amount')).toBe('18926 万元')
  expect(readingAt(filing, 'funds[0].executionRate')).toBe('99')
  expect(readingAt(filing, 'indicators[0].target')).toBe('≥90 %')
  expect(readingAt(filing, 'indicators[0].level1')).toBe('output')
  expect(readingAt(filing, 'departmentName')).toBe('某区住建局')
  expect(readingAt(filing, 'preparedBy')).toBe('张某')
  expect(readingAt(filing, 'fiscalYear')).toBe('2020')
  for (const path of ['indicators[9].target', 'nonsense', 'indicators', '__proto__.x', 'asOf'])
    expect(readingAt(filing, path)).toBeNull()
})

/** A form with a nested merge, a hidden remark and a line that nothing reads. */
const drawn = docxOf(
  ['附件3', '2020年部门整体支出绩效目标表', '金额单位：万元', '<script>alert(1)</script>此行无人读取'],
  `
  | 部门名称     | 某区住建局      | <                | <           |
  | 年度预算申请 | 资金总额：18926 | <                | <           |
  | 一级指标     | 二级指标        | 三级指标         | 指标值      |
  | 产出指标     | 数量指标        | 道路提质改造长度 | 5800米      |
  | ^            | 质量指标        | 验收合格率       | ≥90%        |
  | 三公经费说明 | 此格也无人读取  | <                | <           |
  `,
)

describe('the explain page', () => {
  const pageOf = async (lang: 'en' | 'zh' = 'zh') =>
    explainPage(await extract(drawn, loadRules(), { path: 'a.docx' }), { lang, name: '绩效<目标>表.docx' })

  it('shows every cell with its spans and its text, and never as markup', async () => {
    const page = await pageOf()
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('绩效&lt;目标&gt;表.docx')
    expect(page).toMatch(/<td id="b\d+-0-1" colspan="3">/)
    expect(page).toMatch(/<td id="b\d+-3-0" rowspan="2">/)
    expect(page).toContain('indicators[0].target = 5800 m')
  })

  it('lists the text that nobody claimed before everything else', async () => {
    const page = await pageOf('en')
    const at = page.indexOf('<section id="unread">')
    expect(at).toBeGreaterThan(0)
    expect(at).toBeLessThan(page.indexOf('<section class="filing">'))
    expect(at).toBeLessThan(page.indexOf('<section id="file"'))
    expect(page.slice(at, page.indexOf('</section>', at))).toContain('此行无人读取')
  })

  it('says so when nothing is unread, and shows covered and hidden text', () => {
    const grid = parseGrid('| 部门 | {hidden}某局 |\n| ^=盖住的 | x |')
    const blocks: Block[] = [{ kind: 'table', name: 'Sheet1', grid, hidden: true, within: null }]
    const base = extractionOf('s', [])
    const extraction = { ...base, document: { ...base.document, blocks }, ledger: { ...base.ledger, unread: 0 } }
    const page = explainPage(extraction, { lang: 'en', name: 'a.xlsx' })
    expect(page).toMatch(/under the merge:<\/em> .*盖住的/)
    expect(page.match(/\(hidden\)/g)).toHaveLength(2)
    expect(page).toContain('<th scope="col" class="edge">B</th>')
    const none = { ...extraction, document: { ...base.document, blocks: [] } }
    expect(explainPage(none, { lang: 'en', name: 'a.xlsx' })).toContain('nothing unread')
  })
})

describe('guibiao explain --html', () => {
  const guibiao = async (...args: string[]) => {
    const io = memoryIo({ LANG: 'C' })
    const code = await main(['node', 'guibiao', ...args], io)
    return { code, out: io.stdout.text(), err: io.stderr.text() }
  }

  it('writes the page, and replaces one only with --force', async () => {
    const [file, out] = [join(folder, 'a.docx'), join(folder, 'a.html')]
    writeFileSync(file, goalsForm('某区住建局', '5800米'))
    expect(await guibiao('explain', file, '--html', out)).toEqual({ code: 0, out: '', err: `wrote ${out}\n` })
    expect(readFileSync(out, 'utf8')).toContain('某区住建局')
    const again = await guibiao('explain', file, '--html', out)
    expect(again.code).toBe(2)
    expect(again.err).toContain('--force')
    expect((await guibiao('explain', file, '--html', out, '--force')).code).toBe(0)
    const nowhere = await guibiao('explain', file, '--html', join(folder, 'missing', 'a.html'))
    expect(nowhere.code).toBe(2)
    expect(nowhere.err).toContain('there is no folder')
  })
})

describe.skipIf(CHROMIUM === null)('the explain page in a browser (skipped without chromium)', () => {
  let browser: Browser
  let file: string
  beforeAll(async () => {
    browser = await startBrowser()
    file = join(folder, 'page.html')
    const extraction = await extract(drawn, loadRules(), { path: 'a.docx' })
    writeFileSync(file, explainPage(extraction, { lang: 'zh', name: '绩效目标表.docx' }))
  }, 60_000)
  afterAll(() => browser?.close())

  it('draws Chinese, complains of nothing, asks for nothing, and has the unread on top', async () => {
    for (const dark of [false, true]) {
      const { page, complaints } = await browser.open(file, { dark })
      expect(await rendersChinese(page, ['绩', '效'])).toBe(true)
      const tops = await page.$$eval('main > section', (all) =>
        all.map((one) => [one.id || one.className, one.getBoundingClientRect().top] as const),
      )
      expect(tops.map(([name]) => name)).toEqual(['unread', 'filing', 'file'])
      expect(tops.map(([, top]) => top)).toEqual(tops.map(([, top]) => top).toSorted((a, b) => a - b))
      expect(await page.$$eval('#unread li', (all) => all.length)).toBeGreaterThan(0)
      expect(complaints).toEqual([])
      await page.close()
    }
  }, 60_000)

  it('shows rule and reading of the span that has the focus or the pointer', async () => {
    const { page } = await browser.open(file)
    const note = page.locator('#note')
    const span = page.locator('.as.value', { hasText: '5800米' })
    await span.focus()
    expect(await note.textContent()).toMatch(/5800米.*indicators\[0\]\.target = 5800 m/s)
    await page.keyboard.press('Escape')
    expect(await note.isHidden()).toBe(true)
    await page.locator('.as.value', { hasText: '某区住建局' }).hover()
    expect(await note.textContent()).toContain('department')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe('5800米')
    await page.close()
  }, 60_000)

  it('keeps the real spans of the table', async () => {
    const { page } = await browser.open(file)
    const boxes = await page.$$eval('table.printed tbody tr', (rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => `${cell.rowSpan}×${cell.colSpan}`).join(' ')),
    )
    expect(boxes).toEqual(['1×1 1×3', '1×1 1×3', '1×1 1×1 1×1 1×1', '2×1 1×1 1×1 1×1', '1×1 1×1 1×1', '1×1 1×3'])
    await page.close()
  }, 60_000)
})
