/** Jobs done in this process: for tests, for small imports and for hosts that isolate files themselves. */
import pLimit from 'p-limit'
import { openMailbox } from './mailbox.ts'
import type { JobRunner } from './pool.ts'
import { stopped } from './process-supply.ts'
import { type JobResult, type JobTools, readJob } from './read-job.ts'

/** Reads up to `jobs` files at a time in this process; a file that exhausts it takes the import with it. */
export function readHere(tools: JobTools, jobs = 2): JobRunner {
  const limit = pLimit(jobs)
  let closed = false
  return {
    run: (job, admit) => {
      const box = openMailbox<JobResult>()
      const work = async () => {
        if (closed) throw stopped()
        for await (const result of readJob(job, tools, admit)) box.push(result)
      }
      limit(work).then(
        () => box.end(),
        (error: unknown) => box.end(error),
      )
      return box
    },
    close: () => {
      closed = true
    },
  }
}
