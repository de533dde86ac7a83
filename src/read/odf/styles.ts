/** Styles of an OpenDocument file (ODF 1.3 part 3, §16) as far as they change what is read. */

import { numeral } from '../numerals.ts'
import type { Attributes } from '../xml.ts'

/** What a style says about text, rows or tables that have it; null is not said. */
export interface OdfStyle {
  parent: string | null
  hidden: boolean | null
  struck: boolean | null
  raised: boolean | null
  list: string | null
  font: string | null
}

/** One level of a list style (§16.31–33). */
export interface ListLevel {
  readonly bullet: string | null
  readonly format: string
  readonly prefix: string
  readonly suffix: string
  readonly start: number
  readonly levels: number
}

/** Styles by `family/name`, list styles by name and level. */
export interface OdfStyles {
  /** Font family by the name under which styles use it. */
  readonly fonts: Map<string, string>
  readonly styles: Map<string, OdfStyle>
  readonly lists: Map<string, Map<number, ListLevel>>
}

export const newStyles = (): OdfStyles => ({ fonts: new Map(), styles: new Map(), lists: new Map() })

/** Collects styles from the events of `content.xml` or `styles.xml`. */
export function styleCollector(into: OdfStyles): (name: string, attributes: Attributes) => void {
  let style: OdfStyle | null = null
  let list: Map<number, ListLevel> | null = null
  return (name, attributes) => {
    if (name === 'style:font-face')
      into.fonts.set(attributes['style:name'] ?? '', (attributes['svg:font-family'] ?? '').replace(/^'|'$/g, ''))
    else if (name === 'style:style') {
      style = { parent: null, hidden: null, struck: null, raised: null, list: null, font: null }
      style.parent = attributes['style:parent-style-name'] ?? null
      style.list = attributes['style:list-style-name'] ?? null
      into.styles.set(`${attributes['style:family']}/${attributes['style:name']}`, style)
    } else if (name === 'style:text-properties' && style) {
      if (attributes['text:display'] !== undefined) style.hidden = attributes['text:display'] === 'none'
      const line = attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type']
      if (line !== undefined) style.struck = line !== 'none'
      const font = attributes['style:font-name']
      if (font !== undefined) style.font = into.fonts.get(font) ?? font
      const position = attributes['style:text-position']
      if (position !== undefined) style.raised = /^(?:super|[1-9])/.test(position)
    } else if (name === 'style:table-properties' && style) {
      if (attributes['table:display'] !== undefined) style.hidden = attributes['table:display'] === 'false'
    } else if (name === 'text:list-style') {
      list = new Map()
      into.lists.set(attributes['style:name'] ?? '', list)
    } else if (/^text:(?:list|outline)-level-style-/.test(name) && list) {
      list.set(Number(attributes['text:level'] ?? 1), {
        bullet: name.endsWith('bullet') ? (attributes['text:bullet-char'] ?? '•') : null,
        format: attributes['style:num-format'] ?? '',
        prefix: attributes['style:num-prefix'] ?? '',
        suffix: attributes['style:num-suffix'] ?? '',
        start: Number(attributes['text:start-value'] ?? 1),
        levels: Number(attributes['text:display-levels'] ?? 1),
      })
    }
  }
}

/** A style with what it inherits; undefined for one that is not defined. */
export function styleOf({ styles }: OdfStyles, family: string, name: string | undefined): OdfStyle | undefined {
  if (name === undefined) return undefined
  const own = styles.get(`${family}/${name}`)
  if (!own) return undefined
  const result = { ...own }
  const seen = new Set([name])
  for (let parent = own.parent; parent !== null && !seen.has(parent); ) {
    seen.add(parent)
    const style = styles.get(`${family}/${parent}`)
    result.hidden ??= style?.hidden ?? null
    result.struck ??= style?.struck ?? null
    result.raised ??= style?.raised ?? null
    result.list ??= style?.list ?? null
    result.font ??= style?.font ?? null
    parent = style?.parent ?? null
  }
  return result
}

/** `style:num-format` (§20.322): the first number as it is written, or a list of the first ones. */
const FORMATS: readonly (readonly [string, string])[] = [
  ['一', 'chineseCounting'],
  ['壹', 'chineseLegalSimplified'],
  ['甲', 'ideographTraditional'],
  ['子', 'ideographZodiac'],
  ['①', 'decimalEnclosedCircle'],
  ['１', 'decimalFullWidth'],
  ['1', 'decimal'],
  ['a', 'lowerLetter'],
  ['A', 'upperLetter'],
  ['i', 'lowerRoman'],
  ['I', 'upperRoman'],
]

/** The label of an item: `counts` holds the number of each level from the first; null when it can't be worked out. */
export function labelOf(levels: ReadonlyMap<number, ListLevel>, counts: readonly number[]): string | null {
  const level = levels.get(counts.length)
  if (!level) return null
  if (level.bullet !== null) return level.bullet
  if (level.format === '') return ''
  const shown: string[] = []
  for (let n = counts.length - level.levels + 1; n <= counts.length; n++) {
    const format = levels.get(n)?.format ?? ''
    const name = FORMATS.find(([first]) => format.startsWith(first))?.[1]
    const text = name === undefined ? undefined : numeral(name, counts[n - 1] ?? 1)
    if (text === undefined && format !== '') return null
    if (text) shown.push(text)
  }
  return level.prefix + shown.join('.') + level.suffix
}
