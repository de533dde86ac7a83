import { describe, expect, it } from 'vitest'
import type { Check } from '../src/check/check.ts'
import { CHECKS } from '../src/check/families.ts'
import { runChecks } from '../src/check/run.ts'
import { loadCheckSetup } from '../src/rules/check-setup.ts'
import { drawnFilings } from './support/drawn-forms.ts'

/** The findings of one rule in its drawn example. */
async function foundBy(check: Check, drawing: string) {
  const filings = await drawnFilings(drawing)
  expect(filings.length).toBeGreaterThan(0)
  const setup = { ...loadCheckSetup({ profile: check.profile ?? 'default' }), checks: [check] }
  const { findings, defects } = runChecks(filings, setup)
  expect(defects).toEqual([])
  return findings
}

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (_id, check) => {
  it('fires on its bad example, and says what, where or whose, and what to do, in both languages', async () => {
    const findings = await foundBy(check, check.bad)
    expect(findings.length).toBeGreaterThan(0)
    for (const { rule, message } of findings) {
      expect(rule).toBe(check.id)
      expect(message.en.length).toBeGreaterThan(30)
      expect(message.zh).toMatch(/请|应|建议|已按/)
      expect(message.en).not.toMatch(/undefined|null|NaN|\[object/)
      expect(message.zh).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })

  it('stays silent on its good example', async () => {
    expect((await foundBy(check, check.good)).map(({ message }) => message.en)).toEqual([])
  })
})
