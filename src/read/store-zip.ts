/** Writes a zip archive without compressing: for handing checked parts to a library that wants an archive. */
function header(signature: number, fields: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const bytes = new Uint8Array(4 + fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, signature, true)
  let at = 4
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

/** A part of an archive with its known CRC-32. */
export interface StoredPart {
  readonly name: string
  readonly data: Uint8Array
  readonly crc: number
}

/** A zip archive (method 0) with these parts, names in UTF-8. */
export function storeZip(parts: readonly StoredPart[]): Uint8Array {
  const local: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const { name, data, crc } of parts) {
    const raw = new TextEncoder().encode(name)
    const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc], [4, data.length], [4, data.length], [2, raw.length], [2, 0]] as const // biome-ignore format: one line
    local.push(header(0x04034b50, common), raw, data)
    central.push(header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), raw)
    offset += 30 + raw.length + data.length
  }
  const size = central.reduce((sum, piece) => sum + piece.length, 0)
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, size],
    [4, offset],
    [2, 0],
  ])
  const archive = new Uint8Array(offset + size + end.length)
  let at = 0
  for (const piece of [...local, ...central, end]) {
    archive.set(piece, at)
    at += piece.length
  }
  return archive
}
