/** Ctrl-C: what was begun is finished, the rest is left for the same command another time. */

/** An interruption that commands look at between two pieces of work. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** Gives the signals back to the system. */
  release(): void
}

/** Aborts at the first of these signals; a second one ends the program as usual. */
export function onInterrupt(...signals: readonly ('SIGINT' | 'SIGTERM')[]): Interrupt {
  const stop = new AbortController()
  const abort = () => stop.abort()
  for (const name of signals) process.once(name, abort)
  return {
    signal: stop.signal,
    release: () => {
      for (const name of signals) process.removeListener(name, abort)
    },
  }
}
