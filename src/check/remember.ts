/** Results kept for as long as the record they were computed from: several rules ask the same of one row. */

/** A function of a record that computes once for each record. */
export function remember<K extends object, V>(compute: (record: K) => V): (record: K) => V {
  const known = new WeakMap<K, { readonly value: V }>()
  return (record) => {
    const found = known.get(record)
    if (found) return found.value
    const value = compute(record)
    known.set(record, { value })
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
