/** Personal data taken out of a store after the fact. */
import { remap } from '../extract.ts'
import type { Hints, Packed, Reading, Store } from '../model.ts'
import { applyHints } from './apply-hints.ts'
import type { Rules } from './read-content.ts'
import { type Redactor, redactReading } from './redact-reading.ts'

/** What hides personal data beside documents. */
export interface Hiders {
  path(path: string): string
  text(text: string): string
  hints(hints: Hints | null, path: string): Hints | null
}

/** A store that can be rewritten in place. */
export interface RedactableStore extends Store {
  rewrite(run: number, packed: Packed, hide: Hiders): Promise<void>
  scrub(hide: Hiders): Promise<void>
}

/** How a store is redacted. */
export interface RedactOptions<Names> {
  readonly store: RedactableStore
  readonly rules: Rules
  readonly pack: (reading: Reading) => Packed
  readonly redactor: Redactor<Names>
  readonly version: string
  readonly command?: string
  readonly now?: () => string
  /** Aborted: stops after the document at hand; the same command does the rest. */
  readonly signal?: AbortSignal
  readonly onDocument?: (done: number) => void
}

/** Redacts document by document, then everything beside them. Returns how many documents; rejects when the store fails. */
export async function redactStore<Names>(options: RedactOptions<Names>): Promise<number> {
  const { store, rules, redactor, signal } = options
  const now = options.now ?? (() => new Date().toISOString())
  const { version, command = 'redact' } = options
  const run = await store.startRun({ command, startedAt: now(), version, rulesDigest: rules.digest })
  let documents = 0
  for await (const { sha256, path, hints, document } of store.documents()) {
    if (signal?.aborted) {
      await store.finishRun(run, now(), 'interrupted')
      return documents
    }
    const { format } = document
    const extraction = await remap(document, sha256, rules, { path })
    const reading: Reading = { path, sha256, bytes: 0, format, outcome: 'read', message: null, extraction }
    const { names, ...redacted } = await redactReading(reading, rules, redactor)
    const hidden = redactor.hints(hints, path, names)
    const packed = options.pack({ ...redacted, extraction: applyHints(redacted.extraction!, hidden, rules) })
    await store.rewrite(run, packed, hidersOf(redactor, names))
    options.onDocument?.(++documents)
  }
  await store.scrub(hidersOf(redactor))
  await store.finishRun(run, now(), 'done')
  return documents
}

const hidersOf = <Names>(redactor: Redactor<Names>, names?: Names): Hiders => ({
  path: (path) => redactor.path(path, names),
  text: (text) => redactor.message(text, names),
  hints: (hints, path) => redactor.hints(hints, path, names),
})
