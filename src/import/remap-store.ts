/** Stored documents mapped again with today's rules: for this nothing of the files is needed. */
import { remap } from '../extract.ts'
import type { Limits, Store } from '../model.ts'
import type { Rules } from './read-source.ts'

/** How stored documents are mapped again. */
export interface RemapOptions {
  readonly store: Store
  readonly rules: Rules
  readonly version: string
  readonly command?: string
  readonly limits?: Limits
  readonly now?: () => string
  /** Aborted: stops after the document at hand. */
  readonly signal?: AbortSignal
  /** Called after each document; `message` says why one could not be mapped. */
  readonly onDocument?: (path: string, message: string | null, done: number) => void
}

/** What a remap did; plain data, as `--json` prints it. */
export interface RemapSummary {
  readonly documents: number
  /** Documents whose filings differ from what was stored, and were replaced. */
  readonly changed: number
  /** Documents that could not be mapped; their filings stay as they were. */
  readonly failed: number
  readonly interrupted: boolean
}

/** Maps every stored document again and replaces the filings that differ. Rejects only when the store fails. */
export async function remapStore(options: RemapOptions): Promise<RemapSummary> {
  const { store, rules, version, signal } = options
  const now = options.now ?? (() => new Date().toISOString())
  const command = options.command ?? 'remap'
  const run = await store.startRun({ command, startedAt: now(), version, rulesDigest: rules.digest })
  let [documents, changed, failed, interrupted] = [0, 0, 0, false]
  for await (const { sha256, path, document } of store.documents()) {
    if (signal?.aborted) {
      interrupted = true
      break
    }
    let message: string | null = null
    const extraction = await remap(document, sha256, rules, {
      path,
      ...(options.limits && { limits: options.limits }),
    }).catch((error: unknown) => {
      message = error instanceof Error ? error.message : String(error)
      return null
    })
    if (extraction === null) failed++
    else if (await store.replace(run, extraction)) changed++
    documents++
    options.onDocument?.(path, message, documents)
  }
  await store.finishRun(run, now())
  return { documents, changed, failed, interrupted }
}
