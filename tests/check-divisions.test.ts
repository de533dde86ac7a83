import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DivisionFile } from '../src/check/divisions.ts'
import { loadDivisions } from '../src/rules/check-profiles.ts'

const divisions = loadDivisions()
const codesOf = (name: string) => divisions.resolve(name).divisions.map(({ code }) => code)
const file: DivisionFile = JSON.parse(readFileSync(join(import.meta.dirname, '../schema/divisions.json'), 'utf8'))

describe('the name of a body', () => {
  it.each([
    ['株洲市渌口区住房和城乡建设局', ['430212']],
    ['濉溪县民政局', ['340621']],
    ['池州市贵池区棠溪镇人民政府', ['341702']],
    ['湖南省财政厅', ['430000']],
    ['湖南株洲市财政局', ['430200']],
    ['重庆市梁平区林业局', ['500155']],
    ['恩施土家族苗族自治州水利局', ['422800']],
    ['内蒙古自治区财政厅', ['150000']],
    ['岳 阳 县农业农村局', ['430621']],
    ['县农业农村局', []],
    ['经济建设科', []],
    ['', []],
  ])('%s resolves to %j', (name, codes) => expect(codesOf(name)).toEqual(codes))

  it('is ambiguous where several cities have a district of that name, and certain behind its city', () => {
    expect(codesOf('鼓楼区教育局').length).toBe(4)
    expect(codesOf('徐州市鼓楼区教育局')).toEqual(['320302'])
  })

  it('that was retired leads to its successor, and says so', () => {
    const { divisions: found, retired } = divisions.resolve('株洲县住房和城乡建设局')
    expect(found.map(({ code, name }) => [code, name])).toEqual([['430212', '渌口区']])
    expect(retired.map(({ code, to }) => [code, to])).toEqual([['430221', '2016-07']])
  })

  it('that is current wins over a retired one of the same spelling', () => {
    expect(divisions.resolve('杭州市上城区民政局')).toMatchObject({ divisions: [{ code: '330102' }], retired: [] })
  })
})

describe('the table of divisions', () => {
  it('names 28 districts that are ambiguous without their city', () => {
    const names = new Map<string, string[]>()
    for (const [code, name, , , to] of file.divisions)
      if (to === null && !code!.endsWith('00')) names.set(name!, [...(names.get(name!) ?? []), code!])
    expect([...names.values()].filter((codes) => codes.length > 1).length).toBe(28)
  })

  it('has a known parent for every division, and a current successor or none', () => {
    const current = new Set(file.divisions.filter(([, , , , to]) => to === null).map(([code]) => code))
    const all = new Set(file.divisions.map(([code]) => code))
    expect(file.divisions.length).toBeGreaterThan(3500)
    expect(file.divisions.filter(([, , parent]) => parent !== null && !all.has(parent!))).toEqual([])
    expect(file.divisions.filter(([, , , , , successor]) => successor != null && !current.has(successor))).toEqual([])
  })

  it('has each current code once', () => {
    const codes = file.divisions.filter(([, , , , to]) => to === null).map(([code]) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })
})
