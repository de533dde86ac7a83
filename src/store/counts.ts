/** What was read from a file, in numbers. */
import type { Counts, Extraction } from '../model.ts'

/** Counts an extraction. */
export function countsOf(extraction: Extraction): Counts {
  const filings: Record<string, Record<string, number>> = {}
  const findings: Record<string, number> = {}
  let indicators = 0
  for (const { severity } of extraction.findings) findings[severity] = (findings[severity] ?? 0) + 1
  for (const filing of extraction.filings) {
    indicators += filing.indicators.length
    filings[filing.form] ??= {}
    const byStatus = filings[filing.form]!
    byStatus[filing.status] = (byStatus[filing.status] ?? 0) + 1
    for (const { severity } of filing.findings) findings[severity] = (findings[severity] ?? 0) + 1
  }
  return { filings, indicators, ledger: extraction.ledger, findings }
}
