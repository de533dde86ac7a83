/** The platform's digests. A browser puts a library of its own here: its `SubtleCrypto` costs more a call than a small file. */
import { createHash } from 'node:crypto'

/** SHA-256 (FIPS 180-4) in hexadecimal digits; a text is taken as UTF-8. */
export function sha256Of(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}
