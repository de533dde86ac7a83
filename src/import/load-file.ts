/** The bytes of a file and their digest, taken together: a file that changes meanwhile is read again. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { sha256Of } from '../extract.ts'

/** A file as it was at one moment. */
export interface Content {
  /** null when the file is larger than what is held. */
  readonly bytes: Uint8Array | null
  readonly size: number
  readonly sha256: string
}

/** A file that is still being written: none of its states may be taken for the file. */
export class ChangingError extends Error {
  override readonly name = 'ChangingError'
  constructor() {
    super('it is being written to at this moment: import it when that is done')
  }
}

/** Milliseconds before each further try. */
const PAUSES = [50, 200, 500]

/**
 * Loads a file of up to `largest` bytes, or only the digest of a larger one. Rejects with what the file system says, or
 * with a {@link ChangingError}.
 */
export async function loadFile(location: Uint8Array, largest: number): Promise<Content> {
  for (const pause of [...PAUSES, null]) {
    const content = loadOnce(Buffer.from(location), largest)
    if (content !== null) return content
    if (pause !== null) await sleep(pause)
  }
  throw new ChangingError()
}

/** null when the file changed while it was read. Reads at once: five waits for a pool of threads cost more than a small file. */
function loadOnce(location: Buffer, largest: number): Content | null {
  const file = openSync(location, 'r')
  try {
    const before = fstatSync(file, { bigint: true })
    const content = before.size > BigInt(largest) ? hashOnly(file) : contentOf(readFileSync(file))
    const after = fstatSync(file, { bigint: true })
    const same = before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs && before.size === after.size
    return same && BigInt(content.size) === after.size ? content : null
  } finally {
    closeSync(file)
  }
}

/** The content that bytes in memory are: those of a file, or of a member of an archive. */
export function contentOf(bytes: Uint8Array): Content {
  return { bytes, size: bytes.length, sha256: sha256Of(bytes) }
}

const CHUNK = 2 ** 20

function hashOnly(file: number): Content {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(CHUNK)
  for (let size = 0; ; ) {
    const bytesRead = readSync(file, chunk, 0, CHUNK, size)
    if (bytesRead === 0) return { bytes: null, size, sha256: hash.digest('hex') }
    hash.update(chunk.subarray(0, bytesRead))
    size += bytesRead
  }
}
