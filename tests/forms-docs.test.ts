import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { remap } from '../src/extract.ts'
import { FormFile } from '../src/form/form.ts'
import type { Filing } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'
import { parseDocument } from './support/draw-document.ts'

/** docs/forms.md: its table is read with the rule files that it shows, and gives what it says. */
const page = readFileSync(join(import.meta.dirname, '../docs/forms.md'), 'utf8')
const blocks = [...page.matchAll(/^```(?:text|json) (\S+)\n([\s\S]*?)^```/gm)].map(
  ([, name, text]) => [name!, text!] as const,
)
const blockOf = (name: string) => blocks.find(([one]) => one === name)![1]

function draw(filing: Filing): string {
  const head = (['form', 'fiscalYear', 'title', 'department', 'projectName'] as const).map(
    (key) => `${key} ${filing[key]}`,
  )
  const rows = filing.indicators.map((one) =>
    [
      'indicator',
      [
        one.level1Label,
        one.level3,
        one.weight,
        one.score,
        ...Object.entries(one.extra).map(([key, text]) => `${key}: ${text}`),
      ].join(' | '),
    ].join(' '),
  )
  return [...head, ...rows, `unread ${filing.ledger.unread}`, ''].join('\n')
}

describe('docs/forms.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guibiao-forms-'))
  for (const [name, text] of blocks.filter(([name]) => name.startsWith('my-rules/'))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const document = parseDocument(blockOf('table'))

  it('starts from a table that the built-in rules call unknown', async () => {
    const { filings } = await remap(document, '0', loadRules(), { path: 'table' })
    expect(filings.map(({ form, status }) => [form, status])).toEqual([['unknown', 'unknown']])
    expect(filings[0]!.ledger.unread).toBeGreaterThan(0)
  })

  it('ends with the filing that it shows', async () => {
    const { filings } = await remap(document, '0', loadRules(join(folder, 'my-rules')), { path: 'table' })
    expect(filings.map(draw)).toEqual([blockOf('result')])
  })

  it('names every key of a form file', () => {
    for (const key of Object.keys(FormFile.shape).filter((key) => key !== '$schema'))
      expect(page).toContain(`| \`${key}\` |`)
  })
})
