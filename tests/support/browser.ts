/** A real browser for pages that we make: Debian's chromium through playwright-core, or none. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const PATHS = [process.env.GUIBIAO_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser's program, or null where there is none: tests that need it are skipped with a message. */
export const CHROMIUM: string | null = PATHS.find((path) => path !== undefined && existsSync(path)) ?? null

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page that is open, with everything that went wrong on it. */
export interface OpenPage {
  readonly page: Page
  /** Messages of the console that are errors or warnings, exceptions, and requests that left the file. */
  readonly complaints: readonly string[]
}

/** How a page is looked at. */
export interface Look {
  readonly dark?: boolean
  readonly width?: number
  readonly height?: number
}

/** A browser with a profile of its own. */
export interface Browser {
  open(file: string, look?: Look): Promise<OpenPage>
  close(): Promise<void>
}

/** Starts the browser; to be called only where {@link CHROMIUM} is not null. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'guibiao-browser-'))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM!,
    headless: true,
    args: FLAGS,
  })
  return {
    open: async (file, { dark = false, width = 1280, height = 900 } = {}) => {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) complaints.push(`request ${request.url()}`)
      })
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      await page.setViewportSize({ width, height })
      await page.goto(pathToFileURL(file).href)
      return { page, complaints }
    },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** True when the characters are drawn as themselves: two of them differ from each other and from the missing one. */
export async function rendersChinese(page: Page, [a, b]: readonly [string, string]): Promise<boolean> {
  return page.evaluate(
    ([first, second]) => {
      const draw = (text: string) => {
        const canvas = document.createElement('canvas')
        canvas.width = canvas.height = 48
        const pen = canvas.getContext('2d')!
        pen.font = `32px ${getComputedStyle(document.documentElement).fontFamily}`
        pen.fillText(text, 4, 36)
        return canvas.toDataURL()
      }
      const drawn = [draw(first), draw(second), draw('\u{10fffe}'), draw('')]
      return new Set(drawn).size === drawn.length
    },
    [a, b] as const,
  )
}
