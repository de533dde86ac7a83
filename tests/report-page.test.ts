import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawReport } from '../src/report/report.ts'
import { openViews } from '../src/store/views.ts'
import { type Browser, CHROMIUM, rendersChinese, startBrowser } from './support/browser.ts'
import { makeArchive } from './support/made-up-archive.ts'
import { runCli } from './support/run-cli.ts'
import { ROOT } from './support/source-files.ts'
import { fillTricky } from './support/tricky-db.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const PICTURES = join(ROOT, 'docs/pictures')

/** What stands in a chart: texts that leave it, texts that cover each other, and charts without a table. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    for (const figure of document.querySelectorAll('figure')) {
      const svg = figure.querySelector('svg')
      const name = figure.querySelector('h3')!.textContent!
      if (svg && !figure.querySelector('table')) faults.push(`${name}: no table`)
      const frame = svg?.getBoundingClientRect()
      const texts = [...(svg?.querySelectorAll('text') ?? [])]
        .filter((text) => getComputedStyle(text).display !== 'none')
        .map((text) => ({ text: text.textContent!, box: text.getBoundingClientRect() }))
      for (const [at, { text, box }] of texts.entries()) {
        if (box.left < frame!.left - 1 || box.right > frame!.right + 1 || box.bottom > frame!.bottom + 1)
          faults.push(`${name}: "${text}" leaves the chart`)
        for (const other of texts.slice(at + 1)) {
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
          const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
          if (wide > 1 && high > 4) faults.push(`${name}: "${text}" stands on "${other.text}"`)
        }
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window')
    return faults
  })

describe.skipIf(CHROMIUM === null)('the report in a real browser (skipped where chromium is missing)', () => {
  let folder: string
  let browser: Browser
  const at = (name: string) => join(folder, name)
  const draw = async (name: string, lang: 'en' | 'zh') => {
    const views = await openViews(at(`${name}.db`))
    const page = drawReport((sql) => views.all(sql), { lang, name: `${name}.db`, maker: 'guibiao' })
    views.close()
    writeFileSync(at(`${name}-${lang}.html`), page)
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-report-'))
    makeArchive(at('archive.db'), { filings: 10_000 })
    fillTricky(at('tricky.db'))
    await runCli(['import', join(ROOT, 'samples'), '--db', at('samples.db'), '--jobs', '1'])
    for (const name of ['archive', 'tricky', 'samples'])
      for (const lang of ['en', 'zh'] as const) await draw(name, lang)
    browser = await startBrowser()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(['archive', 'tricky', 'samples'])(
    'of %s is small, complains of nothing and covers no text',
    async (name) => {
      for (const lang of ['en', 'zh'] as const)
        for (const look of [{}, { dark: true }, { width: 390 }]) {
          const file = at(`${name}-${lang}.html`)
          expect(statSync(file).size).toBeLessThan(3_000_000)
          const { page, complaints } = await browser.open(file, look)
          expect([lang, look, await faultsOf(page)]).toEqual([lang, look, []])
          expect(complaints).toEqual([])
          await page.close()
        }
    },
    120_000,
  )

  it('can be read and turned to the other language by keyboard alone', async () => {
    const { page } = await browser.open(at('archive-en.html'), { width: 390 })
    const focused = () => page.evaluate(() => document.activeElement!.textContent!.trim().slice(0, 40))
    await page.keyboard.press('Tab')
    expect(await focused()).toContain('To the charts')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect(await page.isVisible('text=预算执行率与自评总分')).toBe(true)
    expect(await page.isVisible('text=Execution rate against total score')).toBe(false)
    const reached = new Set<string>()
    for (let press = 0; press < 80; press++) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? ''))
    }
    const scrollers = await page.evaluate(() =>
      [...document.querySelectorAll('.scroll')]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.outerHTML.slice(0, 300)),
    )
    expect(scrollers.length).toBeGreaterThan(5)
    expect(scrollers.filter((one) => !reached.has(one))).toEqual([])
    await page.close()
  })

  it('tells by shape and text what it tells by colour', async () => {
    const { page } = await browser.open(at('archive-en.html'))
    const told = await page.evaluate(() => ({
      bars: document.querySelectorAll('svg rect.open').length,
      notes: document.querySelectorAll('svg text.value').length,
      dashes: [...document.querySelectorAll('svg polyline')].map((line) => line.getAttribute('stroke-dasharray')),
      charts: document.querySelectorAll('svg[role=img][aria-label]').length,
      all: document.querySelectorAll('svg').length,
    }))
    expect(told.notes).toBeGreaterThanOrEqual(told.bars)
    expect(new Set(told.dashes).size).toBeGreaterThan(1)
    expect(told.charts).toBe(told.all)
    await page.close()
  })

  it('draws Chinese as Chinese (needs a Chinese font)', async () => {
    const { page } = await browser.open(at('archive-zh.html'))
    expect(await rendersChinese(page, ['绩', '效'])).toBe(true)
    await page.close()
  })

  it.runIf(process.env.GUIBIAO_PICTURES === 'write')('is what docs/pictures shows', async () => {
    mkdirSync(PICTURES, { recursive: true })
    const shots = [
      ['report-light', 'archive-en', '#execution', {}],
      ['report-dark', 'archive-zh', '#scores', { dark: true }],
      ['report-samples', 'samples-zh', '#coverage', {}],
      ['report-values', 'archive-en', '#values', {}],
    ] as const
    for (const [name, file, part, look] of shots) {
      const { page } = await browser.open(at(`${file}.html`), { width: 900, ...look })
      const box = (await page.locator(part).boundingBox())!
      const clip = { ...box, height: Math.min(box.height, 1150) }
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, clip })
      expect(statSync(join(PICTURES, `${name}.png`)).size).toBeLessThan(300_000)
      await page.close()
    }
  })
})
