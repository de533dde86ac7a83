/** Property runs of a .doc ([MS-DOC] §2.8.5, §2.9): which single property modifiers (sprm) hold for a file position. */
import { u16, u32 } from '../bytes.ts'
import type { WordBinary } from './binary.ts'

/** One modifier: its code and where its operand stands. */
export interface Modifier {
  readonly code: number
  readonly bytes: Uint8Array
  readonly at: number
  readonly length: number
}

/** The property runs of one kind, sorted by file position. */
export interface Runs {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly modifiers: readonly (readonly Modifier[])[]
}

const T_DEF_TABLE = 0xd608
const P_CHANGE_TABS = 0xc615
/** Modifiers whose operand points at more of them in the data stream: huge ones, and those of tables. */
const ELSEWHERE = new Set([0x6646, 0x646b])

/** The size of an operand (§2.6.1): by the three highest bits of the code, or stated before it. */
function operandOf(bytes: Uint8Array, code: number, at: number): { readonly start: number; readonly length: number } {
  if (code === T_DEF_TABLE) return { start: at + 2, length: Math.max(0, u16(bytes, at) - 1) }
  const kind = code >> 13
  if (kind !== 6) return { start: at, length: [1, 1, 2, 4, 2, 2, 0, 3][kind]! }
  const stated = bytes[at] ?? 0
  if (code === P_CHANGE_TABS && stated === 255) {
    const deleted = bytes[at + 1] ?? 0
    const added = bytes[at + 2 + 4 * deleted] ?? 0
    return { start: at + 1, length: 2 + 4 * deleted + 3 * added }
  }
  return { start: at + 1, length: stated }
}

/** The modifiers of a `grpprl` between two offsets; huge ones go on in the data stream. */
export function modifiersOf(bytes: Uint8Array, start: number, end: number, data: Uint8Array): Modifier[] {
  const found: Modifier[] = []
  for (let at = start; at + 2 <= end; ) {
    const code = u16(bytes, at)
    const operand = operandOf(bytes, code, at + 2)
    if (ELSEWHERE.has(code) && bytes !== data) {
      const far = u32(bytes, operand.start)
      found.push(...modifiersOf(data, far + 2, Math.min(data.length, far + 2 + u16(data, far)), data))
    } else found.push({ code, bytes, at: operand.start, length: operand.length })
    at = operand.start + operand.length
  }
  return found
}

/** Byte ranges of the `grpprl` of each run in one page of 512 bytes (§2.9.175, PapxFkp; §2.9.33, ChpxFkp). */
function readPage(
  binary: WordBinary,
  page: number,
  paragraphs: boolean,
  runs: { starts: number[]; ends: number[]; modifiers: (readonly Modifier[])[] },
): void {
  const { main, data } = binary
  const base = page * 512
  const count = main[base + 511] ?? 0
  for (let i = 0; i < count; i++) {
    const offset = main[base + 4 * (count + 1) + (paragraphs ? 13 * i : i)] ?? 0
    const at = base + 2 * offset
    let start = at + 1
    let length = main[at] ?? 0
    if (paragraphs) {
      if (length === 0) {
        length = 2 * (main[at + 1] ?? 0)
        start = at + 2
      } else length = 2 * length - 1
    }
    // A paragraph's properties begin with the index of its style.
    const from = paragraphs ? start + 2 : start
    runs.starts.push(u32(main, base + 4 * i))
    runs.ends.push(u32(main, base + 4 * (i + 1)))
    runs.modifiers.push(offset === 0 ? [] : modifiersOf(main, from, Math.min(start + length, base + 511), data))
  }
}

const BTE_CHPX = 12
const BTE_PAPX = 13

/** The runs of paragraph or of character properties. */
export function propertyRuns(binary: WordBinary, kind: 'paragraph' | 'character'): Runs {
  const { table, pair } = binary
  const { offset, length } = pair(kind === 'paragraph' ? BTE_PAPX : BTE_CHPX)
  const count = Math.max(0, Math.floor((Math.min(length, table.length - offset) - 4) / 8))
  const runs = { starts: [] as number[], ends: [] as number[], modifiers: [] as (readonly Modifier[])[] }
  for (let i = 0; i < count; i++) {
    const page = u32(table, offset + 4 * (count + 1) + 4 * i) & 0x3fffff
    if ((page + 1) * 512 <= binary.main.length) readPage(binary, page, kind === 'paragraph', runs)
  }
  const order = runs.starts.map((_, index) => index).sort((a, b) => runs.starts[a]! - runs.starts[b]!)
  return {
    starts: order.map((index) => runs.starts[index]!),
    ends: order.map((index) => runs.ends[index]!),
    modifiers: order.map((index) => runs.modifiers[index]!),
  }
}

/** The index of the run that holds a file position, or -1. */
export function runAt(runs: Runs, fc: number): number {
  let low = 0
  let high = runs.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (runs.starts[middle]! <= fc) low = middle
    else high = middle - 1
  }
  return high >= 0 && runs.starts[low]! <= fc && fc < runs.ends[low]! ? low : -1
}
