import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseProfile } from '../src/check/index.ts'
import { EXAMPLE_PROFILE, EXAMPLE_WAIVERS } from '../src/check/rules-table.ts'
import { loadCheckSetup } from '../src/rules/check-setup.ts'
import { parseProfiles } from '../src/rules/profiles.ts'
import { RuleError, type SourceText } from '../src/rules/rule-files.ts'
import { parseWaivers } from '../src/rules/waiver-file.ts'
import { filingOf } from './support/records.ts'

const base = { id: 'own', name: { en: 'own', zh: '自定' } }
const FORMS = ['project-goals', 'project-self-evaluation']
/** The profiles of a user's files. */
const parseAll = (...own: SourceText[]) => parseProfiles({ builtIn: [], own, forms: FORMS })
const sourceOf = (file: string, data: object): SourceText => ({ file, text: JSON.stringify(data) })
const parse = (data: object) => parseAll(sourceOf('own.json', data))

/** The message of the RuleError that something throws. */
function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(RuleError)
    return (error as Error).message
  }
  throw new Error('nothing was thrown')
}

describe('a wrong profile is refused by file and path', () => {
  it.each([
    ['not JSON', '{"id": "own"', 'own.json: not valid JSON'],
    ['an unknown key', { ...base, wieghts: [] }, 'own.json: /: Unrecognized key: "wieghts"'],
    ['a number for a decimal', { ...base, total: 100 }, 'own.json: /total'],
    ['a rule that does not exist', { ...base, off: ['FND-99'] }, 'own.json: /off: there is no rule "FND-99"'],
    ['a severity for no rule', { ...base, severities: { 'XX-01': 'info' } }, '/severities: there is no rule "XX-01"'],
    ['a severity that is none', { ...base, severities: { 'FND-01': 'fatal' } }, '/severities/FND-01'],
    ['a rule both off and re-graded', { ...base, off: ['FND-01'], severities: { 'FND-01': 'info' } }, '/off/0: FND-01'],
    [
      'bands upside down',
      { ...base, bands: { achieved: '0.5', partly: '0.8' } },
      '/bands/partly: 0.8 does not lie below',
    ],
    [
      'grades out of order',
      {
        ...base,
        grades: [
          { grade: '良', from: '80' },
          { grade: '优', from: '90' },
        ],
      },
      '/grades',
    ],
    [
      'points that miss the total',
      { ...base, weights: [{ name: 'w', execution: '10', levels: { output: '50' } }] },
      '/weights/0: the points of "w" add up to 60, expected 100',
    ],
    [
      'inherited points that miss its own total',
      { ...base, extends: 'parent', total: '120' },
      '/weights/0: the points of "w" add up to 100, expected 120',
    ],
    [
      'a cap above the total',
      { ...base, execution: { caps: [{ below: '80', total: '101' }] } },
      '/execution/caps/0/total: 101 is above 100',
    ],
    [
      'a level 1 that is none',
      { ...base, weights: [{ name: 'w', execution: '10', levels: { outputs: '90' } }] },
      '/weights/0/levels',
    ],
    [
      'a form that does not exist',
      { ...base, applies: { forms: ['project-goal'] } },
      '/applies/forms/0: there is no form "project-goal"; known are project-goals',
    ],
    [
      'a division by name',
      { ...base, applies: { divisions: ['湖南'] } },
      '/applies/divisions/0: expected the beginning of a GB/T 2260 code',
    ],
    [
      'years that run backwards',
      { ...base, applies: { years: { from: 2023, to: 2020 } } },
      '/applies/years: years run from',
    ],
    ['an unknown parent', { ...base, extends: 'nobody' }, '/extends: no profile "nobody"'],
    ['a circle', { ...base, extends: 'own' }, 'in a circle: own → own'],
  ])('%s', (_name, data, message) => {
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    const parent = { ...base, id: 'parent', weights: [{ name: 'w', execution: '10', levels: { output: '90' } }] }
    expect(messageOf(() => parseAll({ file: 'own.json', text }, sourceOf('parent.json', parent)))).toContain(message)
  })

  it('also when several profiles point at each other', () => {
    const [a, b] = [sourceOf('a.json', { ...base, id: 'a', extends: 'b' }), sourceOf('b.json', { ...base, id: 'b', extends: 'a' })] // biome-ignore format: one line
    expect(messageOf(() => parseAll(a, b))).toContain('a → b → a')
  })

  it('also when two files have the same id', () => {
    expect(messageOf(() => parseAll(sourceOf('a.json', base), sourceOf('b.json', base)))).toContain(
      'b.json: /id: "own" is the id of a.json, too',
    )
  })
})

describe('a profile', () => {
  it('takes over what it does not name, and can switch on again what its parent switched off', () => {
    const [parent, child] = parseAll(
      sourceOf('a', { ...base, id: 'a', off: ['FND-01', 'FND-02'], execution: { reasonBelow: '90' } }),
      sourceOf('b', { ...base, id: 'b', extends: 'a', severities: { 'FND-01': 'warning' } }),
    )
    expect(parent!.off).toEqual(['FND-01', 'FND-02'])
    expect(child).toMatchObject({ off: ['FND-02'], execution: { reasonBelow: '90', caps: [] }, reverse: 'linear' })
  })

  it('stands for the built-in one of its id, and may extend it', () => {
    const builtIn = [sourceOf('built-in.json', { ...base, id: 'default', reverse: 'ratio', scoreTolerance: '1' })]
    const own = [sourceOf('own.json', { ...base, id: 'default', extends: 'default', scoreTolerance: '0.5' })]
    expect(parseProfiles({ builtIn, own, forms: FORMS })).toMatchObject([{ reverse: 'ratio', scoreTolerance: '0.5' }])
  })

  it('is chosen by division, form and year; the default where none fits', () => {
    const { profiles } = loadCheckSetup()
    const idFor = (division: string | null, rest = {}) => chooseProfile(profiles, filingOf('x', rest), division).id
    expect([idFor('510000'), idFor('420106'), idFor('110101'), idFor('430212'), idFor(null)]).toEqual([
      'sichuan',
      'hubei',
      'beijing',
      'default',
      'default',
    ])
    const own = parse({ ...base, applies: { forms: ['project-goals'], years: { from: 2023 } } })
    const idOf = (rest: object) => chooseProfile([...profiles, ...own], filingOf('x', rest), '430212').id
    expect(idOf({ form: 'project-goals', fiscalYear: 2024 })).toBe('own')
    expect(idOf({ form: 'project-goals', fiscalYear: 2022 })).toBe('default')
    expect(idOf({ form: 'department-goals', fiscalYear: 2024 })).toBe('default')
  })
})

describe('the examples of the page', () => {
  it('are a profile and waivers that are taken', () => {
    const { profiles } = loadCheckSetup()
    const builtIn = profiles.map(({ id, name }) => sourceOf(`${id}.json`, { id, name }))
    const own = [{ file: 'county.json', text: EXAMPLE_PROFILE }]
    const county = parseProfiles({ builtIn, own, forms: FORMS }).find(({ id }) => id === 'county')
    expect(county).toMatchObject({ off: ['HDR-04'], execution: { reasonBelow: '90' } })
    expect(parseWaivers({ file: 'waivers.json', text: EXAMPLE_WAIVERS })).toMatchObject([
      { rule: 'FND-02', by: '张某' },
    ])
  })
})

describe('waivers', () => {
  const waiver = { rule: 'FND-02', filing: 'f', reason: '已核实', by: '张某', on: '2024-03-01' }
  const parseOne = (data: object) => parseWaivers(sourceOf('w.json', { waivers: [data] }))

  it('keep reason, person and date', () => expect(parseOne(waiver)).toEqual([waiver]))

  it.each([
    [{ ...waiver, reason: '' }, 'w.json: /waivers/0/reason: a waiver needs a reason'],
    [{ ...waiver, by: '' }, '/waivers/0/by: a waiver needs the person'],
    [{ ...waiver, on: 'yesterday' }, '/waivers/0/on: a waiver needs its date'],
    [{ ...waiver, rule: 'FND-77' }, '/waivers/0/rule: there is no rule "FND-77"'],
  ])('are refused without them: %j', (data, message) => expect(messageOf(() => parseOne(data))).toContain(message))
})

describe('the files of a setup', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-profiles-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it("include a user's folder, and a single file by its path", () => {
    mkdirSync(join(folder, 'profiles'))
    writeFileSync(join(folder, 'profiles/county.json'), JSON.stringify({ ...base, id: 'county', extends: 'sichuan' }))
    const single = join(folder, 'single.json')
    writeFileSync(single, `\ufeff${JSON.stringify({ ...base, id: 'single', extends: 'county' })}`)
    const rules = folder
    expect(loadCheckSetup({ profile: 'county', rules }).profile).toMatchObject({ execution: { reasonBelow: '90' } })
    expect(loadCheckSetup({ profile: single, rules }).profile?.name.zh).toBe('自定')
  })

  it('that are not there are named, with what is known', () => {
    expect(messageOf(() => loadCheckSetup({ profile: 'hunan' }))).toContain('known are default')
    expect(messageOf(() => loadCheckSetup({ profile: join(folder, 'x.json') }))).toContain('x.json: no such file')
    expect(messageOf(() => loadCheckSetup({ waivers: folder }))).toContain('no such file')
  })
})
