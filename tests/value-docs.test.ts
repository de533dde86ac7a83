import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DOUBTS, FLAGS, REASONS } from '../src/value/index.ts'
import { readIn, reading } from './value-reading.ts'

/** The readings in the tables of docs/values.md; GOLDENS=write writes them anew, to be read before they are kept. */
const path = new URL('../docs/values.md', import.meta.url)
const page = readFileSync(path, 'utf8')
const ROW = /^\| `(.*?)` \| (?:`(.*?)`)? ?\| `(.*)` \|$/

interface Row {
  readonly raw: string
  readonly context: string
  readonly reading: string
  readonly section: string
}

function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = []
  let section = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) section = line.replace(/^#+ /, '')
    const [, raw, context = '', read] = ROW.exec(line) ?? []
    if (raw !== undefined)
      rows.push({ raw: raw.replaceAll('\\|', '|').replaceAll('␣', ' '), context, reading: read!, section })
  }
  return rows
}

if (process.env.GOLDENS === 'write') {
  const lines = page.split('\n').map((line) => {
    const [, raw, context = ''] = ROW.exec(line) ?? []
    if (raw === undefined) return line
    const value = readIn(raw.replaceAll('\\|', '|').replaceAll('␣', ' '), context)
    return `| \`${raw}\` | ${context === '' ? '' : `\`${context}\` `}| \`${reading(value)}\` |`
  })
  writeFileSync(path, lines.join('\n'))
}

describe('docs/values.md', () => {
  const rows = rowsOf(readFileSync(path, 'utf8'))

  it('has examples', () => expect(rows.length).toBeGreaterThan(150))

  it.each(rows.map((row) => [`${row.raw} ${row.context}`.trim(), row] as const))(
    'reads %s as it says',
    (_name, row) => {
      expect(reading(readIn(row.raw, row.context))).toBe(row.reading)
    },
  )

  it.each(Object.entries({ ...FLAGS, ...DOUBTS, ...REASONS }))('explains %s', (name, meaning) => {
    expect(page).toContain(`| \`${name}\` | ${meaning.en.replaceAll('|', '\\|')} | ${meaning.zh} |`)
  })

  it('explains no flag that no reading can carry', () => {
    const known = new Set(Object.keys({ ...FLAGS, ...DOUBTS, ...REASONS }))
    const explained = [...page.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|$/gm)].map((match) => match[1]!)
    expect(explained.length).toBeGreaterThan(40)
    expect(explained.filter((name) => !known.has(name))).toEqual([])
  })

  it('shows an example of every flag, doubt and reason of a value', () => {
    const shown = rows.map((row) => row.reading).join('\n')
    const ofAmounts = ['unit-converted', 'no-amount', 'breakdown']
    const names = Object.keys({ ...FLAGS, ...DOUBTS, ...REASONS }).filter((name) => !ofAmounts.includes(name))
    expect(names.filter((name) => !shown.includes(name))).toEqual([])
  })

  it.each(['inferred unit', 'inferred year', '(target)', '(column)', '(header)', '(name)'])(
    'shows an example of %s',
    (mark) => {
      expect(rows.some((row) => row.reading.includes(mark))).toBe(true)
    },
  )
})
