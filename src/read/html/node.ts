/** The parsed page as plain nodes. */

export interface HtmlNode {
  /** `tag`, `text`, `root`, `comment`, `script`, `style`, `cdata` or `directive`. */
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly HtmlNode[]
}

/** An attribute; `''` when it is not there. */
export function attribute(node: HtmlNode, name: string): string {
  const { attribs } = node
  return attribs && Object.hasOwn(attribs, name) ? attribs[name]! : ''
}

/** True when the element itself says that it is not shown. Style sheets are not evaluated. */
export function isHidden(node: HtmlNode): boolean {
  const { attribs } = node
  if (!attribs) return false
  return (
    Object.hasOwn(attribs, 'hidden') ||
    /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(attribute(node, 'style'))
  )
}

/** All text inside of a node, as it stands in the source. */
export function rawText(node: HtmlNode): string {
  if (node.type === 'text') return node.data ?? ''
  return (node.children ?? []).map(rawText).join('')
}

/** The font that an element asks for; `''` when it does not say. */
export function fontOf(node: HtmlNode): string {
  const styled = /font-family\s*:\s*["']?([^;,"']+)/i.exec(attribute(node, 'style'))?.[1]
  return (styled ?? attribute(node, 'face').split(',')[0] ?? '').trim()
}
