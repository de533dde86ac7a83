/** Raw deflate (RFC 1951) tuned for many small texts: setting up a large window costs more than compressing them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'

const SMALL = { level: 3, windowBits: 13, memLevel: 6 } as const
const LARGE = { level: 4 } as const
/** Characters from which the large window pays. */
const LARGE_FROM = 50_000

/** Compresses a text. */
export function deflate(text: string): Uint8Array {
  return deflateRawSync(text, text.length < LARGE_FROM ? SMALL : LARGE)
}

/** The inverse of {@link deflate}. */
export function inflateText(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString()
}
