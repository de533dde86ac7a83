/** The bytes of a file and their digest, taken together: a file that changes meanwhile is read again. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

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
    const content = await loadOnce(Buffer.from(location), largest)
    if (content !== null) return content
    if (pause !== null) await sleep(pause)
  }
  throw new ChangingError()
}

/** null when the file changed while it was read. */
async function loadOnce(location: Buffer, largest: number): Promise<Content | null> {
  const file = await open(location, 'r')
  try {
    const before = await file.stat({ bigint: true })
    const content = before.size > BigInt(largest) ? await hashOnly(file) : await readWhole(file)
    const after = await file.stat({ bigint: true })
    const same = before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs && before.size === after.size
    return same && BigInt(content.size) === after.size ? content : null
  } finally {
    await file.close()
  }
}

async function readWhole(file: FileHandle): Promise<Content> {
  const bytes = await file.readFile()
  return { bytes, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const CHUNK = 2 ** 20

async function hashOnly(file: FileHandle): Promise<Content> {
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(CHUNK)
  for (let size = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, size)
    if (bytesRead === 0) return { bytes: null, size, sha256: hash.digest('hex') }
    hash.update(chunk.subarray(0, bytesRead))
    size += bytesRead
  }
}
