import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtProgram } from './support/built-program.ts'
import { HAS_SOFFICE } from './support/programs.ts'
import { ROOT } from './support/source-files.ts'

/**
 * The transcripts of the READMEs are what the program prints: every ```console block is run, from the top of the page on,
 * in a folder of its own. A line `    …` stands for lines left out. GOLDENS=write rewrites the blocks that have none.
 */
interface Step {
  readonly command: string
  readonly printed: string
}

const BLOCK = /```console\n([\s\S]*?)```/g

function stepsOf(block: string): readonly Step[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...printed] = step.split('\n')
      return { command, printed: printed.join('\n') }
    })
}

/** The words of a command line as a shell takes them: quoted ones keep their blanks. */
const wordsOf = (command: string) =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!)

function run(command: string, folder: string, lang: string): string {
  const [npx, name, ...words] = wordsOf(command)
  expect([npx, name], command).toEqual(['npx', 'guibiao'])
  const program = join(builtProgram(), 'bin', 'guibiao.js')
  const env = { ...process.env, LANG: lang, LC_ALL: lang, NO_COLOR: '1' }
  const { stdout, status } = spawnSync(process.execPath, [program, ...words], { cwd: folder, env, encoding: 'utf8' })
  expect(status, command).toBe(0)
  return stdout
}

/** Printed lines as a pattern: trailing blanks don't count, a line of `…` is any lines. */
function patternOf(printed: string): RegExp {
  const lines = printed.trimEnd().split('\n')
  const parts = lines.map((line) =>
    line.trim() === '…' ? '(?:.*\\n)*?' : `${line.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} *\\n`,
  )
  return new RegExp(`^${parts.join('')}$`)
}

describe.each([
  ['README.md', 'C.UTF-8'],
  ['README.zh-CN.md', 'zh_CN.UTF-8'],
])('%s', (name, lang) => {
  const path = join(ROOT, name)
  const page = readFileSync(path, 'utf8')
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-readme-'))
    symlinkSync(join(ROOT, 'samples'), join(folder, 'samples'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // Some samples are read by LibreOffice: without it the numbers are others.
  it.skipIf(!HAS_SOFFICE)('shows what the program prints (skipped without LibreOffice)', { timeout: 120_000 }, () => {
    let rewritten = page
    const shown: { command: string; printed: string; actual: string }[] = []
    for (const [whole, block = ''] of page.matchAll(BLOCK)) {
      const steps = stepsOf(block).map((step) => ({ ...step, actual: run(step.command, folder, lang) }))
      shown.push(...steps)
      const abridged = /^\s*…$/m.test(block)
      const fresh = steps
        .map(({ command, actual }) => `$ ${command}\n${actual.trimEnd().replace(/ +$/gm, '')}\n`)
        .join('')
      if (!abridged) rewritten = rewritten.replace(whole, () => `\`\`\`console\n${fresh}\`\`\``)
    }
    if (process.env.GOLDENS === 'write' && rewritten !== page) writeFileSync(path, rewritten)
    expect(shown.length).toBeGreaterThan(3)
    if (process.env.GOLDENS !== 'write')
      for (const { command, printed, actual } of shown) expect(actual, command).toMatch(patternOf(printed))
  })

  it('links to pages that are there', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1]!)
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([])
  })
})
