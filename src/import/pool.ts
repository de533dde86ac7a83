/**
 * Processes that read files. Each does one file at a time under the limits; one that dies condemns only the file (of an
 * archive: the member) that it was reading, and another takes its place.
 */
import pLimit from 'p-limit'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { openSupply, type SupplyOptions, stopped } from './process-supply.ts'
import type { FromChild } from './protocol.ts'
import type { Admit, Found, Job, JobResult } from './read-job.ts'
import type { Death, ReadingProcess } from './reading-process.ts'

/** Does jobs, a few at a time; the results of each come when they are asked for. */
export interface JobRunner {
  run(job: Job, admit: Admit): AsyncIterable<JobResult>
  /** Ends what runs: its results end with a `PoolError`. */
  close(): void
}

/** How a pool is set up. */
export interface PoolOptions extends SupplyOptions {
  /** How many processes there may be. */
  readonly jobs: number
}

/** Results of one archive that may wait for the store. */
const AHEAD = 8

/** Opens a pool; processes start when they are needed. */
export function openPool(options: PoolOptions): JobRunner {
  const limit = pLimit(options.jobs)
  const supply = openSupply(options)
  const allowed = options.setup.limits.milliseconds
  let number = 0
  return {
    run: (job, admit) => {
      const progress = { onTake: () => {} }
      const box = openMailbox<JobResult>(() => progress.onTake())
      const attempt = async (now: Job, trials: number): Promise<void> => {
        const one = await supply.take()
        const broken = await converse(one, { number: ++number, job: now, admit, box, progress, allowed })
        supply.give(one)
        if (broken === null) return
        if (supply.closed) throw stopped()
        const { death, outer, member, done } = broken
        // Something else ended the process: the same file may go well in another one.
        if (death.outside && trials < 1) return attempt({ ...now, skip: done }, trials + 1)
        box.push(condemned(now, member ?? outer, death))
        if (member !== null) return attempt({ ...now, skip: done + 1 }, 0)
      }
      limit(() => attempt(job, 0)).then(
        () => box.end(),
        (error: unknown) => box.end(error),
      )
      return box
    },
    close: () => supply.close(),
  }
}

/** A conversation that ended before its end. */
interface Broken {
  readonly death: Death
  /** The file, once it was loaded. */
  readonly outer: Found | null
  /** The member of an archive that was being read. */
  readonly member: Found | null
  /** Members that were done. */
  readonly done: number
}

interface Conversation {
  readonly number: number
  readonly job: Job
  readonly admit: Admit
  readonly box: Mailbox<JobResult>
  readonly progress: { onTake: () => void }
  /** Milliseconds for the file, or for each member. */
  readonly allowed: number
}

/** Talks one job through; null when all of it was said. */
function converse(
  one: ReadingProcess,
  { number, job, admit, box, progress, allowed }: Conversation,
): Promise<Broken | null> {
  return new Promise((resolve, reject) => {
    let outer: Found | null = null
    let member: Found | null = null
    let done = job.skip
    let [held, complete] = [false, false]
    const next = () => {
      held = box.size >= AHEAD
      one.clock(held ? null : allowed)
      if (!held) one.send({ type: 'next', number })
    }
    const onMessage = (message: FromChild): void => {
      if (message.type === 'admit') {
        if (message.found.path === job.path) outer = message.found
        else member = message.found
        admit(message.found).then((reply) => one.send({ type: 'admission', ...reply }), reject)
      } else if (message.type === 'result') {
        box.push(message.result)
        member = null
        if (message.result.member) done++
        else complete = true
        next()
      } else if (message.type === 'end') {
        progress.onTake = () => {}
        resolve(null)
      }
    }
    progress.onTake = () => {
      if (held) next()
    }
    one.listen(onMessage, (death) => resolve(complete ? null : { death, outer, member, done }))
    one.clock(allowed)
    one.send({ type: 'job', number, job })
  })
}

function condemned(job: Job, found: Found | null, { outcome, message }: Death): JobResult {
  const member = found !== null && found.path !== job.path
  if (found === null) return { kind: 'other', member, path: job.path, outcome: 'missing', message }
  const { path, sha256, bytes, format } = found
  const rest = { reader: null, counts: null, rows: null, binaries: [] }
  return { kind: 'packed', member, path, packed: { path, sha256, bytes, format, outcome, message, ...rest } }
}
