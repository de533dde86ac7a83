/** `--rejects FILE`: what an import did not read, with the reasons, as CSV. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { ImportedFile } from '../index.ts'

/** Takes rejected files; each stands in the list when `add` returns. */
export interface Rejects {
  add(file: ImportedFile): void
  close(): void
}

/** Opens the list with its heading (UTF-8 with BOM, as Excel wants it); without a path nothing is kept. */
export function openRejects(path: string | undefined): Rejects {
  if (path === undefined) return { add: () => {}, close: () => {} }
  const file = openSync(path, 'w')
  writeSync(file, '\ufeffpath,outcome,message,sha256\r\n')
  return {
    add: ({ path: at, outcome, message, sha256 }) => {
      if (outcome === 'read' || outcome === 'skipped') return
      writeSync(file, `${[at, outcome, message ?? '', sha256 ?? ''].map(cellOf).join(',')}\r\n`)
    },
    close: () => closeSync(file),
  }
}

/** RFC 4180; a leading `=`, `+`, `-` or `@` gets an apostrophe, or a spreadsheet would run a file's name as a formula. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
