import { describe, expect, it } from 'vitest'
import { indicatorKey } from '../src/assemble/indicators.ts'

describe('the name under which an indicator joins forms and years', () => {
  it.each([
    ['指标1：供水普及率', '供水普及率'],
    ['★培训人次（人）', '培训人次'],
    ['3.道路改造长度', '道路改造长度'],
    ['1.1.1保障人数', '保障人数'],
    ['2.10.3、生活水平', '生活水平'],
    ['1.5公里道路', '1.5公里道路'],
    ['其中：Ａ类补助户数', 'A类补助户数'],
    ['（一）', '(一)'],
  ])('%s: %s', (name, key) => {
    expect(indicatorKey(name)).toBe(key)
  })
})
