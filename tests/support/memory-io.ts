/** Streams in memory, for running the command line inside a test. */
import { EventEmitter } from 'node:events'
import type { Io, Sink } from '../../src/cli/io.ts'

/** What a stream does beside keeping what it is given. */
export interface MemoryOptions {
  readonly isTTY?: boolean
  /** Always says that it is full, and drains a turn later. */
  readonly slow?: boolean
  /** After this many writes its reader is gone: the next write gives EPIPE. */
  readonly closesAfter?: number
}

/** A stream in memory. */
export interface MemorySink extends Sink {
  text(): string
  /** The most writes that were ever waiting for a drain. */
  most(): number
}

function sinkOf(options: MemoryOptions): MemorySink {
  const events = new EventEmitter()
  const written: string[] = []
  let [waiting, most] = [0, 0]
  return Object.assign(events, {
    isTTY: options.isTTY ?? false,
    columns: 80,
    text: () => written.join(''),
    most: () => most,
    write: (text: string) => {
      if (options.closesAfter !== undefined && written.length >= options.closesAfter) {
        setImmediate(() => events.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })))
        return false
      }
      written.push(text)
      if (!options.slow) return true
      most = Math.max(most, ++waiting)
      setImmediate(() => {
        waiting--
        events.emit('drain')
      })
      return false
    },
  })
}

/** A process with streams in memory. */
export function memoryIo(
  env: Record<string, string>,
  options: MemoryOptions = {},
): Io & { readonly stdout: MemorySink; readonly stderr: MemorySink } {
  return { env, stdout: sinkOf(options), stderr: sinkOf({ isTTY: options.isTTY ?? false }) }
}
