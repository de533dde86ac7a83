/** Scores and grades in words: 自评得分90分，等级优; 总得分：99.5分；等级：优秀. */
import { halfWidth } from '../text.ts'
import { type Source, takeSpanOf } from './claims.ts'
import { ruleName, type Work } from './work.ts'

const STATED =
  /([\p{Script=Han}]{2,12}?(?:\([^()]{0,8}\))?)\s*[:为]?\s*(\d+(?:\.\d+)?(?=\s*分)|优秀|优|良好|良|中等|中|差)\s*分?\s*(?=$|[,;。、\s])/gu

interface Stated {
  readonly key: 'totalScore' | 'grade'
  readonly label: readonly [start: number, end: number]
  readonly value: readonly [start: number, end: number]
}

/** What a text states, null where it says anything else as well. */
function statedIn(work: Work, text: string): readonly Stated[] | null {
  const flat = halfWidth(text)
  const found: Stated[] = []
  let rest = flat
  for (const m of flat.matchAll(STATED)) {
    const match = work.terms.match('head', m[1]!)
    const key = /^\d/.test(m[2]!) ? 'totalScore' : 'grade'
    if (match?.how !== 'exact' || match.code !== key) return null
    const at = m.index + m[0].lastIndexOf(m[2]!)
    found.push({ key, label: [m.index, m.index + m[1]!.length], value: [at, at + m[2]!.length] })
    rest = rest.replace(m[0], '')
  }
  return found.length > 0 && /^[,;。、\s]*$/.test(rest) ? found : null
}

/** Takes the score and the grade of a text that states nothing else; false for any other text. */
export function readScoreText(work: Work, source: Source): boolean {
  const stated = statedIn(work, source.text)
  if (stated === null || stated.some(({ key }) => work.head.get(key)?.text)) return false
  work.book.claim(source, 0, source.text.length, 'label', ruleName(work, 'closing/score-text'))
  for (const { key, value } of stated) {
    const span = takeSpanOf(work.book, source, value[0], value[1], 'value', ruleName(work, `closing/${key}`), key)
    work.head.set(key, span)
  }
  return true
}
