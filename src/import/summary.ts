/** What an import did, in numbers. */
import type { Ledger } from '../model.ts'
import type { FileOutcome, FileReading } from './read-source.ts'

/** Totals of one import; plain data, as `--json` prints it. */
export interface ImportSummary {
  readonly files: number
  readonly outcomes: Readonly<Partial<Record<FileOutcome, number>>>
  /** Paths that ended neither `read` nor `skipped`. */
  readonly rejected: number
  /** Files whose bytes were not in the store before. */
  readonly newFiles: number
  /** Files whose bytes were there, under a path that was not. */
  readonly newPaths: number
  /** Files that were there, bytes and path. */
  readonly known: number
  /** Newly read filings: form → status → number. */
  readonly filings: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly indicators: number
  /** Characters of the newly read files. */
  readonly ledger: Ledger
  /** Findings of the newly read files, by severity. */
  readonly findings: Readonly<Record<string, number>>
  readonly interrupted: boolean
}

/** How a file met the store: new bytes, new path of known bytes, or both known; null when it has no bytes. */
export type Novelty = 'new-file' | 'new-path' | 'known' | null

/** Counts files one by one. */
export interface Tally {
  add(file: FileReading, novelty: Novelty): void
  summary(interrupted: boolean): ImportSummary
}

/** Starts counting at zero. */
export function startTally(): Tally {
  const outcomes: Partial<Record<FileOutcome, number>> = {}
  const filings: Record<string, Record<string, number>> = {}
  const findings: Record<string, number> = {}
  const ledger = { label: 0, value: 0, ignored: 0, unread: 0 }
  const novelties = { 'new-file': 0, 'new-path': 0, known: 0 }
  let indicators = 0
  let files = 0
  const addRecords = (file: FileReading): void => {
    const extraction = file.reading?.extraction
    if (!extraction) return
    for (const key of ['label', 'value', 'ignored', 'unread'] as const) ledger[key] += extraction.ledger[key]
    for (const { severity } of extraction.findings) findings[severity] = (findings[severity] ?? 0) + 1
    for (const filing of extraction.filings) {
      indicators += filing.indicators.length
      filings[filing.form] ??= {}
      const byStatus = filings[filing.form]!
      byStatus[filing.status] = (byStatus[filing.status] ?? 0) + 1
      for (const { severity } of filing.findings) findings[severity] = (findings[severity] ?? 0) + 1
    }
  }
  return {
    add: (file, novelty) => {
      files++
      outcomes[file.outcome] = (outcomes[file.outcome] ?? 0) + 1
      if (novelty !== null) novelties[novelty]++
      if (novelty === 'new-file') addRecords(file)
    },
    summary: (interrupted) => ({
      files,
      outcomes: { ...outcomes },
      rejected: files - (outcomes.read ?? 0) - (outcomes.skipped ?? 0),
      newFiles: novelties['new-file'],
      newPaths: novelties['new-path'],
      known: novelties.known,
      filings,
      indicators,
      ledger,
      findings,
      interrupted,
    }),
  }
}
