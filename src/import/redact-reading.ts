/** A reading without personal data: hidden in the document first, so that everything made of it comes without. */
import { remap } from '../extract.ts'
import type { Document, Filing, Hints, Reading } from '../model.ts'
import type { Rules } from './read-content.ts'

/** What hides personal data (`src/redact.ts`); names are whatever it finds names to be. */
export interface Redactor<Names = unknown> {
  namesIn(document: Document, filings: readonly Filing[]): Names
  document(document: Document, names: Names): Document
  /** Without names: those that a path shows by itself. */
  path(path: string, names?: Names): string
  /** A message, which may quote names of files. */
  message(text: string, names?: Names): string
  /** What is known beside a file, whose path as it was tells where it comes from. */
  hints(hints: Hints | null, path: string, names?: Names): Hints | null
  /** True when a path may be the other one with something hidden. */
  isRedactionOf(redacted: string, path: string): boolean
}

/** Redacts a reading; its document is mapped again, so that a later remap gives the same records. */
export async function redactReading<Names>(
  reading: Reading,
  rules: Rules,
  redactor: Redactor<Names>,
): Promise<Reading & { readonly names?: Names }> {
  const { extraction } = reading
  if (extraction === null) {
    const message = reading.message === null ? null : redactor.message(reading.message)
    return { ...reading, path: redactor.path(reading.path), message }
  }
  const names = redactor.namesIn(extraction.document, extraction.filings)
  const path = redactor.path(reading.path, names)
  const document = redactor.document(extraction.document, names)
  const mapped = await remap(document, reading.sha256, rules, { path })
  return { ...reading, path, extraction: mapped, names }
}
