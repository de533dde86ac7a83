import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { makeFile } from '../bench/archive.mjs'
import { extract, loadRules } from '../src/index.ts'
import { copyText, rememberTexts } from '../src/text.ts'
import fc from './support/properties.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of the heap that something still holds. */
function held(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

describe('what is remembered of texts', () => {
  it('is computed once while they are among the latest, and is bounded', () => {
    const computed: string[] = []
    const recall = rememberTexts<number | null>(2)
    const ask = (text: string) =>
      recall(text, (own) => {
        computed.push(own)
        return own === '无' ? null : own.length
      })
    expect([ask('数量指标'), ask('无'), ask('数量指标'), ask('无')]).toEqual([4, null, 4, null])
    expect(computed).toEqual(['数量指标', '无'])
    for (const text of ['质量', '时效', '成本', '效益']) ask(text)
    ask('数量指标')
    expect(computed).toEqual(['数量指标', '无', '质量', '时效', '成本', '效益', '数量指标'])
  })

  it('is kept while it is asked for again and again, whatever comes between', () => {
    let computed = 0
    const recall = rememberTexts<number>(3)
    for (let at = 0; at < 50; at++)
      for (const text of ['得分', `第${at}行`]) recall(text, () => (text === '得分' ? ++computed : at))
    expect(computed).toBe(1)
  })

  it('is found under a copy that equals the text, whatever it is made of', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => copyText(text) === text))
    expect(copyText('half a pair: \ud83d and its end')).toBe('half a pair: \ud83d and its end')
  })
})

describe('a process that reads one file after the other', () => {
  it('holds nothing of files that are gone', async () => {
    const rules = loadRules(undefined)
    const read = async (from: number, to: number) => {
      for (let at = from; at < to; at++) await extract(makeFile(at, 'large').bytes, rules, { path: 'a.docx' })
      return held()
    }
    // By then its memory of records is full: 32 filings of nine in each file.
    const before = await read(0, 10)
    const after = await read(10, 40)
    // The text of each file's part is 1.2 MB of heap: thirty of them would be 37.
    expect((after - before) / 2 ** 20).toBeLessThan(15)
  })
})
