/** What an import did, in numbers. */
import type { Counts, Ledger, Saved } from '../model.ts'
import type { FileOutcome } from './file-reading.ts'

/** Totals of one import; plain data, as `--json` prints it. */
export interface ImportSummary {
  /** Paths, also those inside of archives. */
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
export type Novelty = Saved['novelty'] | null

/** What became of one path of an import. */
export interface ImportedFile {
  readonly path: string
  readonly outcome: FileOutcome
  readonly message: string | null
  /** null for paths without bytes. */
  readonly sha256: string | null
  /** The outcome stands from an earlier reading of the same bytes. */
  readonly known: boolean
  readonly novelty: Novelty
  /** Of newly read files. */
  readonly counts: Counts | null
}

/** Counts files one by one. */
export interface Tally {
  readonly files: number
  add(file: ImportedFile): void
  summary(interrupted: boolean): ImportSummary
}

const KINDS = ['label', 'value', 'ignored', 'unread'] as const

/** Starts counting at zero. */
export function startTally(): Tally {
  const outcomes: Partial<Record<FileOutcome, number>> = {}
  const filings: Record<string, Record<string, number>> = {}
  const findings: Record<string, number> = {}
  const ledger = { label: 0, value: 0, ignored: 0, unread: 0 }
  const novelties = { 'new-file': 0, 'new-path': 0, known: 0 }
  let [indicators, files] = [0, 0]
  const addCounts = (counts: Counts): void => {
    for (const key of KINDS) ledger[key] += counts.ledger[key]
    addTo(findings, counts.findings)
    for (const [form, byStatus] of Object.entries(counts.filings)) {
      filings[form] ??= {}
      addTo(filings[form]!, byStatus)
    }
    indicators += counts.indicators
  }
  return {
    get files() {
      return files
    },
    add: ({ outcome, novelty, counts }) => {
      files++
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (novelty !== null) novelties[novelty]++
      if (counts !== null && novelty === 'new-file') addCounts(counts)
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

function addTo(sums: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + count
}
