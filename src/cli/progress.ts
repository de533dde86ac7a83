/** A progress bar on the last line of a terminal; nothing at all where stderr is no terminal. */
import { cutTo, displayWidth, printable } from '../index.ts'
import type { Io } from './io.ts'

/** Shows how far a command is. */
export interface Progress {
  show(done: number, total: number, what: string): void
  /** Takes the bar away, for a message or for the end. */
  clear(): void
}

const CELLS = 20
/** Milliseconds between two drawings. */
const PAUSE = 80

/** Opens a progress bar on stderr. */
export function openProgress({ stderr, env }: Io): Progress {
  if (stderr.isTTY !== true || env.TERM === 'dumb') return { show: () => {}, clear: () => {} }
  let last = Number.NEGATIVE_INFINITY
  let drawn = false
  return {
    show: (done, total, what) => {
      const now = performance.now()
      if (now - last < PAUSE) return
      last = now
      const filled = total === 0 ? 0 : Math.floor((CELLS * done) / total)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)} ${done}/${total} `
      const room = Math.max(0, (stderr.columns ?? 80) - displayWidth(bar) - 1)
      stderr.write(`\r\x1b[2K${bar}${cutTo(printable(what), room)}`)
      drawn = true
    },
    clear: () => {
      if (drawn) stderr.write('\r\x1b[2K')
      drawn = false
    },
  }
}
