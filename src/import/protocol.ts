/** What an import and the processes that read for it say to each other (Node's IPC, advanced serialization). */
import type { Hints, Limits } from '../model.ts'
import type { Found, Job, JobResult } from './read-job.ts'

/** What a reading process is told at its start. */
export interface Setup {
  /** The folder of the user's rules. */
  readonly rules: string | undefined
  readonly limits: Limits
  readonly redact: boolean
  readonly debug: boolean
}

/** From the import to a reading process. */
export type ToChild =
  | { readonly type: 'setup'; readonly setup: Setup }
  | { readonly type: 'job'; readonly number: number; readonly job: Job }
  | { readonly type: 'admission'; readonly read: boolean; readonly hints: Hints | null }
  /** There is room for another result of this job. */
  | { readonly type: 'next'; readonly number: number }

/** From a reading process to the import. `digest` of the rules: both sides must read by the same ones. */
export type FromChild =
  | { readonly type: 'ready'; readonly digest: string }
  | { readonly type: 'admit'; readonly found: Found }
  | { readonly type: 'result'; readonly result: JobResult }
  | { readonly type: 'end' }
