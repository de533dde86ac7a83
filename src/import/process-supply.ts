/** Reading processes as they are needed: started, looked after, given back, replaced. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Setup } from './protocol.ts'
import { type Death, type ReadingProcess, startReadingProcess } from './reading-process.ts'

/** Processes that cannot be started, or were stopped under a job. */
export class PoolError extends Error {
  override readonly name = 'PoolError'
}

/** What the processes run, and how. */
export interface SupplyOptions {
  /** The program that each process runs: it serves jobs (`serve-jobs.ts`). */
  readonly program: URL
  readonly setup: Setup
  /** Of the rules; a process that reads by other ones is refused. */
  readonly digest: string
}

/** Hands out processes, each to one user at a time. */
export interface ProcessSupply {
  /** An idle process, or a new one when it is ready. Rejects with a {@link PoolError}. */
  take(): Promise<ReadingProcess>
  give(process: ReadingProcess): void
  /** Ends all processes. */
  close(): void
  readonly closed: boolean
}

/** Milliseconds between two looks after the processes. */
const LOOK = 100
/** Milliseconds that a process has to get ready, on a busy machine. */
const STARTING = 120_000
/** Processes in a row that die before they are ready: the program itself is broken. */
const STILLBORN = 3

/** What is told when an import was stopped. */
export const stopped = (): PoolError => new PoolError('The import was stopped.')

/** Opens a supply; nothing is started yet. */
export function openSupply(options: SupplyOptions): ProcessSupply {
  const idle: ReadingProcess[] = []
  const all = new Set<ReadingProcess>()
  let stillborn = 0
  let closed = false
  const timer = watch(all)
  // What they write beside (a converter's profile) goes with them: a process that is killed clears nothing away.
  let scratch: string | null = null

  const start = async (): Promise<ReadingProcess> => {
    scratch ??= mkdtempSync(join(tmpdir(), 'guibiao-import-'))
    const one = startReadingProcess(options.program, options.setup, scratch)
    all.add(one)
    const answer = await readiness(one, options)
    if (typeof answer === 'string') {
      stillborn = 0
      if (answer === options.digest) return one
      all.delete(one)
      one.kill()
      throw new PoolError('The rules changed while the import was running. Run the same command again.')
    }
    all.delete(one)
    if (closed) throw stopped()
    if (++stillborn >= STILLBORN) throw new PoolError(`No process could be started to read files. ${answer.message}`)
    return start()
  }

  return {
    take: async () => {
      if (closed) throw stopped()
      for (let one = idle.pop(); one; one = idle.pop()) if (!one.dead) return one
      return start()
    },
    give: (one) => {
      one.clock(null)
      if (!one.dead && !one.swollen && !closed) idle.push(one)
      else {
        all.delete(one)
        one.kill()
      }
    },
    close: () => {
      closed = true
      clearInterval(timer)
      for (const one of all) one.kill()
      if (scratch !== null) clearAway(scratch)
    },
    get closed() {
      return closed
    },
  }
}

function clearAway(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // Something of a process that is being ended still holds it: a temporary folder that stays harms nobody.
  }
}

/** The digest of the rules that a new process reads by, or how it died before it could tell. */
function readiness(one: ReadingProcess, { setup }: SupplyOptions): Promise<string | Death> {
  return new Promise((resolve) => {
    one.clock(STARTING)
    one.listen((message) => {
      if (message.type !== 'ready') return
      one.clock(null)
      resolve(message.digest)
    }, resolve)
    one.send({ type: 'setup', setup })
  })
}

function watch(processes: ReadonlySet<ReadingProcess>): NodeJS.Timeout {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    // A machine that slept, or an import that was held up, is not the file's fault.
    const elapsed = Math.min(now - last, 2 * LOOK)
    last = now
    for (const one of processes) one.look(elapsed)
  }, LOOK)
  return timer.unref()
}
