import { describe, expect, it } from 'vitest'
import { drawGrid, indexGrid, left, leftUp, parseGrid, placeRows, sameGrid, up } from '../src/grid.ts'
import type { Grid } from '../src/model.ts'
import fc from './support/properties.ts'

const rawCell = fc.record({
  text: fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('', '<', '^', '~', '{hidden}', ' 产出 ', '数量\n指标', '\\|', '⏎', '\\s'),
  ),
  rowSpan: fc.integer({ min: 1, max: 4 }),
  columnSpan: fc.integer({ min: 1, max: 4 }),
  hidden: fc.boolean(),
  skip: fc.constantFrom(0, 0, 0, 1),
})
const grids = fc.array(fc.array(rawCell, { maxLength: 5 }), { minLength: 1, maxLength: 6 }).map(placeRows)

function overlaps(grid: Grid): boolean {
  const seen = new Set<string>()
  for (const cell of grid.cells.filter((c) => !c.covered))
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
        if (seen.has(`${r},${c}`)) return true
        seen.add(`${r},${c}`)
      }
  return false
}

describe('placeRows', () => {
  it('puts the next cell beside a row span that reaches down', () => {
    const grid = placeRows([[{ text: 'a', rowSpan: 2 }, { text: 'b' }], [{ text: 'c' }]])
    expect(drawGrid(grid)).toBe('| a | b |\n| ^ | c |\n')
  })
  it('never lets two cells overlap', () => {
    fc.assert(fc.property(grids, (grid) => !overlaps(grid)))
  })
})

describe('drawGrid and parseGrid', () => {
  it('are inverse, whatever the cells hold', () => {
    fc.assert(fc.property(grids, (grid) => sameGrid(parseGrid(drawGrid(grid)), grid)))
  })
  it('keep covered text apart from the cell that covers it', () => {
    const drawn = '| 产出 | x |\n| ^=指标 | y |\n'
    const grid = parseGrid(drawn)
    expect(indexGrid(grid).at(1, 0)?.text).toBe('产出')
    expect(indexGrid(grid).coveredAt(1, 0)?.text).toBe('指标')
    expect(drawGrid(grid)).toBe(drawn)
  })
})

describe('looking around', () => {
  const grid = parseGrid(`
    | 一级 | 二级 | 三级 |
    | 产出 | 数量 | a    |
    | ^    |      | b    |
    | 效益 |      | c    |
    |      | ^    | d    |
  `)
  it('left finds the nearest label in the row and stops at the wall', () => {
    expect(left(grid, 1, 2, { top: 0 })?.text).toBe('数量')
    expect(left(grid, 2, 2, { top: 0 })?.text).toBe('产出')
    expect(left(grid, 2, 2, { top: 0, left: 1 })).toBeUndefined()
  })
  it('up passes an uncovered blank, but not a heading', () => {
    expect(up(grid, 2, 1, { top: 1 })?.text).toBe('数量')
    expect(up(grid, 1, 1, { top: 1 })).toBeUndefined()
  })
  it('up takes a blank merge for blank on purpose', () => {
    expect(up(parseGrid('| a |\n|  |\n| ^ |\n| |\n'), 3, 0, { top: 0 })).toBeUndefined()
  })
  it('left-up goes to the edge and then upward', () => {
    expect(leftUp(grid, 4, 2, { top: 1 })?.text).toBe('效益')
  })
})
