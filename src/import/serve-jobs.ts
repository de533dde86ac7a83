/** The reading process's side of an import: does one job after the other until the import goes away. */
import type { FromChild, Setup, ToChild } from './protocol.ts'
import { type Admit, type Job, type JobTools, readJob } from './read-job.ts'

/** The channel to the import, as `process` has it. */
export interface Channel {
  send?(message: FromChild): unknown
  on(event: 'message', listener: (message: ToChild) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

/** Serves jobs; `makeTools` turns the setup into what they are done with. `leave` ends the process. */
export function serveJobs(channel: Channel, makeTools: (setup: Setup) => JobTools, leave: () => void): void {
  let tools: JobTools | null = null
  let current = 0
  let admitted: ((reply: Awaited<ReturnType<Admit>>) => void) | null = null
  let taken: (() => void) | null = null
  const say = (message: FromChild) => void channel.send?.(message)
  const admit: Admit = (found) =>
    new Promise((resolve) => {
      admitted = resolve
      say({ type: 'admit', found })
    })
  const work = async (job: Job): Promise<void> => {
    let room = Promise.resolve()
    for await (const result of readJob(job, tools!, admit)) {
      await room
      room = new Promise((resolve) => {
        taken = resolve
      })
      say({ type: 'result', result })
    }
    say({ type: 'end' })
  }
  channel.on('message', (message) => {
    if (message.type === 'setup') {
      tools = makeTools(message.setup)
      say({ type: 'ready', digest: tools.rules.digest })
    } else if (message.type === 'job') {
      current = message.number
      void work(message.job)
    } else if (message.type === 'admission') admitted?.(message)
    else if (message.number === current) taken?.()
  })
  channel.on('disconnect', leave)
}
