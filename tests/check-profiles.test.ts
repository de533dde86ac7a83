import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RULE_IDS } from '../src/check/families.ts'
import { loadCheckSetup, loadProfiles } from '../src/check/load.ts'
import { chooseProfile, ProfileError, parseProfiles, parseWaivers } from '../src/check/profiles.ts'
import { filingOf } from './support/records.ts'

const base = { id: 'own', name: { en: 'own', zh: '自定' } }
const parse = (data: object) => parseProfiles([{ file: 'own.json', text: JSON.stringify(data) }], RULE_IDS)

/** The message of the ProfileError that something throws. */
function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError)
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
    ['an unknown parent', { ...base, extends: 'nobody' }, '/extends: no profile "nobody"'],
    ['a circle', { ...base, extends: 'own' }, 'in a circle: own → own'],
  ])('%s', (_name, data, message) => {
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    expect(messageOf(() => parseProfiles([{ file: 'own.json', text }], RULE_IDS))).toContain(message)
  })

  it('also when several profiles point at each other', () => {
    const sources = [
      { file: 'a.json', text: JSON.stringify({ ...base, id: 'a', extends: 'b' }) },
      { file: 'b.json', text: JSON.stringify({ ...base, id: 'b', extends: 'a' }) },
    ]
    expect(messageOf(() => parseProfiles(sources, RULE_IDS))).toContain('a → b → a')
  })
})

describe('a profile', () => {
  it('takes over what it does not name, and can switch on again what its parent switched off', () => {
    const [parent, child] = parseProfiles(
      [
        {
          file: 'a',
          text: JSON.stringify({ ...base, id: 'a', off: ['FND-01', 'FND-02'], execution: { reasonBelow: '90' } }),
        },
        { file: 'b', text: JSON.stringify({ ...base, id: 'b', extends: 'a', severities: { 'FND-01': 'warning' } }) },
      ],
      RULE_IDS,
    )
    expect(parent!.off).toEqual(['FND-01', 'FND-02'])
    expect(child).toMatchObject({ off: ['FND-02'], execution: { reasonBelow: '90', caps: [] }, reverse: 'linear' })
  })

  it('is chosen by division, form and year; the default where none fits', () => {
    const profiles = loadProfiles()
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

describe('waivers', () => {
  const waiver = { rule: 'FND-02', filing: 'f', reason: '已核实', by: '张某', on: '2024-03-01' }
  const parseOne = (data: object) =>
    parseWaivers({ file: 'w.json', text: JSON.stringify({ waivers: [data] }) }, RULE_IDS)

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
    const profiles = join(folder, 'profiles')
    expect(loadCheckSetup({ profile: 'county', profiles }).profile).toMatchObject({ execution: { reasonBelow: '90' } })
    expect(loadCheckSetup({ profile: single, profiles }).profile?.name.zh).toBe('自定')
  })

  it('that are not there are named, with what is known', () => {
    expect(messageOf(() => loadCheckSetup({ profile: 'hunan' }))).toContain('known are default')
    expect(messageOf(() => loadCheckSetup({ profile: join(folder, 'x.json') }))).toContain('x.json: no such file')
    expect(messageOf(() => loadCheckSetup({ waivers: folder }))).toContain('no such file')
  })
})
