/** A score beside what the evidence supports, in one paragraph. */
import type { Filing } from '../model.ts'
import { paintOf, type Style } from './style.ts'
import { printable } from './width.ts'

/** What is drawn of a form scored again. Points are decimal strings, shares percent. */
export interface ScoredAgain {
  readonly claimed: string
  readonly low: string
  readonly high: string
  readonly measuredShare: string | null
  readonly byEvidence: Readonly<Partial<Record<string, string>>>
}

const EVIDENCE: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  measured: ['measured values', '实测值'],
  'achieved-wording': ['words', '定性表述'],
  'restated-target': ['restated targets', '照抄指标值'],
  words: ['words for a number', '以文字代数值'],
  'name-copy': ['copied names', '照抄指标名称'],
  'unit-mismatch': ['another kind than the target', '口径不符'],
  missing: ['nothing', '空白'],
}

/** Draws the score claimed, the range that profile and evidence support, and what the points of the indicators rest on. */
export function drawRescoring({ source }: Pick<Filing, 'source'>, again: ScoredAgain, style: Style): string {
  const at = style.lang === 'en' ? 0 : 1
  const parts = Object.entries(EVIDENCE).flatMap(([key, names]) =>
    again.byEvidence[key] === undefined ? [] : [`${names[at]} ${again.byEvidence[key]}`],
  )
  const range = again.low === again.high ? again.low : `${again.low}–${again.high}`
  const share = again.measuredShare ?? '0'
  const line =
    at === 0
      ? `score claimed ${again.claimed}, supported ${range}; ${share}% of the indicators' points rest on measured values (${parts.join(', ')})`
      : `自评${again.claimed}分，依据可支持${range}分；指标得分的${share}%基于实测值（${parts.join('，')}）`
  return `  ${paintOf(style).dim(`${printable(source.path)}: ${line}`)}\n`
}
