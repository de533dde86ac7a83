/** What to tell a person about a selection: that it holds nothing, or that a part of it does. */
import { countSelected, holdingsOf, type Selection, type Views } from '../index.ts'

/** Lines for the person, and whether there is nothing to export. */
export interface Explained {
  readonly words: readonly string[]
  readonly nothing: boolean
}

/** Looks for every year, form and division that was asked for, alone and together. */
export function explainSelection(views: Views, db: string, asked: Selection, lang: 'en' | 'zh'): Explained {
  const zh = lang === 'zh'
  const held = holdingsOf(views, asked)
  if (held.filings === 0)
    return {
      words: [
        zh
          ? `${db} 中没有有效的填报表。请先运行 guibiao import PATH --db ${db}。`
          : `${db} holds no filings that count. \`guibiao import PATH --db ${db}\` brings some in.`,
      ],
      nothing: true,
    }
  const parts = [
    ['year', '年度', asked.years, held.years],
    ['form', '表样', asked.forms, held.forms],
    ['division', '区划', asked.divisions, held.divisions],
  ] as const
  const words = parts.flatMap(([en, chinese, wanted, has]) => {
    const missing = wanted.filter((one) => !has.some((other) => fits(en, String(other), String(one))))
    // In a range of years some may well be missing.
    if (missing.length === 0 || (en === 'year' && missing.length < wanted.length && wanted.length > 2)) return []
    return zh
      ? `${db} 中没有${chinese}为 ${missing.join(', ')} 的填报表；现有：${has.join(', ') || '（无）'}。`
      : `${db} holds no filing of ${en} ${missing.join(', ')}; it has ${has.join(', ') || 'none'}.`
  })
  const nothing = countSelected(views, asked) === 0
  if (!nothing || words.length > 0) return { words, nothing }
  const all = parts.flatMap(([en, chinese, wanted]) =>
    wanted.length === 0 ? [] : [`${zh ? chinese : en} ${wanted.join(', ')}`],
  )
  const together = zh
    ? `${db} 中没有同时符合${all.join('、')}的填报表。`
    : `${db} holds no filing of ${all.join(', ')} together.`
  return { words: [together], nothing }
}

/** A division stands for all that begin with its digits. */
function fits(part: string, held: string, wanted: string): boolean {
  return part === 'division' ? held.startsWith(wanted) : held === wanted
}
