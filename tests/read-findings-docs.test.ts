import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findingOf, READ_RULES, type ReadRule } from '../src/read/findings.ts'

const page = readFileSync(new URL('../docs/reading.md', import.meta.url), 'utf8')
const documented = [...page.matchAll(/^- `(READ-[A-Z-]+)` \((error|warning|info)\): \S/gm)].map(
  ([, rule, severity]) => [rule, severity],
)
const rules = Object.keys(READ_RULES) as ReadRule[]

it('every finding of the readers is documented with its severity, and no other', () => {
  expect(rules.length).toBeGreaterThan(20)
  expect(documented.toSorted()).toEqual(rules.map((rule) => [rule, READ_RULES[rule].severity]).toSorted())
})

it.each(rules)('%s says where and what, in English and Chinese', (rule) => {
  const { message } = findingOf(rule, '表1!B2', '找到的')
  expect(message.en).toMatch(/^[^{}]*[.]$/)
  expect(message.zh).toMatch(/^[^{}]*。$/)
  expect(message.zh).toMatch(/[\u4e00-\u9fff]/)
})

it('quotes long text shortened and in one line', () => {
  const { message, found } = findingOf('READ-HIDDEN-TEXT', '段落1', `${'长'.repeat(100)}\n尾`)
  expect(message.zh).toContain(`“${'长'.repeat(60)}…”`)
  expect(found).toHaveLength(102)
})
