/** Silent loss: text that was claimed as a value, and that no record holds. */
import type { Claim, Filing, Mark } from '../../src/model.ts'
import { normalize } from '../../src/text.ts'

interface Kept {
  readonly key: string
  readonly claim: Claim
  /** What the record says there; undefined where the claim is of a whole (a field, a measure). */
  readonly value: unknown
  /** The record flags that it could not read what is printed there. */
  readonly flagged: boolean
}

/** Not records: what was read how, what was found, what was not read. */
const BESIDE = new Set(['marks', 'findings', 'unread', 'ledger', 'source'])

type Read = Omit<Filing, 'id' | 'digest'>

/** The claims of all records of a filing. */
function keptIn(filing: Read): readonly Kept[] {
  const kept: Kept[] = []
  const visit = (record: unknown): void => {
    if (Array.isArray(record)) record.forEach(visit)
    else if (typeof record === 'object' && record !== null)
      for (const [key, inner] of Object.entries(record)) {
        if (record === filing && BESIDE.has(key)) continue
        if (key === 'cells') collect(inner as Filing['cells'], record as Readonly<Record<string, unknown>>)
        else visit(inner)
      }
  }
  const collect = (cells: Filing['cells'], record: Readonly<Record<string, unknown>>) => {
    for (const [key, claims] of Object.entries(cells))
      for (const claim of claims) {
        const flags = (record.flags ?? []) as readonly string[]
        kept.push({ key, claim, value: saidAt(key, record), flagged: flags.includes(`unread-${key}`) })
      }
  }
  visit(filing)
  return kept
}

/** What a record says under a key of its claims. */
function saidAt(key: string, record: Readonly<Record<string, unknown>>): unknown {
  // A level has its code, and its label as printed; either says what the cell said.
  if (/^level[12]$/.test(key)) return record[key] ?? record[`${key}Label`]
  if (!('signoff' in record)) return record[key]
  const { signoff, fields } = record as unknown as Read
  const person = signoff.head ?? signoff.phone
  const head = { ...record, ...signoff, namePhone: person }
  // The record has no key for some of the head: they must be fields. No other key may be missing.
  const beside = fields.some(({ cells }) => Object.values(cells).flat().includes(claimOf(record, key)!))
  return (head as Readonly<Record<string, unknown>>)[key] ?? (beside ? 'a field' : null)
}

const claimOf = (record: Readonly<Record<string, unknown>>, key: string) => (record.cells as Filing['cells'])[key]?.[0]

/** Printed where a number would stand: there is none. */
const NO_NUMBER = /^(?:[-—–─/\\~*]+|无|空|0)$/
/** Cells that say how a figure is to be read, in rows that have none: 定性, 万元. */
const WITHOUT_FIGURE = /\.(?:operator|unit)$/

const where = ({ place, raw }: Claim, what: string) => `${what}: ${place.address} ${JSON.stringify(raw)}`

/**
 * The values of a document that are in no record of its filings, and the records that say nothing where a value was
 * claimed for them. A text that is printed again for the same key (填报单位 in the caption and in the table) is kept once.
 */
export function lostValues(filings: readonly Read[]): readonly string[] {
  const kept = filings.flatMap(keptIn)
  const said = new Set(kept.map(({ claim }) => normalize(claim.raw)))
  const holds = ({ place, start, end }: Mark) =>
    kept.some(
      ({ claim }) =>
        claim.place.block === place.block &&
        claim.place.row === place.row &&
        claim.place.column === place.column &&
        claim.start <= start &&
        claim.end >= end,
    )
  const lost = filings
    .flatMap(({ marks }) => marks)
    .filter(
      (mark) =>
        mark.as === 'value' && !holds(mark) && !said.has(normalize(mark.raw)) && !WITHOUT_FIGURE.test(mark.into ?? ''),
    )
  const silent = kept.filter(
    ({ value, flagged, claim }) => value === null && !flagged && !NO_NUMBER.test(normalize(claim.raw)),
  )
  return [
    ...lost.map((mark) => where(mark, `in no record (${mark.rule})`)),
    ...silent.map(({ claim, key }) => where(claim, `${key} is null`)),
  ]
}
