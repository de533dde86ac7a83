/** What Word would show of a part, by a plain walk over its XML: the measure for what our reader must not lose. */
import { load } from 'cheerio'

interface Node {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
}

/** Elements whose text is not shown: deleted, moved away, earlier properties, field codes. */
const GONE = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'w:delInstrText', 'm:delText'])

/** A deleted row says so in its properties. */
function isDeletedRow(node: Node): boolean {
  const properties = node.children?.find(({ name }) => name === 'w:trPr')
  return properties?.children?.some(({ name }) => name === 'w:del') === true
}

/** The texts of `w:t` and `m:t`, results of fields among them, in order. Prefixes are those that Word writes. */
export function shownTexts(xml: string): readonly string[] {
  const texts: string[] = []
  const walk = (node: Node): void => {
    const name = node.name ?? ''
    if (GONE.has(name) || (name === 'w:tr' && isDeletedRow(node))) return
    if (name === 'mc:AlternateContent') {
      const choice = node.children?.find((child) => child.name === 'mc:Choice')
      const shown = choice ?? node.children?.find((child) => child.name === 'mc:Fallback')
      if (shown) walk(shown)
      return
    }
    if (name === 'w:t' || name === 'm:t') texts.push((node.children ?? []).map(({ data }) => data ?? '').join(''))
    else for (const child of node.children ?? []) walk(child)
  }
  walk(load(xml, { xml: true }).root().get(0) as unknown as Node)
  return texts
}
