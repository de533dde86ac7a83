/** Tiny builders of real .doc bytes ([MS-DOC] in [MS-CFB]): paragraphs with property modifiers, tables by their edges. */

/** A run of text with the modifiers of its characters. */
export interface DocRun {
  readonly text: string
  readonly modifiers?: readonly number[]
}

/** A paragraph: its runs, the character that ends it, and the modifiers of the paragraph. */
export interface DocLine {
  readonly runs: readonly DocRun[]
  readonly mark: string
  readonly modifiers: readonly number[]
}

const u16 = (n: number) => [n & 255, (n >> 8) & 255]
const u32 = (n: number) => [...u16(n & 0xffff), ...u16((n >>> 16) & 0xffff)]
/** A modifier (sprm) with the bytes of its operand. */
export const sprm = (code: number, ...operand: readonly number[]) => [...u16(code), ...operand]

const runsOf = (content: string | readonly DocRun[]) => (typeof content === 'string' ? [{ text: content }] : content)
/** A paragraph of running text. */
export const line = (content: string | readonly DocRun[], ...modifiers: readonly number[]): DocLine => ({
  runs: runsOf(content),
  mark: '\r',
  modifiers,
})

const IN_TABLE = sprm(0x2416, 1)
const depth = (level: number) => sprm(0x6649, ...u32(level))

export interface DocCell {
  readonly content: readonly (string | readonly DocRun[] | DocLine[])[]
  /** Flags of the cell: 1 and 2 merge sideways, 0x60 starts and 0x20 continues a merge downwards. */
  readonly flags: number
}
export const cell = (...content: DocCell['content']): DocCell => ({ content, flags: 0 })
export const flagged = (flags: number, ...content: DocCell['content']): DocCell => ({ content, flags })

/** A row between the edges (twips); at `level` 2 it is a row of a nested table. */
export function row(edges: readonly number[], cells: readonly DocCell[], level = 1): DocLine[] {
  const inside = [...IN_TABLE, ...depth(level)]
  const lines: DocLine[] = []
  for (const { content } of cells)
    for (const [i, part] of content.entries()) {
      if (Array.isArray(part) && part.length > 0 && 'mark' in part[0]!) {
        lines.push(...(part as DocLine[]))
        continue
      }
      const last = i === content.length - 1
      const end = last && level > 1 ? sprm(0x244b, 1) : []
      lines.push({
        runs: runsOf(part as string),
        mark: last && level === 1 ? '\x07' : '\r',
        modifiers: [...inside, ...end],
      })
    }
  const definition = [
    cells.length,
    ...edges.flatMap((edge) => u16(edge & 0xffff)),
    ...cells.flatMap(({ flags }) => [...u16(flags), ...Array(18).fill(0)]),
  ]
  const end = level === 1 ? sprm(0x2417, 1) : sprm(0x244c, 1)
  const shape = sprm(0xd608, ...u16(definition.length + 1), ...definition)
  lines.push({ runs: [], mark: level === 1 ? '\x07' : '\r', modifiers: [...inside, ...end, ...shape] })
  return lines
}

/** A page of 512 bytes with one property run (FKP). */
function page(from: number, to: number, properties: readonly number[], isParagraph: boolean): number[] {
  const bytes: number[] = Array(512).fill(0)
  const put = (at: number, data: readonly number[]) => data.forEach((byte, i) => { bytes[at + i] = byte }) // biome-ignore format: one line
  put(0, [...u32(from), ...u32(to)])
  const content = isParagraph ? [0, 0, ...properties] : properties
  const padded = content.length % 2 === 0 ? content : [...content, 0]
  const data = isParagraph ? [0, padded.length / 2, ...padded] : [content.length, ...content]
  const at = (510 - data.length) & ~1
  if (properties.length > 0 || isParagraph) {
    bytes[8] = at / 2
    put(at, data)
  }
  bytes[511] = 1
  return bytes
}

const TEXT_AT = 0x800
const pad = (bytes: readonly number[], to: number) => [...bytes, ...Array((to - (bytes.length % to)) % to).fill(0)]

/** A compound file of these streams, each at least 4096 bytes. */
function compound(streams: readonly (readonly [string, readonly number[]])[]): Uint8Array {
  const sectors: number[][] = []
  const fat: number[] = []
  const add = (bytes: readonly number[]) => {
    const start = fat.length
    for (let at = 0; at < bytes.length; at += 512) {
      sectors.push(pad(bytes.slice(at, at + 512), 512))
      fat.push(at + 512 < bytes.length ? fat.length + 1 : 0xfffffffe)
    }
    return start
  }
  const placed = streams.map(([name, bytes]) => ({
    name,
    size: Math.max(4096, bytes.length),
    start: add(pad(bytes, 4096)),
  }))
  const entry = (name: string, type: number, child: number, right: number, start: number, size: number) => [
    ...pad([...name].flatMap((char) => u16(char.charCodeAt(0))), 64).slice(0, 64), ...u16(2 * name.length + 2), type, 1,
    ...u32(0xffffffff), ...u32(right), ...u32(child), ...Array(36).fill(0), ...u32(start), ...u32(size), ...u32(0),
  ] // biome-ignore format: a record
  const directory = add([
    ...entry('Root Entry', 5, 1, 0xffffffff, 0xfffffffe, 0),
    ...placed.flatMap(({ name, start, size }, i) =>
      entry(name, 2, 0xffffffff, i + 1 < placed.length ? i + 2 : 0xffffffff, start, size),
    ),
  ])
  const fatSectors = Math.ceil((fat.length + 8) / 128)
  const fatStart = fat.length
  for (let i = 0; i < fatSectors; i++) fat.push(0xfffffffd)
  const fatBytes = pad(fat.flatMap(u32), 512)
  const header = [
    0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(16).fill(0), ...u16(0x3e), ...u16(3), ...u16(0xfffe), ...u16(9), ...u16(6),
    ...Array(10).fill(0), ...u32(fatSectors), ...u32(directory), ...u32(0), ...u32(4096), ...u32(0xfffffffe), ...u32(0), ...u32(0xfffffffe), ...u32(0),
    ...Array.from({ length: 109 }, (_, i) => u32(i < fatSectors ? fatStart + i : 0xffffffff)).flat(),
  ] // biome-ignore format: a record
  return Uint8Array.from([...header, ...sectors.flat(), ...fatBytes])
}

export interface DocOptions {
  readonly fonts?: readonly string[]
  readonly headers?: readonly DocLine[]
  readonly footnotes?: readonly DocLine[]
  /** The flags word of the file information block. */
  readonly flags?: number
  readonly version?: number
}

/** The bytes of a .doc with these lines. */
export function doc(lines: readonly DocLine[], options: DocOptions = {}): Uint8Array {
  const { fonts = [], headers = [], footnotes = [] } = options
  const all = [...lines, ...footnotes, ...headers]
  const paragraphs: number[][] = []
  const characters: number[][] = []
  let text = ''
  const fc = () => TEXT_AT + 2 * text.length
  for (const { runs, mark, modifiers } of all) {
    const start = fc()
    for (const run of [...runs, { text: mark }]) {
      const from = fc()
      text += run.text
      if (run.text !== '') characters.push(page(from, fc(), run.modifiers ?? [], false))
    }
    paragraphs.push(page(start, fc(), modifiers, true))
  }
  const count = (list: readonly DocLine[]) =>
    list.reduce((sum, { runs, mark }) => sum + runs.reduce((n, run) => n + run.text.length, mark.length), 0)
  const body = pad(
    [...text].flatMap((char) => u16(char.charCodeAt(0))),
    512,
  )
  const firstPage = (TEXT_AT + body.length) / 512
  const main = [...Array(TEXT_AT).fill(0), ...body, ...characters.flat(), ...paragraphs.flat()] as number[]
  const table: number[] = []
  const put = (at: number, data: readonly number[]) => data.forEach((byte, i) => { main[at + i] = byte }) // biome-ignore format: one line
  const pair = (n: number, data: readonly number[]) => {
    put(0x9a + 8 * n, [...u32(table.length), ...u32(data.length)])
    table.push(...data)
  }
  const bin = (pages: readonly number[][], first: number) => [
    ...pages.flatMap((data) => data.slice(0, 4)),
    ...(pages.at(-1) ?? []).slice(4, 8),
    ...pages.flatMap((_, i) => u32(first + i)),
  ]
  put(0, [...u16(0xa5ec), ...u16(options.version ?? 0xc1)])
  put(0x0a, u16(options.flags ?? 0))
  put(0x4c, [...u32(count(lines)), ...u32(count(footnotes)), ...u32(count(headers))])
  pair(33, [2, ...u32(16), ...u32(0), ...u32(text.length), 0, 0, ...u32(TEXT_AT), 0, 0])
  pair(12, bin(characters, firstPage))
  pair(13, bin(paragraphs, firstPage + characters.length))
  // Six separators that are not there, then one story: the odd header (the second of its section).
  pair(11, [
    ...Array(8).fill(u32(0)).flat(),
    ...u32(count(headers)),
    ...Array(5)
      .fill(u32(count(headers)))
      .flat(),
  ] as number[])
  pair(15, [
    ...u16(fonts.length),
    0,
    0,
    ...fonts.flatMap((name) => [
      39 + 2 * (name.length + 1),
      ...Array(39).fill(0),
      ...[...`${name}\0`].flatMap((char) => u16(char.charCodeAt(0))),
    ]),
  ] as number[])
  return compound([
    ['WordDocument', main],
    ['0Table', table],
  ])
}
