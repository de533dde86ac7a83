/** OLE2 compound files ([MS-CFB]): the streams of the root storage. */
import { u16, u32, u64 } from './bytes.ts'

const FREE = 0xfffffffa
/** Streams below this size stand in the mini stream, in sectors of 64 bytes (§2.2). */
const MINI_CUTOFF = 4096

/** A compound file as far as it is open. */
export interface Ole {
  /** Names of the streams and storages in the root. */
  readonly names: readonly string[]
  /** A stream of the root; null when it is not there. Shorter than declared where the file is cut off. */
  stream(name: string): Uint8Array | null
}

interface Entry {
  readonly name: string
  readonly start: number
  readonly size: number
}

/** Sectors of a chain, in order; ends at the first bad link, so a loop ends as well. */
function chain(first: number, next: (sector: number) => number, atMost: number): number[] {
  const sectors: number[] = []
  const seen = new Set<number>()
  for (let sector = first; sector < FREE && !seen.has(sector) && sectors.length < atMost; sector = next(sector)) {
    seen.add(sector)
    sectors.push(sector)
  }
  return sectors
}

/** Sectors of a file: where each starts, and which follows it. */
interface Sectors {
  readonly size: number
  readonly atMost: number
  at(sector: number): number
  next(sector: number): number
}

function sectorsOf(bytes: Uint8Array): Sectors | null {
  const shift = u16(bytes, 30)
  if (shift !== 9 && shift !== 12) return null
  const size = 2 ** shift
  const atMost = Math.ceil(bytes.length / size)
  const at = (sector: number) => (sector + 1) * size
  const fat: number[] = []
  for (let i = 0; i < 109; i++) fat.push(u32(bytes, 76 + 4 * i))
  for (const sector of chain(u32(bytes, 68), (s) => u32(bytes, at(s) + size - 4), atMost))
    for (let i = 0; i < size / 4 - 1; i++) fat.push(u32(bytes, at(sector) + 4 * i))
  const next = (sector: number) => {
    const table = fat[Math.floor(sector / (size / 4))]
    return table === undefined || table >= FREE ? FREE : u32(bytes, at(table) + 4 * (sector % (size / 4)))
  }
  return { size, atMost, at, next }
}

/** The bytes of a chain of sectors, cut to a size. */
function gather(bytes: Uint8Array, sectors: Sectors, start: number, size: number): Uint8Array {
  const wanted = Math.min(size, bytes.length)
  const data = new Uint8Array(wanted)
  let filled = 0
  for (const sector of chain(start, sectors.next, Math.ceil(wanted / sectors.size))) {
    const piece = bytes.subarray(sectors.at(sector), sectors.at(sector) + Math.min(sectors.size, wanted - filled))
    data.set(piece, filled)
    filled += piece.length
  }
  return data.subarray(0, filled)
}

/** The directory: its root entry first, then the children of the root. */
function directory(bytes: Uint8Array, sectors: Sectors): readonly Entry[] {
  const offsets = chain(u32(bytes, 48), sectors.next, sectors.atMost).flatMap((sector) =>
    Array.from({ length: sectors.size / 128 }, (_, i) => sectors.at(sector) + 128 * i),
  )
  const entryAt = (at: number): Entry => {
    const length = Math.max(0, Math.min(64, u16(bytes, at + 64)) - 2)
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length))
    return {
      name,
      start: u32(bytes, at + 116),
      size: sectors.size === 512 ? u32(bytes, at + 120) : u64(bytes, at + 120),
    }
  }
  const root = offsets[0]
  if (root === undefined) return []
  const entries = [entryAt(root)]
  const seen = new Set<number>()
  const open = [u32(bytes, root + 76)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const at = offsets[id]
    if (at === undefined || seen.has(id)) continue
    seen.add(id)
    if (u16(bytes, at + 64) > 2) entries.push(entryAt(at))
    open.push(u32(bytes, at + 68), u32(bytes, at + 72))
  }
  return entries
}

/** Opens a compound file; null when its header or directory can't be read. */
export function openOle(bytes: Uint8Array): Ole | null {
  const sectors = sectorsOf(bytes)
  const entries = sectors ? directory(bytes, sectors) : []
  const root = entries[0]
  if (!sectors || !root) return null
  const children = entries.slice(1)
  const miniSize = 2 ** Math.min(12, u16(bytes, 32))
  const stream = (name: string): Uint8Array | null => {
    const entry = children.find((candidate) => candidate.name === name)
    if (!entry) return null
    if (entry.size >= MINI_CUTOFF) return gather(bytes, sectors, entry.start, entry.size)
    const mini = gather(bytes, sectors, root.start, root.size)
    const fat = chain(u32(bytes, 60), sectors.next, sectors.atMost)
    const perSector = sectors.size / 4
    const next = (sector: number) => {
      const table = fat[Math.floor(sector / perSector)]
      return table === undefined ? FREE : u32(bytes, sectors.at(table) + 4 * (sector % perSector))
    }
    const inMini = { size: miniSize, atMost: Math.ceil(mini.length / miniSize), at: (s: number) => s * miniSize, next }
    return gather(mini, inMini, entry.start, entry.size)
  }
  return { names: children.map(({ name }) => name), stream }
}

/** Names of the streams and storages in the root of a compound file; empty when its directory can't be read. */
export function oleStreams(bytes: Uint8Array): readonly string[] {
  return openOle(bytes)?.names ?? []
}
