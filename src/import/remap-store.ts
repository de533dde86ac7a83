/** Stored documents mapped again with today's rules: for this nothing of the files is needed. */
import { remap } from '../extract.ts'
import type { Packed, Reading, Store, StoredDocument } from '../model.ts'
import { applyHints } from './apply-hints.ts'
import type { Rules } from './read-content.ts'

/** How stored documents are mapped again. */
export interface RemapOptions {
  readonly store: Store
  readonly rules: Rules
  readonly version: string
  readonly command?: string
  readonly pack: (reading: Reading) => Packed
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
  for await (const stored of store.documents()) {
    if (signal?.aborted) {
      interrupted = true
      break
    }
    const packed = await mapAgain(stored, options)
    if (typeof packed === 'string') failed++
    else if (await store.replace(run, packed)) changed++
    documents++
    options.onDocument?.(stored.path, typeof packed === 'string' ? packed : null, documents)
  }
  await store.finishRun(run, now(), interrupted ? 'interrupted' : 'done')
  return { documents, changed, failed, interrupted }
}

/** The records of a stored document by today's rules, or why there are none. */
async function mapAgain(stored: StoredDocument, { rules, pack }: RemapOptions): Promise<Packed | string> {
  const { sha256, path, hints, document } = stored
  try {
    const extraction = applyHints(await remap(document, sha256, rules, { path }), hints, rules)
    return pack({ path, sha256, bytes: 0, format: document.format, outcome: 'read', message: null, extraction })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
