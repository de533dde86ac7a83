/** Lists for people: runs, and the versions of forms. */
import type { Standing, StandingBy } from './standing.ts'
import type { Statements } from './statements.ts'

/** One version of a form of which there are several. */
export interface VersionRecord {
  readonly key: string
  readonly filingId: string
  readonly standing: Standing
  readonly by: StandingBy | null
  /** Why a person chose it, where one did. */
  readonly reason: string | null
  readonly digest: string
  readonly form: string
  readonly fiscalYear: number
  readonly department: string | null
  readonly agency: string | null
  readonly projectName: string | null
  readonly status: string
  readonly filedOn: string | null
  /** Further files with the same facts. */
  readonly copies: number
  readonly path: string
}

/** Versions key by key; with `contested` only those of which none counts, with `key` only those of one form. */
export function listVersions({ one }: Statements, contested: boolean, key?: string): readonly VersionRecord[] {
  const rows =
    one(`SELECT v.*, CASE standing_by WHEN 'choice' THEN (SELECT reason FROM choice c WHERE c.key = v.key) END AS reason
    FROM v_versions v WHERE (NOT ? OR standing = 'contested') AND (? IS NULL OR v.key = ?)
    ORDER BY v.key, standing <> 'current', filed_on, filing_id`).all(contested ? 1 : 0, key ?? null, key ?? null)
  return rows.map((row) => ({
    key: row.key,
    filingId: row.filing_id,
    standing: row.standing,
    by: row.standing_by,
    reason: row.reason,
    digest: row.digest,
    form: row.form,
    fiscalYear: row.fiscal_year,
    department: row.department,
    agency: row.agency,
    projectName: row.project_name,
    status: row.status,
    filedOn: row.filed_on,
    copies: row.copies,
    path: row.source_path,
  }))
}

/** One run of an import or a remap. */
export interface RunRecord {
  readonly run: number
  readonly command: string
  readonly version: string
  readonly startedAt: string
  readonly finishedAt: string | null
  /** null while it is under way, or when it was killed. */
  readonly end: 'done' | 'interrupted' | 'failed' | null
  /** Files whose bytes it read, by outcome; files that were read again later count for the later run. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Paths that it met first. */
  readonly paths: number
}

/** All runs, the latest last. */
export function listRuns({ one }: Statements): readonly RunRecord[] {
  const outcomes = new Map<number, Record<string, number>>()
  for (const { run_no, outcome, n } of one(
    'SELECT run_no, outcome, count(*) AS n FROM blob GROUP BY run_no, outcome ORDER BY outcome',
  ).all())
    outcomes.set(run_no, { ...outcomes.get(run_no), [outcome]: n })
  const paths = new Map(
    one('SELECT run_no, count(*) AS n FROM sighting GROUP BY run_no')
      .all()
      .map((row) => [row.run_no, row.n as number]),
  )
  return one('SELECT * FROM run ORDER BY run_no')
    .all()
    .map((row) => ({
      run: row.run_no,
      command: row.command,
      version: row.version,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      end: row.ended,
      outcomes: outcomes.get(row.run_no) ?? {},
      paths: paths.get(row.run_no) ?? 0,
    }))
}

/** A form as `guibiao coverage` counts it. */
export interface FiledFormRecord {
  readonly form: string
  readonly department: string | null
  readonly departmentCode: string | null
  readonly agency: string | null
  readonly standing: Standing
  readonly path: string
}

/** All forms of a fiscal year that are of a known family, blank ones too. */
export function listFiledForms({ one }: Statements, year: number): readonly FiledFormRecord[] {
  const rows = one(`SELECT form, department, department_code, agency, standing, source_path FROM filing
    WHERE fiscal_year = ? AND form <> 'unknown' ORDER BY source_path, position`).all(year)
  return rows.map(({ form, department, department_code, agency, standing, source_path }) => ({
    ...{ form, department, agency, standing },
    departmentCode: department_code,
    path: source_path,
  }))
}
