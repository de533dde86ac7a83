/** A user's rule folder in a temporary place, and the command line run in this process. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { main } from '../../src/cli/index.ts'
import { memoryIo } from './memory-io.ts'
import { docxOf } from './small-forms.ts'

/** A folder for one test. */
export interface TestFolder {
  at(...names: string[]): string
  /** Writes a file, its folders too; an object as JSON. */
  put(name: string, content: object | string | Uint8Array): string
  json(name: string): unknown
  remove(): void
}

/** Makes an empty folder. */
export function makeFolder(): TestFolder {
  const root = mkdtempSync(join(tmpdir(), 'guibiao-forms-'))
  const at = (...names: string[]) => join(root, ...names)
  return {
    at,
    put: (name, content) => {
      mkdirSync(dirname(at(name)), { recursive: true })
      const plain = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(at(name), plain ? content : JSON.stringify(content))
      return at(name)
    },
    json: (name) => JSON.parse(readFileSync(at(name), 'utf8')),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Runs a command line. */
export async function guibiao(args: readonly string[], env: Record<string, string> = { LANG: 'C' }) {
  const io = memoryIo(env)
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}

/** A form that no built-in rule knows: its title, its headings and some of its labels are new. */
export const pledge = (target: string): Uint8Array =>
  docxOf(
    ['政府购买服务绩效承诺书'],
    `
    | 购买主体 | 某区民政局   | 承接主体  | 某社工站 |
    | 项目名称 | 助老服务     | 预算年度  | 2024     |
    | 承诺事项 | 承诺内容     | 承诺值    | 考核办法 |
    | 服务产出 | 入户探访次数 | ${target} | 查台账   |
    | ^        | 服务老人数   | ≥300人    | 查名册   |
    `,
  )

/** The form file and the spellings with which it is read. */
export const PLEDGE_FORM = {
  id: 'service-pledge',
  extends: 'project-goals',
  name: { en: 'Pledge of a service provider', zh: '政府购买服务绩效承诺书' },
  evidence: [
    { title: '承诺书', points: 6 },
    { head: 'projectName', points: 1 },
  ],
}
export const PLEDGE_TERMS = {
  terms: {
    head: { department: ['购买主体'], agency: ['承接主体'] },
    'indicator-column': { level1: ['承诺事项'], level3: ['承诺内容'], target: ['承诺值'], standard: ['考核办法'] },
    level1: { output: ['服务产出'] },
  },
  patterns: { caption: { title: ['承诺书$'] } },
}
