import { describe, expect, it } from 'vitest'
import { judgeKey, judgeUnkeyed, type Rival } from '../src/store/standing.ts'
import fc from './support/properties.ts'

const rival = (id: string, digest: string, rest: Partial<Rival> = {}): Rival => ({
  id,
  key: 'k',
  digest,
  status: 'clean',
  filedOn: null,
  named: false,
  ...rest,
})
const told = (rivals: readonly Rival[], chosen: string | null = null) =>
  Object.fromEntries(
    [...judgeKey(rivals, chosen)].map(([id, { standing, by }]) => [id, by ? `${standing} ${by}` : standing]),
  )

const anyRivals = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[0-9a-f]{4}$/),
    key: fc.constant('k'),
    digest: fc.constantFrom('a', 'b', 'c'),
    status: fc.constantFrom('clean', 'flagged', 'partial'),
    filedOn: fc.constantFrom(null, '2021', '2021-03', '2021-03-15', '2021-04-01', '--12-31', '三月'),
    named: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
)

describe('the standing of filings with one key', () => {
  it('is current for a single one, and copy for all but one with the same facts', () => {
    expect(told([rival('1', 'a')])).toEqual({ 1: 'current' })
    expect(told([rival('2', 'a'), rival('1', 'a'), rival('3', 'a')])).toEqual({ 1: 'current', 2: 'copy', 3: 'copy' })
  })

  it('lets a copy that was read to the end stand for one that was read in part', () => {
    expect(told([rival('1', 'a', { status: 'partial' }), rival('2', 'a')])).toEqual({ 1: 'copy', 2: 'current' })
  })

  it('is contested for different facts that nothing tells apart', () => {
    expect(told([rival('1', 'a'), rival('2', 'b')])).toEqual({ 1: 'contested', 2: 'contested' })
  })

  it('follows the filing date when every version has one that is precise enough', () => {
    const on = (...dates: (string | null)[]) =>
      told(dates.map((filedOn, at) => rival(`${at}`, `digest ${at}`, { filedOn })))
    expect(on('2021-03-15', '2021-04-01')).toEqual({ 0: 'superseded filing-date', 1: 'current filing-date' })
    expect(on('2021', '2022-01')).toEqual({ 0: 'superseded filing-date', 1: 'current filing-date' })
    for (const undecided of [
      ['2021-03-15', null],
      ['2021-03', '2021-03-15'],
      ['2021-03-15', '2021-03-15'],
      ['--12-31', '2021-03-15'],
      ['2021-3-1', '2020-01-01'],
    ])
      expect(Object.values(on(...undecided))).toEqual(['contested', 'contested'])
  })

  it('follows a manifest before the date, and is contested when the manifest names two', () => {
    const dated = [rival('1', 'a', { filedOn: '2021-01-01', named: true }), rival('2', 'b', { filedOn: '2022-01-01' })]
    expect(told(dated)).toEqual({ 1: 'current manifest', 2: 'superseded manifest' })
    expect(told(dated.map((one) => ({ ...one, named: true })))).toEqual({ 1: 'contested', 2: 'contested' })
  })

  it('follows a person before all else, as long as what was chosen is there', () => {
    const rivals = [rival('1', 'a', { named: true }), rival('2', 'b'), rival('3', 'b')]
    expect(told(rivals, 'b')).toEqual({ 1: 'superseded choice', 2: 'current choice', 3: 'copy' })
    expect(told(rivals, 'gone')).toEqual({ 1: 'current manifest', 2: 'superseded manifest', 3: 'copy' })
  })

  it('is the same in whatever order files arrive, and at most one is current', () => {
    fc.assert(
      fc.property(anyRivals, fc.constantFrom(null, 'a', 'b'), fc.integer(), (rivals, chosen, seed) => {
        const verdicts = told(rivals, chosen)
        const shuffled = rivals.toSorted((x, y) => (x.id + seed < y.id + seed ? -1 : 1)).reverse()
        expect(told(shuffled, chosen)).toEqual(verdicts)
        const standings = Object.values(verdicts).map((text) => text.split(' ')[0])
        const current = standings.filter((standing) => standing === 'current').length
        expect(current).toBe(standings.includes('contested') ? 0 : 1)
        const digests = new Set(rivals.map(({ digest }) => digest)).size
        expect(standings.filter((standing) => standing !== 'copy')).toHaveLength(digests)
      }),
    )
  })
})

describe('the standing of filings without key', () => {
  it('is current for one of each content, unless one with a key has the same facts', () => {
    const rivals = [rival('2', 'a', { key: null }), rival('1', 'a', { key: null })]
    const standings = (keyed: boolean) =>
      Object.fromEntries([...judgeUnkeyed(rivals, keyed)].map(([id, { standing }]) => [id, standing]))
    expect(standings(false)).toEqual({ 1: 'current', 2: 'copy' })
    expect(standings(true)).toEqual({ 1: 'copy', 2: 'copy' })
    expect([...judgeUnkeyed([], false)]).toEqual([])
  })
})
