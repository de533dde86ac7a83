/** A list of files with what is known of each: a CSV or workbook with a column of paths and named columns. */
import { resolve } from 'node:path'
import type { Document, Hint, HintKey, Hints } from '../model.ts'

/** A list that cannot be used. The message says what was found and what was expected. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError'
}

/** What a manifest knows, file by file. */
export interface Manifest {
  hintsOf(path: string): Hints | null
  /** Rows whose files were never asked for. */
  unused(): readonly string[]
}

/** Headings by key, as they are after removing blanks and case. */
const HEADINGS: Readonly<Record<HintKey | 'path', RegExp>> = {
  path: /^(path|file|filename|路径|文件|文件名|文件路径)$/,
  fiscalYear: /^(year|fiscal_?year|年度|年份|预算年度)$/,
  division: /^(division|区划|行政区划|行政区划代码|地区)$/,
  department: /^(department|部门|部门名称|预算部门|主管部门)$/,
  departmentCode: /^(department_?code|部门代码|部门编码)$/,
  agency: /^(agency|单位|单位名称|填报单位|实施单位)$/,
  agencyCode: /^(agency_?code|单位代码|单位编码)$/,
  projectName: /^(project|project_?name|项目|项目名称)$/,
  projectCode: /^(project_?code|项目代码|项目编码)$/,
  filedOn: /^(filed_?on|报送日期|填报日期|收文日期)$/,
  current: /^(current|final|现行|最终|最终稿|有效)$/,
}

const YES = /^(yes|y|true|1|是|√|✓|✔|x|current|final|现行|最终)$/i

/** The rows of the first table of a document, as texts. */
export function rowsOf(document: Document): readonly (readonly string[])[] {
  const table = document.blocks.find((block) => block.kind === 'table')
  if (!table) return []
  const { grid } = table
  const rows = Array.from({ length: grid.rows }, () => Array.from({ length: grid.columns }, () => ''))
  for (const cell of grid.cells) if (!cell.covered) rows[cell.row]![cell.column] = cell.text.trim()
  return rows.filter((row) => row.some((text) => text !== ''))
}

/** The first column whose heading is that of a key; -1 when there is none. */
export function columnOf(heads: readonly string[], key: HintKey | 'path'): number {
  return heads.findIndex((head) => HEADINGS[key].test(head.replace(/\s/g, '').toLowerCase()))
}

/** Reads a manifest; paths are relative to `folder` or to where the import was started. Throws a {@link ManifestError}. */
export function readManifest(document: Document, folder: string): Manifest {
  const [heads, ...rows] = rowsOf(document)
  const at = heads ? columnOf(heads, 'path') : -1
  if (!heads || at < 0)
    throw new ManifestError(
      `it has no column of paths (path, file, 路径, 文件名); its first row is ${JSON.stringify(heads ?? [])}`,
    )
  const columns = (Object.keys(HEADINGS) as HintKey[])
    .map((key) => [key, columnOf(heads, key)] as const)
    .filter(([key, column]) => column >= 0 && column !== at && (key as string) !== 'path')
  if (columns.length === 0) throw new ManifestError(`no column beside the paths is known: ${heads.join(', ')}`)
  const byPath = new Map<string, { readonly named: string; readonly hints: Hints; used: boolean }>()
  for (const row of rows) {
    const named = row[at]!
    if (named === '') continue
    const line = { named, hints: hintsIn(row, columns), used: false }
    for (const key of new Set([resolve(folder, named), resolve(named)])) {
      if (byPath.has(key)) throw new ManifestError(`the path ${named} stands in it twice`)
      byPath.set(key, line)
    }
  }
  return {
    hintsOf: (path) => {
      const line = byPath.get(resolve(path))
      if (line) line.used = true
      return line?.hints ?? null
    },
    unused: () => [...new Set(byPath.values())].filter(({ used }) => !used).map(({ named }) => named),
  }
}

function hintsIn(row: readonly string[], columns: readonly (readonly [HintKey, number])[]): Hints {
  const hints: Partial<Record<HintKey, Hint>> = {}
  for (const [key, column] of columns) {
    const value = row[column] ?? ''
    if (value !== '' && (key !== 'current' || YES.test(value))) hints[key] = { value, from: 'manifest' }
  }
  return hints
}
