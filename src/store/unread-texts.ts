/** What a whole database could not read, or only as something else: texts by kind, with how often and where. */
import type { Database } from 'better-sqlite3'
import { connect } from './connect.ts'
import { asStoreError } from './store-error.ts'

/**
 * - `unread`: text that no rule read
 * - `form`: titles of tables that look like a form and are none that the rules know
 * - `heading`: headings of indicator columns that went to `extra`
 * - `label`: labels of `fields`
 * - `fund`: labels of fund lines without an item
 * - `level1`, `level2`: labels of the hierarchy without a code
 */
export type UnreadKind = 'unread' | 'form' | 'heading' | 'label' | 'fund' | 'level1' | 'level2'

/** One text and where it is found. */
export interface UnreadText {
  readonly kind: UnreadKind
  /** As `nameOf` gives it. */
  readonly text: string
  /** In how many filings. */
  readonly filings: number
  /** How often in all of them. */
  readonly times: number
  /** The first file, and the cell in it. */
  readonly path: string
  readonly address: string
}

/** Copies and blank templates would count what is printed once several times. */
const COUNTED = `filing.standing NOT IN ('copy', 'template')`

/** For each kind: filing, text, how often, and the place (a position in the filing's `places`). */
const QUERIES: Readonly<Record<UnreadKind, string>> = {
  unread: `SELECT filing_no, u.value ->> 3 AS words, count(*) AS times, min(u.value ->> 0) AS place
    FROM filing, json_each(unread) u WHERE ${COUNTED} GROUP BY filing_no, words`,
  form: `SELECT filing_no, coalesce(title, '') AS words, 1 AS times, NULL AS place
    FROM filing WHERE form = 'unknown' AND ${COUNTED}`,
  heading: `SELECT filing_no, substr(c.key, 7) AS words, count(*) AS times, min(c.value ->> '$[0][0]') AS place
    FROM filing JOIN indicator USING (filing_no), json_each(indicator.claims) c
    WHERE indicator.extra IS NOT NULL AND c.key GLOB 'extra.*' AND ${COUNTED} GROUP BY filing_no, words`,
  // A label that is not printed (of a note below the table) is ours and needs no teaching.
  label: `SELECT filing_no, field.claims ->> '$.label[0][3]' AS words, count(*) AS times,
      min(field.claims ->> '$.label[0][0]') AS place
    FROM filing JOIN field USING (filing_no) WHERE words IS NOT NULL AND ${COUNTED} GROUP BY filing_no, words`,
  fund: `SELECT filing_no, label AS words, count(*) AS times, min(fund.claims ->> '$.label[0][0]') AS place
    FROM filing JOIN fund USING (filing_no) WHERE item IS NULL AND ${COUNTED} GROUP BY filing_no, words`,
  level1: levelQuery('level1'),
  level2: levelQuery('level2'),
}

function levelQuery(level: 'level1' | 'level2'): string {
  return `SELECT filing_no, ${level}_label AS words, count(*) AS times,
      min(indicator.claims ->> '$.${level}[0][0]') AS place
    FROM filing JOIN indicator USING (filing_no)
    WHERE ${level} IS NULL AND ${level}_label IS NOT NULL AND ${COUNTED} GROUP BY filing_no, words`
}

interface Row {
  readonly filing_no: number
  readonly words: string
  readonly times: number
  readonly place: number | null
}

/**
 * Counts the texts of a database, the most frequent first. Texts with the same name are one; those named `''` are left
 * out. Rejects with a `StoreError`.
 */
export async function countUnread(database: string, nameOf: (text: string) => string): Promise<readonly UnreadText[]> {
  let db: Database | null = null
  try {
    db = connect(database, { mustExist: true })
    return (Object.keys(QUERIES) as UnreadKind[])
      .flatMap((kind) => countKind(db!, kind, nameOf))
      .sort((a, b) => b.filings - a.filings || b.times - a.times || (a.text < b.text ? -1 : 1))
  } catch (error) {
    throw asStoreError(error, database)
  } finally {
    db?.close()
  }
}

function countKind(db: Database, kind: UnreadKind, nameOf: (text: string) => string): readonly UnreadText[] {
  const found = new Map<string, { times: number; readonly filings: Set<number>; readonly first: Row }>()
  for (const row of db.prepare<[], Row>(QUERIES[kind]).iterate()) {
    const name = nameOf(row.words)
    const known = found.get(name)
    if (known) {
      known.times += row.times
      known.filings.add(row.filing_no)
    } else if (name !== '' || kind === 'form')
      found.set(name, { times: row.times, filings: new Set([row.filing_no]), first: row })
  }
  const example = db.prepare<[number | null, number], { path: string; address: string }>(
    `SELECT source_path AS path, coalesce(json_extract(places, '$[' || CAST(? AS INTEGER) || '][3]'), source_range) AS address
      FROM filing WHERE filing_no = ?`,
  )
  return [...found].map(([text, { times, filings, first }]) => {
    const { path, address } = example.get(first.place, first.filing_no)!
    return { kind, text, filings: filings.size, times, path, address }
  })
}
