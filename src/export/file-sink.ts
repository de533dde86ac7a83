/** A file that grows piece by piece, with its size and hash. */
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { WrittenFile } from './format.ts'
import { asTargetError } from './target.ts'

/** Takes text (written as UTF-8) and bytes; both are in the file after `close`. */
export interface FileSink {
  write(piece: string | Uint8Array): void
  close(): WrittenFile
}

const ROOM = 1 << 16

/** Opens a new file below a folder, with the folders that it needs. Throws a `TargetError`. */
export function openSink(folder: string, path: string): FileSink {
  const full = join(folder, path)
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw asTargetError(error, full)
    }
  }
  const file = guard(() => {
    mkdirSync(dirname(full), { recursive: true })
    return openSync(full, 'wx')
  })
  const hash = createHash('sha256')
  let bytes = 0
  let waiting = ''
  const put = (piece: Uint8Array) =>
    guard(() => {
      hash.update(piece)
      bytes += piece.length
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at)
    })
  const flush = () => {
    if (waiting !== '') put(Buffer.from(waiting))
    waiting = ''
  }
  return {
    write: (piece) => {
      if (typeof piece !== 'string') {
        flush()
        put(piece)
        return
      }
      waiting += piece
      if (waiting.length >= ROOM) flush()
    },
    close: () => {
      try {
        flush()
      } finally {
        closeSync(file)
      }
      return { path, bytes, sha256: hash.digest('hex') }
    },
  }
}
