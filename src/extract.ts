/** bytes + rules → Extraction: the stages in order. No file system, clock or random; only reading is asynchronous. */
import type { Rules } from './form/form.ts'
import type { Document, Extraction, Limits } from './model.ts'

/** What the caller knows about a file beside its bytes. */
export interface ExtractOptions {
  /** The path as the record's `source.path` shows it. */
  readonly path: string
  readonly limits?: Limits
}

/** Reads one file and maps, values and checks what it holds. Rejects with a `ReadError` when it cannot be read. */
export async function extract(_bytes: Uint8Array, _rules: Rules, _options: ExtractOptions): Promise<Extraction> {
  throw new Error('not written yet')
}

/** The same from a stored Document: after reading, nothing of the file is needed again. */
export async function remap(
  _document: Document,
  _sha256: string,
  _rules: Rules,
  _options: ExtractOptions,
): Promise<Extraction> {
  throw new Error('not written yet')
}
