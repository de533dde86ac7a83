/** What is known beside a file, put where the form says nothing: never over what is printed, and always marked. */
import { judge } from '../extract.ts'
import type { Extraction, Filing, Finding, Hint, HintKey, Hints } from '../model.ts'
import type { Rules } from './read-content.ts'

/** Positions in `subject`. */
const DIVISION = 0
const BODY = 1
const PROJECT = 3

/**
 * Adds hints to every filing of an extraction and checks it anew: a year from the path is a year. What contradicts the
 * form becomes a finding `HINT-CONFLICT`.
 */
export function applyHints(extraction: Extraction, hints: Hints | null, rules: Rules): Extraction {
  if (hints === null || Object.keys(hints).length === 0) return extraction
  return { ...extraction, filings: extraction.filings.map((filing) => judge(hint(filing, hints), rules)) }
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s()（）【】[\]]/g, '')

function hint(filing: Filing, hints: Hints): Filing {
  const filled: Record<string, unknown> = {}
  const inferred: Record<string, string> = { ...filing.inferred }
  const findings: Finding[] = []
  for (const key of Object.keys(hints) as HintKey[]) {
    const given = hints[key]!
    const value = readHint(key, given.value)
    if (key === 'current' || value === null) continue
    const printed = key === 'filedOn' ? filing.signoff.filedOn : filing[key]
    if (printed === null) {
      filled[key === 'filedOn' ? 'signoff' : key] = key === 'filedOn' ? { ...filing.signoff, filedOn: value } : value
      inferred[key] = given.from
    } else if (contradicts(key, printed, value)) findings.push(conflict(filing, key, printed, given))
  }
  const hinted: Filing = {
    ...filing,
    ...(filled as Partial<Filing>),
    inferred,
    findings: [...filing.findings, ...findings],
  }
  const status = findings.length > 0 && filing.status === 'clean' ? 'flagged' : filing.status
  return { ...hinted, status, ...identityOf(hinted) }
}

/** The value that a hint's text gives a key; null when it gives none. */
function readHint(key: HintKey, text: string): Filing['division'] | string | number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (key === 'fiscalYear') {
    const year = /(?:19|20)\d\d/.exec(trimmed)?.[0]
    return year === undefined ? null : Number(year)
  }
  if (key === 'division') {
    const code = /^\d{6}(?:\d{3})?(?!\d)/.exec(trimmed)?.[0] ?? ''
    return { code, name: trimmed.slice(code.length).trim() }
  }
  if (key !== 'filedOn') return trimmed
  const date = /(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})/.exec(trimmed)
  return date === null ? trimmed : `${date[1]}-${date[2]!.padStart(2, '0')}-${date[3]!.padStart(2, '0')}`
}

/** Names are abbreviated (住建局 for 住房和城乡建设局): only one that is no shortening of the other contradicts it. */
function contradicts(key: HintKey, printed: unknown, value: unknown): boolean {
  const [a, b] = [textOf(printed), textOf(value)]
  if (/^(fiscalYear|filedOn|.*Code)$/.test(key)) return a !== b
  return !shortens(a, b) && !shortens(b, a)
}

const textOf = (value: unknown): string =>
  plain(typeof value === 'object' && value !== null ? Object.values(value).join(' ') : String(value))

function shortens(short: string, long: string): boolean {
  let at = 0
  for (const char of long) if (char === short[at]) at++
  return at === short.length
}

/** A part that was needed and not read takes the hint; division and department may also stand for an empty one. */
function identityOf(filing: Filing): Pick<Filing, 'subject' | 'key'> {
  const { inferred, division, department, projectName, projectCode } = filing
  const subject = [...filing.subject]
  const fill = (at: number, key: string, value: string | null | undefined, empty: boolean) => {
    const part = subject[at]
    if (key in inferred && value && (part === null || (empty && part === ''))) subject[at] = plain(value)
  }
  fill(DIVISION, 'division', division?.code || division?.name, true)
  fill(BODY, 'department', department, true)
  fill(BODY, 'agency', filing.agency, false)
  fill(PROJECT, 'projectCode', projectCode, false)
  fill(PROJECT, 'projectName', projectName, false)
  const whole = filing.fiscalYear !== null && filing.form !== 'unknown' && subject.every((part) => part !== null)
  return { subject, key: whole ? [filing.form, filing.fiscalYear, ...subject].join('|') : null }
}

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  path: ['path', '路径'],
  manifest: ['manifest', '清单'],
  option: ['option', '命令行选项'],
}

function conflict(filing: Filing, key: HintKey, printed: unknown, given: Hint): Finding {
  const [en, zh] = WORDS[given.from]!
  const found = textOf(printed)
  return {
    rule: 'HINT-CONFLICT',
    severity: 'warning',
    message: {
      en: `The form says ${key} “${found}”, the ${en} says “${given.value}”. The form's own word is kept: is the file in the right place?`,
      zh: `表内${key}为“${found}”，${zh}为“${given.value}”。以表内所印为准，请核对文件是否放错位置。`,
    },
    form: filing.form,
    indicator: null,
    cells: filing.cells[key] ?? [],
    related: [],
    expected: given.value,
    found,
    suggestion: null,
  }
}
