import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { remap } from '../src/extract.ts'
import type { Document } from '../src/model.ts'
import { loadRules } from '../src/rules.ts'
import { drawFiling } from './draw-filing.ts'
import { parseDocument } from './support/draw-document.ts'
import { lostValues } from './support/lost-values.ts'

/**
 * `cases/*.txt`: `## sentence of behaviour`, then lines (captions) and drawn tables in the order of the document, `==>`,
 * and the filings that they are. `sheet NAME` in front of a table makes it a sheet. GOLDENS=write rewrites the right sides.
 */
const folder = join(import.meta.dirname, 'cases')
// This is about the reading: what checks find has tests of its own.
const { checks: _checks, ...rules } = loadRules()

function significantOf(document: Document): string {
  return document.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.grid.cells.map((cell) => cell.text)))
    .join('')
}

const files = readdirSync(folder).filter((name) => name.endsWith('.txt') && !name.startsWith('values'))

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  const [intro, ...cases] = text.split(/^## /m)
  const actual: string[] = []
  it.each(cases.map((body) => [body.split('\n')[0]!, body] as const))('%s', async (sentence, body) => {
    const [left, right] = body.slice(sentence.length + 1).split(/^==>\n/m)
    const document = parseDocument(left!)
    const { filings, ledger } = await remap(document, '0', rules, { path: file })
    const drawn = filings.length === 0 ? 'no filing\n' : filings.map(drawFiling).join('--\n')
    actual.push(`## ${sentence}\n${left}==>\n${drawn}\n`)
    expect(ledger.label + ledger.value + ledger.ignored + ledger.unread).toBe(
      [...significantOf(document)].filter((c) => !/[\s\u200b-\u200f\u2060\ufeff:：;；,，、。|｜·]/.test(c)).length,
    )
    expect(lostValues(filings)).toEqual([])
    if (process.env.GOLDENS === 'write') writeFileSync(join(folder, file), `${intro}${actual.join('')}`)
    else expect(drawn).toBe(right!.trimEnd() === '' ? '' : `${right!.trimEnd()}\n`)
  })
})
