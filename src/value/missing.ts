/** Cells that state nothing: blank, "/", "—", template residue (≥**%, ……), a lone unit or sign. */
import { parseUnitText } from './compound.ts'
import type { Reason } from './flags.ts'
import type { UnitTable } from './unit.ts'

/** What stands in the place of a number in a template: ** × XX ___ □ …… */
const HOLES = /[*×_□…]+|\.{2,}|。{2,}|(?<![A-Za-z])[xX]+(?![A-Za-z])/g

/** Why a cleaned cell text is `missing`; null when it says something. */
export function missingReason(text: string, table: UnitTable): Reason | null {
  if (text === '') return 'blank'
  if (text.length > 40 || /[0-9一二三四五六七八九十]/.test(text)) return null
  if (/^[/\\|]+$/.test(text)) return 'slash'
  if (/^-+$/.test(text)) return 'dash'
  if (/^N\/?A$/i.test(text)) return 'placeholder'
  const filled = text.replace(HOLES, '')
  const rest = filled.replace(/^[≥≤><=~≈:;,。]+/, '')
  if (rest === '') return 'placeholder'
  const unit = parseUnitText(table, rest)
  if (unit === null) return null
  if (rest !== text) return 'placeholder'
  // 学生 or 项目 alone is a word, 人次 alone is what is left of a value.
  return unit.dimension === 'count' && rest.length > 1 && !rest.endsWith('次') ? null : 'unit-only'
}
