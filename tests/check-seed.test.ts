import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rescore } from '../src/check/rescore.ts'
import { type CheckFinding, runChecks } from '../src/check/run.ts'
import { extract } from '../src/extract.ts'
import type { Filing } from '../src/model.ts'
import { loadCheckSetup } from '../src/rules/check-setup.ts'
import { loadRules } from '../src/rules.ts'

const root = join(import.meta.dirname, '..')
const rules = loadRules()
const setup = loadCheckSetup()

/** The filings of a sample. */
async function filingsOf(name: string): Promise<readonly Filing[]> {
  const folder = join(root, 'samples', name)
  const source = readdirSync(folder).find((file) => file.startsWith('source.'))!
  return (await extract(readFileSync(join(folder, source)), rules, { path: `${name}/${source}` })).filings
}

/** The two forms that it all started from: as two .docx, as two .xlsx, and in one file. */
const SETS = {
  docx: ['goals', 'self-evaluation'],
  xlsx: ['goals-sheet', 'self-evaluation-sheet'],
  both: ['both'],
} as const

async function check(set: keyof typeof SETS) {
  const filings = (await Promise.all(SETS[set].map(filingsOf))).flat()
  return { filings, ...runChecks(filings, setup) }
}

/** One finding a line: what it is, and about whom. GOLDENS=write rewrites the file. */
function golden(file: string, actual: string): void {
  const path = join(import.meta.dirname, 'goldens', file)
  if (process.env.GOLDENS === 'write') writeFileSync(path, actual)
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
}

const drawn = ({ severity, rule, form, message }: CheckFinding) =>
  `${severity} ${rule} ${form}\n  ${message.zh}\n  ${message.en}\n`
const kindOf = ({ severity, rule, form, indicator }: CheckFinding) => `${severity} ${rule} ${form} ${indicator ?? ''}`

describe('the two forms it started from', () => {
  it('give the findings that a careful reader found by hand', async () => {
    const { findings, defects } = await check('docx')
    expect(defects).toEqual([])
    golden('seed-findings.txt', findings.map(drawn).join(''))
  })

  it.each(['xlsx', 'both'] as const)('give the same ones as %s', async (set) => {
    const [one, other] = [await check('docx'), await check(set)]
    const kinds = other.findings.map(kindOf).filter((kind) => !kind.includes('HDR-15'))
    expect(kinds.sort()).toEqual(one.findings.map(kindOf).sort())
  })

  it('name the figure that is right, and the line it stands in', async () => {
    const { findings } = await check('docx')
    expect(findings.find(({ rule }) => rule === 'XT-01')).toMatchObject({
      suggestion: '17910',
      related: ['project-expenditure', '项目支出'],
      cells: [{ raw: '17910' }],
      also: [{ cells: [{ raw: '17190' }] }],
    })
    expect(findings.find(({ rule }) => rule === 'NAR-01')).toMatchObject({
      found: '1.65亿万元',
      suggestion: '1.65亿元',
    })
  })

  it('name cells for every finding that is about something printed', async () => {
    const { findings } = await check('docx')
    expect(findings.filter(({ cells }) => cells.length === 0).map(({ rule }) => rule)).toEqual(['HDR-04', 'HDR-04'])
  })

  it('say nothing of what is right', async () => {
    const { findings } = await check('docx')
    const silent = ['FND-01', 'FND-10', 'EXE-01', 'EXE-02', 'EXE-03', 'EXE-05', 'EXE-08', 'WGT-01', 'WGT-02', 'WGT-03', 'WGT-05', 'SCR-01', 'SCR-02', 'SCR-03', 'SCR-06', 'DEV-01', 'IND-01', 'IND-04', 'TGT-05', 'SAT-01', 'XT-02', 'XT-03', 'XT-04', 'XT-07', 'HDR-03', 'NAR-02'] // biome-ignore format: one line
    expect(findings.map(({ rule }) => rule).filter((rule) => silent.includes(rule))).toEqual([])
  })
})

describe('the self-evaluation scored again', () => {
  it('shows what its points rest on', async () => {
    const [filing] = await filingsOf('self-evaluation')
    expect(rescore(filing!, setup.profiles[0]!)).toMatchObject({
      claimed: '100',
      byEvidence: {
        measured: '37',
        'achieved-wording': '8',
        'restated-target': '20',
        'name-copy': '20',
        'unit-mismatch': '5',
      },
      measuredShare: '41.1',
      execution: { weight: '10', claimed: '10', computed: '10.00' },
    })
  })

  it('is left alone where the form prints no points', async () => {
    const [filing] = await filingsOf('goals')
    expect(rescore(filing!, setup.profiles[0]!)).toBe(null)
  })
})
