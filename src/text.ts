/** Cell text: what counts as a character, and the normal form in which labels are compared. */

const SEPARATOR = /[\s\u200b-\u200f\u2060\ufeff:：;；,，、。|｜·]/

/** True for every character that the ledger counts: all but white space and separators. */
export function isSignificant(char: string): boolean {
  return !SEPARATOR.test(char)
}

/** The number of significant characters of a text, in UTF-16 units. */
export function countSignificant(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (isSignificant(text[i]!)) count++
  return count
}

/** True when a text holds nothing but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** A label in one piece: line breaks and inner spaces removed (绩\n效\n指\n标 → 绩效指标), nothing else changed. */
export function glue(text: string): string {
  return text.replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '')
}

/** Unified ideographs and visible ASCII: NFKC leaves them as they are, and there is nothing to glue. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/

/** The normal form in which labels are compared: NFKC (full-width to half-width), glued. */
export function normalize(text: string): string {
  return PLAIN.test(text) ? text : glue(text.normalize('NFKC'))
}

/** A label as printed, but glued and without numbering, 其中, stars and trailing colons. */
export function stripLabel(text: string): string {
  return glue(text)
    .replace(/^[★☆*•●■◆\-—]+/, '')
    .replace(/^其中[:：、,，\-—－]*/, '')
    .replace(/^(?:[一二三四五六七八九十]+|\d{1,2})[、.．](?!\d)/, '')
    .replace(/^[(（](?:[一二三四五六七八九十]+|\d{1,2})[)）]/, '')
    .replace(/[:：。…\-—]+$/, '')
}

/** The normal form of a label: {@link stripLabel} in half-width. */
export function normalizeLabel(text: string): string {
  return stripLabel(text.normalize('NFKC'))
}

/** Full-width digits, letters and punctuation as half-width, character by character: offsets stay the same. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')
}

/** The span of a text without its outer white space, as [start, end). */
export function trimSpan(text: string): readonly [number, number] {
  const start = text.length - text.trimStart().length
  const end = text.trimEnd().length
  return start < end ? [start, end] : [0, 0]
}

/** A1-style letters of a column that counts from 0. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

/** Shorter slices are copies already. */
const SHORTEST_SLICE = 13

/** A text that shares no memory with what it was cut from: V8 keeps the whole of it alive for a slice. */
export function copyText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : (JSON.parse(JSON.stringify(text)) as string)
}

/**
 * Remembers what was made of the latest texts, at least `count` of them and at most twice as many. `make` gets a copy
 * of the text: what it keeps of it, such as a slice, would hold the whole file in memory that the text was cut from.
 */
export function rememberTexts<T>(count: number): (text: string, make: (text: string) => T) => T {
  let latest = new Map<string, T>()
  let before = new Map<string, T>()
  return (text, make) => {
    const known = latest.get(text)
    if (known !== undefined) return known
    const copy = copyText(text)
    const old = before.get(copy)
    const found = old === undefined ? make(copy) : old
    if (latest.size >= count) {
      before = latest
      latest = new Map()
    }
    latest.set(copy, found)
    return found
  }
}
