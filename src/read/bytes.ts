/** Little-endian numbers and signatures in raw bytes. */

/** The 16-bit number at an offset; 0 behind the end. */
export function u16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8)
}

/** The 32-bit number at an offset, unsigned; 0 behind the end. */
export function u32(bytes: Uint8Array, offset: number): number {
  return (u16(bytes, offset) | (u16(bytes, offset + 2) << 16)) >>> 0
}

/** The 64-bit number at an offset, as a float: exact up to 2^53. */
export function u64(bytes: Uint8Array, offset: number): number {
  return u32(bytes, offset) + u32(bytes, offset + 4) * 2 ** 32
}

/** True when the bytes hold this ASCII text at an offset. */
export function hasAscii(bytes: Uint8Array, text: string, offset = 0): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false
  return true
}

/** The bytes of a range as Latin-1 text, one character a byte: for looking at signatures. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let i = start; i < Math.min(end, bytes.length); i++) text += String.fromCharCode(bytes[i]!)
  return text
}

/** True when the bytes hold one of these ASCII words anywhere: cheaper than parsing a part that says nothing of interest. */
export function mentions(bytes: Uint8Array, ...words: readonly string[]): boolean {
  // Engines search strings much faster than a loop searches bytes.
  const text = LATIN1.decode(bytes)
  return words.some((word) => text.includes(word))
}

const LATIN1 = new TextDecoder('latin1')
