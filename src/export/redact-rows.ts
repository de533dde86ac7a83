/** Whose names are to be hidden in which rows: those that signed the filing. */
import type { Views, ViewValue } from '../store/views.ts'

/** Hides these names, and personal numbers, in a text (`redactText` of `src/redact.ts`). */
export type RedactText = (text: string, names: ReadonlySet<string>) => string

const NONE: ReadonlySet<string> = new Set()

/** Finds the names of a filing by its `filing_no`. */
export function nameFinder(views: Views): (filingNo: ViewValue) => ReadonlySet<string> {
  const names = new Map<string, ReadonlySet<string>>()
  for (const [filing, ...signed] of views
    .query(
      'SELECT filing_no, signoff_prepared_by, signoff_head FROM filing WHERE coalesce(signoff_prepared_by, signoff_head) IS NOT NULL',
    )
    .rows())
    names.set(String(filing), namesIn(signed))
  return (filingNo) => names.get(String(filingNo)) ?? NONE
}

/** 张某、李某 are two names, each of two characters at least: one alone would hide half the form. */
function namesIn(texts: readonly ViewValue[]): ReadonlySet<string> {
  const parts = texts.flatMap((text) => (typeof text === 'string' ? text.split(/[、,，/;；\s\d:：()（）]+/) : []))
  return new Set(parts.filter((part) => [...part].length >= 2))
}
