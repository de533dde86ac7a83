/** Many files, a few at a time, handed on in the order in which they were found. */
import pLimit from 'p-limit'
import type { FileReading } from './file-reading.ts'
import type { ReadArchiveOptions } from './read-archive.ts'
import { readSource } from './read-source.ts'
import { findSources } from './sources.ts'

/** How many files are read. */
export interface ReadPathsOptions extends ReadArchiveOptions {
  /** How many files may be in flight; 2 by default. */
  readonly jobs?: number
  /** Aborted: no further file is begun; those in flight are still handed on. */
  readonly signal?: AbortSignal
}

/**
 * Reads files, folders and patterns. One result for each path, in the order of {@link findSources}; with `unpack` one
 * for each member of an archive, and `archive.zip!/name` names a member. What is held in memory is bounded by `jobs`,
 * not by their number.
 */
export async function* readPaths(paths: readonly string[], options: ReadPathsOptions): AsyncGenerator<FileReading> {
  const jobs = Math.max(1, options.jobs ?? 2)
  const limit = pLimit(jobs)
  const queue: ReturnType<typeof readSource>[] = []
  for (const source of findSources(paths)) {
    if (options.signal?.aborted) break
    queue.push(limit(() => readSource(source, options)))
    if (queue.length > jobs) yield* resultsOf(await queue.shift()!)
  }
  for (const result of queue) yield* resultsOf(await result)
}

async function* resultsOf(result: FileReading | AsyncIterable<FileReading>): AsyncGenerator<FileReading> {
  if (Symbol.asyncIterator in result) yield* result
  else yield result
}
