/** What a command needs of the process: its streams, its environment, the exit code. Data goes out, messages go to err. */

/** The exit codes of every command. */
export const EXIT = { fine: 0, rejected: 1, usage: 2, nothing: 3, store: 4, interrupted: 130 } as const

/** A place to write to; `isTTY` and `columns` as Node's streams have them. */
export interface Sink {
  write(text: string): boolean
  once(event: 'drain', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  off(event: 'error', listener: (error: Error) => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** The process as a command sees it. */
export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly env: Readonly<Record<string, string | undefined>>
  /** What is piped into the program, for commands that take lists. */
  readonly stdin?: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean }
}

/** Writing for one run of a command. */
export interface Output {
  /** Data: resolves when there is room for more. Does nothing once the reader has gone (`guibiao extract … | head`). */
  print(text: string): Promise<void>
  /** A message for the person. */
  say(text: string): void
  /** The reader of stdout has gone: nothing more needs to be made. */
  readonly closed: boolean
  /** Resolves when everything printed has left the program. */
  flush(): Promise<void>
  release(): void
}

/** What steers a terminal, but for colours, TAB and line ends: JSON and CSV hold texts of files as they are. */
const STEERING =
  /\x1b(?!\[[\d;]*m)|\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A text as it may be written to a sink: for a terminal with marks (which JSON reads as the characters they stand for). */
function safeFor({ isTTY }: Sink, text: string): string {
  if (isTTY !== true) return text
  return text.replace(STEERING, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Opens the streams for a command; a closed pipe is no error. */
export function openOutput({ stdout, stderr }: Io): Output {
  let closed = false
  let wake: (() => void) | null = null
  const onError = (error: Error & { code?: string }): void => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
    closed = true
    wake?.()
  }
  const quiet = (): void => {}
  stdout.on('error', onError)
  stderr.on('error', quiet)
  const waiting = () =>
    new Promise<void>((resolve) => {
      wake = resolve
      stdout.once('drain', resolve)
    })
  let full = false
  return {
    print: async (text) => {
      if (closed || text === '') return
      full = !stdout.write(safeFor(stdout, text))
      if (full) await waiting()
      full = false
    },
    say: (text) => void stderr.write(safeFor(stderr, text.endsWith('\n') ? text : `${text}\n`)),
    get closed() {
      return closed
    },
    flush: async () => {
      if (full && !closed) await waiting()
    },
    release: () => {
      stdout.off('error', onError)
      stderr.off('error', quiet)
    },
  }
}

/** Chinese where the locale is Chinese, else English. */
export function langOf({ env }: Io): 'en' | 'zh' {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en'
}

/** Colours for a terminal, unless NO_COLOR says otherwise (no-color.org). */
export function colorsOf({ env, stdout }: Io): boolean {
  return stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'
}

/** True when failures are to be told with their stack (GUIBIAO_DEBUG). */
export function debugOf({ env }: Pick<Io, 'env'>): boolean {
  return (env.GUIBIAO_DEBUG ?? '') !== ''
}
