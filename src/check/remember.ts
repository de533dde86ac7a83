/** Results kept for a while: several rules ask the same of one record or text. */
import { rememberTexts } from '../text.ts'

/** How many rows are remembered: those of a few filings, checked one after the other. */
const ROWS = 500

/** How many whole filings are: a filing is large, and is asked for again by its neighbours. */
export const FILINGS = 32

/**
 * A function of a record that computes once for each record, as long as not too many others came between. (A WeakMap
 * would need no bound, but at every collection of garbage its entries are looked through one by one.)
 */
export function remember<K extends object, V>(compute: (record: K) => V, most: number = ROWS): (record: K) => V {
  const known = new Map<K, V>()
  return (record) => {
    const found = known.get(record)
    if (found !== undefined || known.has(record)) return found as V
    if (known.size >= most) known.clear()
    const value = compute(record)
    known.set(record, value)
    return value
  }
}

/** How many texts are remembered: those of a few filings. */
const TEXTS = 4000

/** A function of a text that computes once for each text, as long as not too many others came between. */
export function rememberText(compute: (text: string) => string): (text: string) => string {
  const recall = rememberTexts<string>(TEXTS)
  return (text) => recall(text, compute)
}
