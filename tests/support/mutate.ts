/** Damages files the way that real and hostile ones are damaged: inside of their structure, so that parsers get far. */
import { unzipSync, zipSync } from 'fflate'

/** Numbers in [0, 1) from a seed (mulberry32); the same seed gives the same file. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Random = () => number
const below = (random: Random, n: number) => Math.floor(random() * n)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!

const VALUES = ['0', '-1', '1', '2', '63', '64', '65536', '1000000000', '4294967295', '1e308', 'NaN', '', 'x', 'restart', 'continue', 'A1:XFD1048576', 'B3:A1', '#REF!', '__proto__', 'constructor', '&#0;', '\u{10ffff}', '中'.repeat(300), '%1%2%9', '../../x.xml', 'rId1'] // biome-ignore format: a list
const TEXTS = ['\0', '\ufffd', '&amp;', '&bogus;', ']]>', '<!-- ', '-->', '<![CDATA[', '<x>', '</w:tbl>', '</td></tr></table>', '<table><tr><td>', '\t\n\n\t', '"', '"\n"', '=1/0', '中', '９０％', '\ud800'] // biome-ignore format: a list

/** Where the element that starts at a tag ends; the end of the tag itself when it never closes. */
function endOf(xml: string, start: number, name: string): number {
  const tags = new RegExp(`<(/?)${name.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?=[\\s/>])[^>]*?(/?)>`, 'g')
  tags.lastIndex = start
  let depth = 0
  for (let tag = tags.exec(xml); tag; tag = tags.exec(xml)) {
    if (tag[2] === '/') {
      if (depth === 0) return tags.lastIndex
    } else depth += tag[1] === '/' ? -1 : 1
    if (depth === 0) return tags.lastIndex
  }
  return xml.indexOf('>', start) + 1
}

interface Element {
  readonly start: number
  readonly end: number
  readonly name: string
}

function elementAt(xml: string, random: Random): Element | null {
  const from = below(random, xml.length)
  const tag = /<([A-Za-z][\w:.-]*)/g
  tag.lastIndex = from
  const found = tag.exec(xml)
  if (!found) return null
  return { start: found.index, end: endOf(xml, found.index, found[1]!), name: found[1]! }
}

/** One change of markup: of an element, an attribute, a text, or of what stands around it. */
function changeMarkup(xml: string, random: Random): string {
  const element = elementAt(xml, random)
  if (!element) return xml
  const { start, end, name } = element
  const whole = xml.slice(start, end)
  const other = elementAt(xml, random)
  const attributes = [...xml.slice(start, xml.indexOf('>', start) + 1).matchAll(/ ([\w:.-]+)="([^"]*)"/g)]
  const attribute = attributes.length > 0 ? pick(random, attributes) : null
  const replace = (text: string) => xml.slice(0, start) + text + xml.slice(end)
  switch (below(random, 11)) {
    case 0:
      return replace('')
    case 1:
      return replace(whole.repeat(2 + below(random, 3)))
    case 2:
      return replace(`<${name}>`.repeat(1 + below(random, 300)) + whole)
    case 3:
      return other ? xml.slice(0, other.start) + whole + xml.slice(other.start) : xml
    case 4:
      return other ? replace(xml.slice(other.start, other.end)) : xml
    case 5:
      return replace(whole.replaceAll(name, other?.name ?? 'x'))
    case 6:
      return replace(whole.replace(/^<[^>]*>/, '')) // its start tag is gone
    case 7:
      return xml.slice(0, start) + pick(random, TEXTS) + xml.slice(start)
    case 8:
      return replace(whole.replace(/>[^<]+</, `>${pick(random, TEXTS)}<`))
    case 9:
      return xml.slice(0, below(random, xml.length))
    default:
      if (!attribute) return replace(whole.replace(name, `${name} w:val="${pick(random, VALUES)}" rowspan="${pick(random, VALUES)}"`)) // biome-ignore format: one line
      return replace(whole.replace(attribute[0], ` ${attribute[1]}="${pick(random, VALUES)}"`))
  }
}

/** Changes of raw bytes: bits, numbers that stand for sizes and offsets, pieces that are copied, cut or left out. */
function changeBytes(bytes: Uint8Array, random: Random, from = 0): Uint8Array {
  const changed = bytes.slice()
  if (changed.length < from + 8) return changed
  const at = from + below(random, changed.length - from - 4)
  const view = new DataView(changed.buffer)
  const size = [2, 4, 16, 64, 512][below(random, 5)]!
  const to = from + below(random, changed.length - from)
  switch (below(random, 6)) {
    case 0:
      changed[at] = changed[at]! ^ (1 << below(random, 8))
      return changed
    case 1:
      view.setUint16(at & ~1, pick(random, [0, 1, 0x7fff, 0xffff, below(random, 65536)]), true)
      return changed
    case 2:
      view.setUint32(at & ~3, pick(random, [0, 1, 0x7fffffff, 0xffffffff, 0xfffffffe, below(random, bytes.length), bytes.length]), true) // biome-ignore format: one line
      return changed
    case 3:
      changed.copyWithin(to, at, Math.min(at + size, changed.length))
      return changed
    case 4:
      return changed.subarray(0, to)
    default:
      changed.fill(random() < 0.5 ? 0 : 255, at, Math.min(at + size, changed.length))
      return changed
  }
}

/** BIFF records of an .xls in the file: type, length and body are changed, doubled or swapped ([MS-XLS] §2.1.4). */
function changeRecords(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice()
  const view = new DataView(changed.buffer)
  let first = 0
  while (first + 4 < changed.length && !(view.getUint16(first, true) === 0x809 && view.getUint16(first + 2, true) === 16)) first += 64 // biome-ignore format: one line
  const records: number[] = []
  for (let at = first; at + 4 <= changed.length; at += 4 + view.getUint16(at + 2, true)) records.push(at)
  if (records.length < 2) return changeBytes(bytes, random)
  for (let n = 1 + below(random, 4); n > 0; n--) {
    const at = pick(random, records)
    const length = view.getUint16(at + 2, true)
    const other = pick(random, records)
    if (at + 8 > changed.length) continue
    const kind = below(random, 5)
    if (kind === 0) view.setUint16(at, view.getUint16(other, true), true)
    else if (kind === 1) view.setUint16(at + 2, pick(random, [0, 1, length + 1, length * 2, 8224, 0xffff]), true)
    else if (kind === 2) changed.copyWithin(at, other, Math.min(other + 4 + length, changed.length))
    else if (kind === 3) changed.fill(pick(random, [0, 0xff]), at + 4, Math.min(at + 4 + length, changed.length))
    else if (length > 0) changed[Math.min(at + 4 + below(random, length), changed.length - 1)] = below(random, 256)
  }
  return changed
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const encode = (text: string) => new TextEncoder().encode(text)

/** Changes inside of the parts of an archive, sometimes of the archive itself. */
function changeArchive(bytes: Uint8Array, random: Random): Uint8Array {
  if (random() < 0.1) return changeBytes(bytes, random)
  const parts: Record<string, Uint8Array> = {}
  for (const [name, data] of Object.entries(unzipSync(bytes))) Object.defineProperty(parts, name, { value: data, enumerable: true, writable: true, configurable: true }) // biome-ignore format: one line
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels|docx|xlsx)$/.test(name))
  const main = names.filter((name) => /document\.xml$|sheet\d*\.xml$|content\.xml$|styles\.xml$|sharedStrings|numbering/.test(name)) // biome-ignore format: one line
  for (let n = 1 + below(random, 4); n > 0; n--) {
    const name = pick(random, main.length > 0 && random() < 0.8 ? main : names)
    if (name === undefined) continue
    const kind = below(random, 20)
    const data = parts[name]
    if (!data) continue
    if (kind === 0) delete parts[name]
    else if (kind === 1) parts[name] = parts[pick(random, names)] ?? data
    else if (kind === 2 || /x$/.test(name)) parts[name] = changeBytes(data, random)
    else parts[name] = encode(changeMarkup(decode(data), random))
  }
  return zipSync(parts, { level: 1 })
}

/** Changes of text and markup; sometimes of its bytes, or in another encoding than it says. */
function changeText(bytes: Uint8Array, random: Random): Uint8Array {
  if (random() < 0.15) return changeBytes(bytes, random)
  let text = decode(bytes)
  for (let n = 1 + below(random, 4); n > 0; n--) {
    if (random() < 0.6 && text.includes('<')) text = changeMarkup(text, random)
    else {
      const at = below(random, text.length)
      const end = at + below(random, 200)
      const piece = pick(random, ['', ...TEXTS, ',,', ';', '\t\t', '\r', '\n\n', text.slice(at, end).repeat(3)])
      text = text.slice(0, at) + piece + text.slice(random() < 0.5 ? at : end)
    }
  }
  if (random() > 0.1) return encode(text)
  return new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer)
}

const OLE = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf
const ZIP = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/** A damaged copy of a file: which damage follows from the seed. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomOf(seed)
  if (ZIP(bytes)) return changeArchive(bytes, random)
  if (!OLE(bytes)) return changeText(bytes, random)
  const records = decode(bytes.subarray(0, bytes.length)).includes('W\0o\0r\0k\0b\0o\0o\0k')
  if (records && random() < 0.7) return changeRecords(bytes, random)
  let changed = bytes
  // Half of the damage goes where a .doc says where everything stands: its header sector and the FIB behind it.
  for (let n = 1 + below(random, 6); n > 0; n--)
    changed =
      random() < 0.5 ? changeBytes(changed, random) : mixIn(changed, changeBytes(changed.subarray(0, 2048), random))
  return changed
}

function mixIn(bytes: Uint8Array, head: Uint8Array): Uint8Array {
  const changed = bytes.slice()
  changed.set(head.subarray(0, Math.min(head.length, changed.length)))
  return changed
}
