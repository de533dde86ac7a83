/**
 * The gate for archives (ZIP, APPNOTE 6.3.10): what a file is made of, and its entries inflated under limits that are
 * enforced while inflating. Declared sizes are never trusted.
 */
import { type Limits, ReadError } from '../model.ts'
import { hasAscii, u16, u32, u64 } from './bytes.ts'
import { crc32, inflateRaw } from './inflate.ts'

/** One entry of the central directory. */
export interface ZipEntry {
  readonly name: string
  readonly compressed: number
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  /** Offset of the local header. */
  readonly offset: number
}

/** An opened archive. `bytes` inflates one entry; what all calls inflate together stays under the limits. */
export interface Zip {
  readonly entries: readonly ZipEntry[]
  has(name: string): boolean
  bytes(name: string): Promise<Uint8Array | null>
}

/** Inflated bytes that an entry may have whatever its ratio: small parts of real files compress absurdly well. */
const ALWAYS_ALLOWED = 2 ** 20

const damaged = (message: string) =>
  new ReadError(
    'damaged',
    `${message} The file is damaged or was cut off: get it again, or open and save it once more.`,
  )

/** The name of an entry: UTF-8 when flagged or valid as such, else GBK, as Chinese archivers write it. */
function decodeName(raw: Uint8Array, flags: number): string {
  if (flags & 0x800) return new TextDecoder('utf-8').decode(raw)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

/** The offset of the end-of-central-directory record, or -1. */
function findEnd(bytes: Uint8Array): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= lowest; at--)
    if (bytes[at] === 0x50 && u32(bytes, at) === 0x06054b50 && at + 22 + u16(bytes, at + 20) <= bytes.length) return at
  return -1
}

function directoryOf(bytes: Uint8Array): { count: number; start: number; shift: number } {
  const end = findEnd(bytes)
  if (end < 0) throw damaged('This is a zip archive without its table of contents.')
  let count = u16(bytes, end + 10)
  let size = u32(bytes, end + 12)
  let offset = u32(bytes, end + 16)
  let tail = end
  const locator = end - 20
  if (locator >= 0 && u32(bytes, locator) === 0x07064b50) {
    const far = u64(bytes, locator + 8)
    if (far + 56 <= bytes.length && u32(bytes, far) === 0x06064b50) {
      count = u64(bytes, far + 32)
      size = u64(bytes, far + 40)
      offset = u64(bytes, far + 48)
      tail = far
    }
  }
  const start = tail - size
  if (start < 0) throw damaged("This zip archive's table of contents points outside of the file.")
  return { count, start, shift: start - offset }
}

/** Sizes and offset of an entry; values that do not fit 32 bits stand in the zip64 extra field. */
function sizesOf(bytes: Uint8Array, at: number): { compressed: number; offset: number } {
  let compressed = u32(bytes, at + 20)
  let offset = u32(bytes, at + 42)
  const nameEnd = at + 46 + u16(bytes, at + 28)
  const extraEnd = nameEnd + u16(bytes, at + 30)
  for (let p = nameEnd; p + 4 <= extraEnd; p += 4 + u16(bytes, p + 2)) {
    if (u16(bytes, p) !== 1) continue
    let field = p + 4
    if (u32(bytes, at + 24) === 0xffffffff) field += 8
    if (compressed === 0xffffffff) {
      compressed = u64(bytes, field)
      field += 8
    }
    if (offset === 0xffffffff) offset = u64(bytes, field)
  }
  return { compressed, offset }
}

/** The entries of an archive in the order of its central directory. Throws a ReadError; nothing is inflated. */
export function listZip(bytes: Uint8Array, limits: Pick<Limits, 'entries'>): readonly ZipEntry[] {
  const { count, start, shift } = directoryOf(bytes)
  if (count > limits.entries)
    throw new ReadError('too-large', `This archive holds ${count} entries; at most ${limits.entries} are read.`)
  const entries: ZipEntry[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || u32(bytes, at) !== 0x02014b50)
      throw damaged(`Entry ${i + 1} of ${count} is missing in this zip archive's table of contents.`)
    const flags = u16(bytes, at + 8)
    const nameEnd = at + 46 + u16(bytes, at + 28)
    const { compressed, offset } = sizesOf(bytes, at)
    entries.push({
      name: decodeName(bytes.subarray(at + 46, nameEnd), flags).replaceAll('\\', '/'),
      compressed,
      method: u16(bytes, at + 10),
      encrypted: (flags & 1) !== 0,
      crc: u32(bytes, at + 16),
      offset: offset + shift,
    })
    at = nameEnd + u16(bytes, at + 30) + u16(bytes, at + 32)
  }
  return entries
}

/** One entry inflated to at most `limit` bytes, its checksum compared. Rejects with a ReadError. */
export async function readEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Promise<Uint8Array> {
  const what = `The part “${entry.name}”`
  if (entry.encrypted)
    throw new ReadError('encrypted', `${what} of this archive is encrypted. Save the file without a password.`)
  const at = entry.offset
  if (at < 0 || !hasAscii(bytes, 'PK\x03\x04', at)) throw damaged(`${what} is not where the zip archive says.`)
  const start = at + 30 + u16(bytes, at + 26) + u16(bytes, at + 28)
  const data = bytes.subarray(start, start + entry.compressed)
  if (data.length < entry.compressed) throw damaged(`${what} of this zip archive is cut off.`)
  if (entry.method !== 0 && entry.method !== 8)
    throw new ReadError(
      'unsupported',
      `${what} is compressed by method ${entry.method}; only plain zip (deflate) is read. Pack the file again.`,
    )
  if (entry.method === 0 && data.length > limit)
    throw new ReadError('too-large', `${what} has ${data.length} bytes; at most ${limit} are read.`)
  const plain = entry.method === 0 ? data : await inflateRaw(data, limit, what)
  if (crc32(plain) !== entry.crc) throw damaged(`${what} differs from its checksum.`)
  return plain
}

/** Bytes that may still be inflated; archives in archives share one. */
export interface Budget {
  left: number
}

/**
 * Opens an archive. Throws a ReadError when it is damaged, encrypted or passes a limit; so do the reads of its entries.
 */
export function openZip(bytes: Uint8Array, limits: Limits, budget: Budget = { left: limits.inflatedBytes }): Zip {
  const entries = listZip(bytes, limits)
  const byName = new Map<string, ZipEntry>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  const read = async (name: string) => {
    const entry = byName.get(name)
    if (!entry) return null
    const allowed = Math.max(ALWAYS_ALLOWED, entry.compressed * limits.ratio)
    const plain = await readEntry(bytes, entry, Math.min(budget.left, limits.entryBytes, allowed))
    budget.left -= plain.length
    return plain
  }
  return { entries, has: (name) => byName.has(name), bytes: read }
}
