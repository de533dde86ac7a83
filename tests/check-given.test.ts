import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CheckFinding, runChecks } from '../src/check/run.ts'
import { extract } from '../src/extract.ts'
import type { Filing } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'

/** Real forms with their narratives replaced and people masked, as .xlsx. */
const folder = join(import.meta.dirname, 'given')
const rules = loadRules()

/** `026 SCR-05` for every line of evidence. */
function listed(file: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, 'goldens', file), 'utf8')
  return [...text.matchAll(/^(\d{3}) +([A-Z]+-\d\d) /gm)].map(([, filing, rule]) => `${filing} ${rule}`).sort()
}

const nameOf = ({ path, rule }: CheckFinding) => `${path.slice(0, 3)} ${rule}`

describe('the given filings', () => {
  it('have the errors and warnings that were looked at by hand, and no others', async () => {
    const filings: Filing[] = []
    for (const path of readdirSync(folder).sort())
      filings.push(...(await extract(readFileSync(join(folder, path)), rules, { path })).filings)
    expect(filings).toHaveLength(24)
    const { findings, defects } = runChecks(filings, rules.checks)
    expect(defects).toEqual([])
    const found = (wanted: string) => findings.filter(({ severity }) => severity === wanted).map(nameOf)
    expect(found('error').sort()).toEqual(listed('given-errors.txt'))
    expect(found('warning').sort()).toEqual(listed('given-warnings.txt'))
  })
})
