/** Results kept for a while: several rules ask the same of one record or text. */

/** How many records are remembered: the rows of a few filings, checked one after the other. */
const RECORDS = 1_000

/**
 * A function of a record that computes once for each record, as long as not too many others came between. (A WeakMap
 * would need no bound, but at every collection of garbage its entries are looked through one by one.)
 */
export function remember<K extends object, V>(compute: (record: K) => V): (record: K) => V {
  const known = new Map<K, V>()
  return (record) => {
    const found = known.get(record)
    if (found !== undefined || known.has(record)) return found as V
    if (known.size >= RECORDS) known.clear()
    const value = compute(record)
    known.set(record, value)
    return value
  }
}

/** How many texts are remembered: those of some hundred filings. */
const MOST = 20_000

/** A function of a text that computes once for each text, as long as not too many others came between. */
export function rememberText(compute: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= MOST) known.clear()
    const value = compute(text)
    known.set(text, value)
    return value
  }
}
