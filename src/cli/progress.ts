/** How far a command is: a bar on the last line of a terminal, or now and then a line of JSON. */
import { cutTo, displayWidth, printable } from '../index.ts'
import type { Io } from './io.ts'

/** Shows how far a command is. */
export interface Progress {
  show(done: number, total: number, what: string): void
  /** Takes the bar away, for a message or for the end. */
  clear(): void
  /** The end: nothing is shown any more. */
  close(): void
}

/** Where stderr is no terminal. */
export interface ProgressOptions {
  /** Milliseconds between two lines of JSON; without it there are none. */
  readonly every?: number
}

const CELLS = 20
/** Milliseconds between two drawings. */
const PAUSE = 80
/** Milliseconds that the rate looks back. */
const WINDOW = 15_000

/** Opens a progress on stderr. */
export function openProgress(io: Io, options: ProgressOptions = {}): Progress {
  if (io.stderr.isTTY === true && io.env.TERM !== 'dumb') return openBar(io)
  return options.every === undefined ? SILENT : openLines(io, options.every)
}

const SILENT: Progress = { show: () => {}, clear: () => {}, close: () => {} }

function openBar({ stderr }: Io): Progress {
  const pace = openPace()
  let last = Number.NEGATIVE_INFINITY
  let drawn = false
  const clear = () => {
    if (drawn) stderr.write('\r\x1b[2K')
    drawn = false
  }
  return {
    show: (done, total, what) => {
      const now = performance.now()
      pace.add(now, done)
      if (now - last < PAUSE) return
      last = now
      const filled = total === 0 ? 0 : Math.min(CELLS, Math.floor((CELLS * done) / total))
      const { rate, remaining } = pace.of(done, total)
      const speed = rate === null ? '' : `${rate.toFixed(rate < 10 ? 1 : 0)}/s ${clock(remaining!)} `
      const bar = `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)} ${done}/${total} ${speed}`
      const room = Math.max(0, (stderr.columns ?? 80) - displayWidth(bar) - 1)
      stderr.write(`\r\x1b[2K${bar}${cutTo(printable(what), room)}`)
      drawn = true
    },
    clear,
    close: clear,
  }
}

/** A line every so often, whether something was done or not: silence would look like death. */
function openLines({ stderr }: Io, every: number): Progress {
  const pace = openPace()
  let at = { done: 0, total: 0 }
  const timer = setInterval(() => {
    const { rate, remaining } = pace.of(at.done, at.total)
    stderr.write(`${JSON.stringify({ ...at, perSecond: round(rate), secondsLeft: round(remaining) })}\n`)
  }, every)
  timer.unref()
  return {
    show: (done, total) => {
      at = { done, total }
      pace.add(performance.now(), done)
    },
    clear: () => {},
    close: () => clearInterval(timer),
  }
}

const round = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)

interface Pace {
  add(now: number, done: number): void
  /** Files a second, and seconds to the end; null until there is something to go by. */
  of(done: number, total: number): { readonly rate: number | null; readonly remaining: number | null }
}

/** The rate of the last seconds: an import begins with what is known, which takes no time. */
function openPace(): Pace {
  let marks: (readonly [now: number, done: number])[] = []
  return {
    add: (now, done) => {
      const newest = marks.at(-1)
      if (newest && now - newest[0] < WINDOW / 100) return
      marks = [...marks.filter(([then]) => now - then < WINDOW), [now, done]]
    },
    of: (done, total) => {
      const [first, last] = [marks[0], marks.at(-1)]
      if (!first || !last || last[0] - first[0] < 1000 || last[1] === first[1]) return { rate: null, remaining: null }
      const rate = ((last[1] - first[1]) * 1000) / (last[0] - first[0])
      return { rate, remaining: Math.max(0, total - done) / rate }
    },
  }
}

/** Seconds as `1:02:03` or `2:03`. */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const tail = `${`${minutes}`.padStart(hours > 0 ? 2 : 1, '0')}:${`${whole % 60}`.padStart(2, '0')}`
  return hours > 0 ? `${hours}:${tail}` : tail
}
