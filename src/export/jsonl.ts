/** JSON Lines: one row a line. Exact decimals and 分 are strings where a JSON number could not hold them safely. */
import type { ViewValue } from '../store/views.ts'
import type { OutColumn } from './format.ts'
import { textFiles } from './text-files.ts'

/** A cell as JSON: decimals as strings, 分 as a number while it is safe, lists and objects as themselves. */
export function jsonCell({ kind }: Pick<OutColumn, 'kind'>, value: ViewValue): string {
  if (value === null) return 'null'
  if (kind === 'flag') return value === 0n || value === 0 ? 'false' : 'true'
  if (kind === 'json') return String(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`
  return JSON.stringify(value)
}

/** JSON Lines. */
export const JSONL = textFiles({
  id: 'jsonl',
  extension: 'jsonl',
  mediatype: 'application/jsonl',
  head: () => '',
  row: (columns) => {
    const names = columns.map(({ label }) => `${JSON.stringify(label)}:`)
    return (values) => `{${columns.map((column, at) => names[at] + jsonCell(column, values[at] ?? null)).join(',')}}\n`
  },
})
