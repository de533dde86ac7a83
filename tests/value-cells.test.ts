import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readIn, reading } from './value-reading.ts'

/**
 * `goldens/value-cells.txt`: cells as filers write them, what is known beside them, and how they are read, one a line with
 * tabs between, under headings. GOLDENS=write rewrites the readings; look at what changed.
 */
const path = new URL('goldens/value-cells.txt', import.meta.url)
const lines = readFileSync(path, 'utf8').split('\n')

function read(line: string): string {
  if (line === '' || line.startsWith('# ')) return line
  const [cell = '', context = ''] = line.split('\t')
  return [cell, context, reading(readIn(cell, context))].join('\t')
}

it('reads more than a thousand cells as they were looked at', () => {
  const actual = lines.map(read)
  if (process.env.GOLDENS === 'write') writeFileSync(path, actual.join('\n'))
  expect(lines.filter((line) => line.includes('\t')).length).toBeGreaterThan(1000)
  expect(actual).toEqual(lines)
})
