/** One process that reads files for an import, and how it ends: by itself, by a limit, or by someone else's hand. */
import { type ChildProcess, fork } from 'node:child_process'
import type { Limits, Outcome } from '../model.ts'
import { killTree, residentBytes } from './processes.ts'
import type { FromChild, Setup, ToChild } from './protocol.ts'

/** How a process ended. `outside`: a signal that was not ours, so that its file may not be to blame. */
export interface Death {
  readonly outcome: Outcome
  readonly message: string
  readonly outside: boolean
}

/** A running process. */
export interface ReadingProcess {
  send(message: ToChild): void
  /** Who hears its messages and its death; one listener at a time. */
  listen(onMessage: (message: FromChild) => void, onDeath: (death: Death) => void): void
  /** Starts the clock anew with so many milliseconds, which every message renews; null stops it. */
  clock(allowed: number | null): void
  /** Looks after its limits; `elapsed` milliseconds since the last look. */
  look(elapsed: number): void
  kill(): void
  readonly dead: boolean
  /** It has grown and should be replaced when it is idle. */
  readonly swollen: boolean
}

/** Resident bytes beyond which an idle process is replaced by a new one. */
const SWOLLEN = 256 * 2 ** 20
/** Characters of its last words that are kept. */
const LAST_WORDS = 4000

function forkChild(program: URL, { heapBytes }: Limits, scratch: string): ChildProcess {
  return fork(program, [], {
    serialization: 'advanced',
    // One process takes one core: V8's threads for compiling and collecting would fight with the other processes for
    // theirs (a sixth of all processor time with as many processes as cores, and no gain in time with one).
    execArgv: [
      `--max-old-space-size=${Math.ceil(heapBytes / 2 ** 20)}`,
      '--max-semi-space-size=8',
      '--single-threaded',
    ],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, TMPDIR: scratch, TEMP: scratch },
    // A Ctrl-C is for the import, which ends its processes itself.
    detached: process.platform !== 'win32',
  })
}

/** Starts a process that runs `program` and keeps its temporary files in the folder `scratch`. */
export function startReadingProcess(program: URL, { limits }: Setup, scratch: string): ReadingProcess {
  const child = forkChild(program, limits, scratch)
  let words = ''
  child.stderr?.on('data', (data: Buffer) => {
    words = (words + data.toString()).slice(-LAST_WORDS)
  })
  let spent = 0
  let allowed: number | null = null
  let condemned: Death | null = null
  let [dead, swollen] = [false, false]
  const kill = () => killTree(child.pid)
  const condemn = (outcome: Outcome, message: string) => {
    condemned ??= { outcome, message, outside: false }
    kill()
  }
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    listen: (onMessage, onDeath) => {
      const die = (death: Death) => {
        if (!dead) onDeath(condemned ?? death)
        dead = true
      }
      child.removeAllListeners('message').removeAllListeners('close').removeAllListeners('error')
      child.on('message', (message) => {
        spent = 0
        onMessage(message as FromChild)
      })
      child.on('error', (error) => die({ outcome: 'crashed', message: error.message, outside: true }))
      // Not `exit`: its last words may still be on their way then.
      child.on('close', (code, signal) => die(deathOf(code, signal, words, limits)))
    },
    clock: (milliseconds) => {
      spent = 0
      allowed = milliseconds
    },
    look: (elapsed) => {
      if (dead || allowed === null) return
      spent += elapsed
      if (spent > allowed) condemn('timeout', timeoutMessage(allowed))
      const resident = child.pid === undefined ? 0 : (residentBytes(child.pid) ?? 0)
      swollen = resident > SWOLLEN
      if (resident > limits.residentBytes) condemn('out-of-memory', memoryMessage(resident, limits))
    },
    kill,
    get dead() {
      return dead
    },
    get swollen() {
      return swollen
    },
  }
}

const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`
const timeoutMessage = (milliseconds: number) =>
  `It was not read within ${milliseconds / 1000} s. Split the file, or allow more with --limit time.`
const memoryMessage = (bytes: number, { residentBytes: limit }: Limits) =>
  `Reading it took ${mebibytes(bytes)} of memory; ${mebibytes(limit)} are allowed. Split the file, or allow more with --limit memory.`

function deathOf(code: number | null, signal: NodeJS.Signals | null, words: string, limits: Limits): Death {
  if (/heap out of memory|Reached heap limit|Zone Allocation failed|out of memory/i.test(words))
    return {
      outcome: 'out-of-memory',
      message: `Reading it took more than the ${mebibytes(limits.heapBytes)} of heap that are allowed. Split the file, or allow more with --limit heap.`,
      outside: false,
    }
  if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP')
    return {
      outcome: 'crashed',
      message: `The process that read it was ended from outside (${signal}); the system may be short of memory.`,
      outside: true,
    }
  const last = words.trim().split('\n').slice(-3).join(' ')
  const how = signal === null ? `exit code ${code}` : signal
  return {
    outcome: 'crashed',
    message: `A defect of guibiao, please report it: the process that read it died (${how})${last === '' ? '.' : `: ${last}`}`,
    outside: false,
  }
}
