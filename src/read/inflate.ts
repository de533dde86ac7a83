/** The platform's inflate and checksum. A browser puts `DecompressionStream` and a table here. */
import { crc32 as checksum, inflateRawSync } from 'node:zlib'
import { ReadError } from '../model.ts'

/**
 * Inflates raw DEFLATE data (RFC 1951) to at most `limit` bytes. Rejects with `too-large` when there is more, with
 * `damaged` when the data is broken; `what` names the data in the message.
 */
export async function inflateRaw(data: Uint8Array, limit: number, what: string): Promise<Uint8Array> {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, limit) })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw new ReadError(
        'too-large',
        `${what} inflates to more than ${limit} bytes: the file looks like a zip bomb.`,
        {
          cause,
        },
      )
    throw new ReadError(
      'damaged',
      `${what} can't be inflated: the file is damaged. Open it in its office program and save it again.`,
      { cause },
    )
  }
}

/** CRC-32 (ISO 3309, as in ZIP) of the bytes, unsigned. */
export function crc32(bytes: Uint8Array): number {
  return checksum(bytes)
}
