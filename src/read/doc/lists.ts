/** List definitions of a .doc ([MS-DOC] §2.4.6.3, §2.9.147–150) in the form of `numbering.xml`. */
import { u16, u32 } from '../bytes.ts'
import type { Level, NumberingPart } from '../docx/numbering.ts'
import type { WordBinary } from './binary.ts'
import { modifiersOf } from './properties.ts'

/** Number formats by their code ([MS-OSHARED] §2.2.1.3, MSONFC). */
const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter', 10: 'ideographDigital',
  11: 'japaneseCounting', 14: 'decimalFullWidth', 15: 'decimalHalfWidth', 16: 'japaneseLegal', 18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth2', 22: 'decimalZero', 23: 'bullet', 26: 'decimalEnclosedFullstop', 27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese', 29: 'ideographEnclosedCircle', 30: 'ideographTraditional', 31: 'ideographZodiac',
  33: 'taiwaneseCounting', 34: 'ideographLegalTraditional', 35: 'taiwaneseCountingThousand', 36: 'taiwaneseDigital',
  37: 'chineseCounting', 38: 'chineseLegalSimplified', 39: 'chineseCountingThousand', 255: 'none',
} // biome-ignore format: a table

const FONT = 0x4a4f
const SUFFIXES = ['tab', 'space', 'nothing']

/** One level (§2.9.150, LVL) and where the next one starts. */
function readLevel({ table, data }: WordBinary, at: number, fonts: readonly string[]): { level: Level; next: number } {
  const code = table[at + 4] ?? 0
  const charLength = table[at + 24] ?? 0
  const chars = at + 28 + (table[at + 25] ?? 0)
  const textAt = chars + charLength
  const length = u16(table, textAt)
  const raw = new TextDecoder('utf-16le').decode(table.subarray(textAt + 2, textAt + 2 + 2 * length))
  const text = [...raw].map((char) => (char.charCodeAt(0) < 9 ? `%${char.charCodeAt(0) + 1}` : char)).join('')
  const font = modifiersOf(table, chars, textAt, data).findLast((modifier) => modifier.code === FONT)
  const level: Level = {
    start: u32(table, at) | 0,
    format: FORMATS[code] ?? `nfc ${code}`,
    text,
    suffix: SUFFIXES[table[at + 15] ?? 0] ?? 'tab',
    font: font ? (fonts[u16(font.bytes, font.at)] ?? '') : '',
    restart: null,
    legal: ((table[at + 5] ?? 0) & 4) !== 0,
    style: null,
  }
  return { level, next: textAt + 2 + 2 * length }
}

const LISTS = 73
const OVERRIDES = 74
const FONTS = 15

/** Names of the fonts of a .doc (§2.9.286, SttbfFfn), by index. */
export function fontsOf({ table, pair }: WordBinary): readonly string[] {
  const { offset, length } = pair(FONTS)
  const end = Math.min(offset + length, table.length)
  const names: string[] = []
  for (let at = offset + 4; at + 40 < end; at += 1 + (table[at] ?? 0)) {
    const raw = new TextDecoder('utf-16le').decode(table.subarray(at + 40, Math.min(end, at + 1 + (table[at] ?? 0))))
    names.push(raw.split('\0')[0] ?? '')
  }
  return names
}

/** The lists of a .doc; a paragraph's list id counts its overrides from 1. */
export function listsOf(binary: WordBinary, fonts: readonly string[]): NumberingPart {
  const { table, pair } = binary
  const abstracts: Map<string, { levels: Map<number, Level>; styleLink: null; numStyleLink: null }> = new Map()
  const numberings: Map<string, { abstract: string; starts: Map<number, number>; levels: Map<number, Level> }> =
    new Map()
  const lists = pair(LISTS)
  const room = (offset: number, length: number, size: number) =>
    Math.floor(Math.max(0, Math.min(length, table.length - offset)) / size)
  const count = Math.min(u16(table, lists.offset), room(lists.offset, lists.length, 28))
  let at = lists.offset + lists.length
  for (let i = 0; i < count; i++) {
    const list = lists.offset + 2 + 28 * i
    const levels = new Map<number, Level>()
    for (let n = 0; n < ((table[list + 26] ?? 0) & 1 ? 1 : 9) && at < table.length; n++) {
      const { level, next } = readLevel(binary, at, fonts)
      levels.set(n, level)
      at = next
    }
    abstracts.set(String(u32(table, list)), { levels, styleLink: null, numStyleLink: null })
  }
  const overrides = pair(OVERRIDES)
  const total = Math.min(u32(table, overrides.offset), room(overrides.offset, overrides.length, 16))
  let data = overrides.offset + 4 + 16 * total
  for (let i = 0; i < total; i++) {
    const override = overrides.offset + 4 + 16 * i
    const numbering = {
      abstract: String(u32(table, override)),
      starts: new Map<number, number>(),
      levels: new Map<number, Level>(),
    }
    numberings.set(String(i + 1), numbering)
    data += 4
    for (let n = 0; n < (table[override + 12] ?? 0) && data < table.length; n++) {
      const flags = u32(table, data + 4)
      if (flags & 0x10) numbering.starts.set(flags & 0xf, u32(table, data) | 0)
      data += 8
      if (!(flags & 0x20)) continue
      const { level, next } = readLevel(binary, data, fonts)
      numbering.levels.set(flags & 0xf, level)
      data = next
    }
  }
  return { abstracts, numberings }
}
