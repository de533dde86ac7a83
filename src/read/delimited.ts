/** Delimited text (RFC 4180 and its relatives): the delimiter is found, quotes are undone. */

const DELIMITERS = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Splits delimited text into records; quoted fields may hold delimiters, doubled quotes and line breaks. */
export function splitDelimited(text: string, delimiter: Delimiter, atMost = Infinity): string[][] {
  const records: string[][] = []
  let fields: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < text.length && records.length < atMost; i++) {
    const char = text[i]!
    if (quoted) {
      if (char !== '"') field += char
      else if (text[i + 1] === '"') {
        field += '"'
        i++
      } else quoted = false
    } else if (char === '"' && field === '') quoted = true
    else if (char === delimiter) {
      fields.push(field)
      field = ''
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++
      records.push([...fields, field])
      fields = []
      field = ''
    } else field += char
  }
  if ((field !== '' || fields.length > 0) && records.length < atMost) records.push([...fields, field])
  return records
}

/** How well a delimiter explains a text: the share of its non-blank lines that have the most common width. */
function agreement(text: string, delimiter: Delimiter): { readonly share: number; readonly width: number } {
  const records = splitDelimited(text, delimiter, 200).filter((fields) => fields.join('').trim() !== '')
  const widths = new Map<number, number>()
  for (const { length } of records) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
  let width = 1
  let count = 0
  for (const [candidate, n] of widths)
    if (n > count || (n === count && candidate > width)) {
      width = candidate
      count = n
    }
  return { share: records.length === 0 ? 0 : count / records.length, width }
}

/** True when half of the lines hold tabs: rows as programs print them, each as long as it has cells. */
function isTabbed(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const tabbed = lines.filter((line) => line.trim().includes('\t'))
  return tabbed.length >= 2 && tabbed.length * 2 >= lines.length
}

/** The delimiter of a text, or null when most of its lines have none in common. Excel's `sep=;` line decides. */
export function delimiterOf(text: string): Delimiter | null {
  const stated = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const named = DELIMITERS.find((delimiter) => delimiter === stated)
  if (named) return named
  let best: { delimiter: Delimiter; score: number } | null = null
  for (const delimiter of DELIMITERS) {
    const { share, width } = agreement(text, delimiter)
    const score = share * Math.log2(width + 1)
    if (share >= 0.5 && width > 1 && (!best || score > best.score)) best = { delimiter, score }
  }
  return best?.delimiter ?? (isTabbed(text) ? '\t' : null)
}
