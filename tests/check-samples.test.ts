import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '../src/check/families.ts'
import { type CheckFinding, runChecks } from '../src/check/run.ts'
import { extract, judge } from '../src/extract.ts'
import type { Filing } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'
import { HAS_SOFFICE } from './support/programs.ts'

/** `samples/<name>/findings.txt`: what checks find in the sample's filings, alone and against each other. GOLDENS=write rewrites it. */
const root = join(import.meta.dirname, '../samples')
const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() &&
  readdirSync(join(root, entry.name)).some(
    (file) => file.startsWith('source.') && (HAS_SOFFICE || file !== 'source.rtf'),
  )
    ? [entry.name]
    : [],
)
const rules = loadRules()

async function filingsOf(name: string): Promise<readonly Filing[]> {
  const source = readdirSync(join(root, name)).find((file) => file.startsWith('source.'))!
  const bytes = new Uint8Array(readFileSync(join(root, name, source)))
  return (await extract(bytes, rules, { path: `${name}/${source}` })).filings
}

const drawn = ({ severity, rule, form, message }: CheckFinding) => `${severity} ${rule} ${form}\n  ${message.zh}\n  ${message.en}\n` // biome-ignore format: one line

describe.each(names)('samples/%s', { timeout: 60_000 }, (name) => {
  it('has the findings that a reviewer would have', async () => {
    const { findings, defects } = runChecks(await filingsOf(name), rules.checks)
    expect(defects).toEqual([])
    const [path, text] = [join(root, name, 'findings.txt'), findings.map(drawn).join('')]
    if (process.env.GOLDENS === 'write') writeFileSync(path, text)
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text)
  })

  it('carries in its records what each filing says by itself, once, whatever its status', async () => {
    const { checks: _checks, ...reading } = rules
    for (const filing of await filingsOf(name)) {
      const alone = runChecks([filing], rules.checks).findings.map(({ rule, indicator }) => `${rule} ${indicator}`)
      const own = judge(filing, reading).findings
      expect(own.filter(({ rule }) => RULE_IDS.includes(rule))).toEqual([])
      expect(filing.findings.slice(own.length).map(({ rule, indicator }) => `${rule} ${indicator}`)).toEqual(alone)
      expect(filing.findings.slice(0, own.length)).toEqual(own)
      expect(judge(filing, rules)).toEqual(filing)
    }
  })
})
