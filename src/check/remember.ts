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
