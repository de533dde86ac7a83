import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { CHECKS, FAMILIES } from '../src/check/families.ts'
import { drawRules } from '../src/check/rules-table.ts'
import { Filing } from '../src/model.ts'
import { drawnFilings } from './support/drawn-forms.ts'

describe('docs/checks.md', () => {
  const path = join(import.meta.dirname, '../docs/checks.md')

  it('is what the rules say', () => {
    const page = drawRules()
    if (process.env.GOLDENS === 'write') writeFileSync(path, page)
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page)
  })

  it('documents every rule, and would miss one', () => {
    const page = readFileSync(path, 'utf8')
    expect(CHECKS.filter(({ id }) => !page.includes(`| ${id} |`))).toEqual([])
    expect(drawRules(FAMILIES.slice(1))).not.toContain('| HDR-01 |')
  })
})

/** The schema behind `funds.executed`; undefined where there is no such key. */
function schemaAt(path: string): z.ZodType | undefined {
  // biome-ignore lint/suspicious/noExplicitAny: zod's own shape is not typed for walking
  let schema: any = Filing
  for (const key of path.split('.')) {
    while (schema && !schema.shape) schema = schema.def.innerType ?? schema.def.element
    schema = schema?.shape[key]
    if (schema === undefined) return undefined
  }
  return schema
}

/** Everything that a path leads to in a filing. */
function valuesAt(record: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(record)) return record.flatMap((one) => valuesAt(one, path))
  const [key, ...rest] = path
  if (key === undefined) return [record]
  return record === null || typeof record !== 'object' ? [] : valuesAt((record as Record<string, unknown>)[key], rest)
}

const isFilled = (value: unknown) =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  !(typeof value === 'object' && Object.keys(value as object).length === 0)

describe('what rules read', () => {
  const paths = [...new Set(CHECKS.flatMap(({ reads }) => reads))]

  it.each(paths)('%s is a key of the record', (path) => expect(schemaAt(path)).toBeDefined())

  it('would be told apart from a key that does not exist', () => {
    expect(schemaAt('funds.exectued')).toBeUndefined()
  })

  it('is filled in some example', async () => {
    const filings = (
      await Promise.all(CHECKS.flatMap(({ good, bad }) => [drawnFilings(good), drawnFilings(bad)]))
    ).flat()
    expect(paths.filter((path) => !valuesAt(filings, path.split('.')).some(isFilled))).toEqual([])
  }, 60_000)
})
