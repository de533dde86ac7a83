/** What a worksheet shows beside its cells (.xlsx only): page headers, text boxes, pictures, centring across columns. */
import type { Limits, Paragraph } from '../../model.ts'
import { mentions } from '../bytes.ts'
import type { ReadRule } from '../findings.ts'
import { resolvePart } from '../package.ts'
import { parseXml } from '../xml.ts'
import { cellsOfFormat, type RichRemarks, richRemarks, struckFormats } from './rich-text.ts'
import { acrossCells, acrossFormats } from './styles.ts'

/** Name → content of the parts of a workbook. */
export type Parts = ReadonlyMap<string, Uint8Array>

export interface SheetExtras {
  readonly texts: readonly { readonly part: Paragraph['part']; readonly text: string }[]
  readonly remarks: readonly (readonly [ReadRule, string])[]
  readonly across: ReadonlySet<string>
  /** Addresses of cells whose font is struck through. */
  readonly struck: ReadonlySet<string>
  /** What there is to say about texts of cells. */
  readonly rich: RichRemarks
}

export const NO_EXTRAS: SheetExtras = { texts: [], remarks: [], across: new Set(), struck: new Set(), rich: new Map() }

const ignore = () => undefined

/** Relationships of a part that is already inflated. */
function targets(parts: Parts, part: string, limits: Limits): { id: string; type: string; target: string }[] {
  const slash = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const bytes = parts.get(name)
  const found: { id: string; type: string; target: string }[] = []
  if (!bytes) return found
  const open = (element: string, attributes: Readonly<Record<string, string>>) => {
    if (element !== 'Relationship' || attributes.TargetMode === 'External') return
    const type = (attributes.Type ?? '').split('/').at(-1)!
    found.push({ id: attributes.Id ?? '', type, target: resolvePart(part, attributes.Target ?? '') })
  }
  parseXml(bytes, name, limits, { open, close: ignore, text: ignore })
  return found
}

/** Sheet name → its part. */
function sheetParts(parts: Parts, limits: Limits): Map<string, string> {
  const main = 'xl/workbook.xml'
  const bytes = parts.get(main)
  const found = new Map<string, string>()
  if (!bytes) return found
  const links = targets(parts, main, limits)
  const open = (element: string, attributes: Readonly<Record<string, string>>) => {
    const link = element === 'sheet' && links.find(({ id }) => id === attributes['r:id'])
    if (link) found.set(attributes.name ?? '', link.target)
  }
  parseXml(bytes, main, limits, { open, close: ignore, text: ignore })
  return found
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescapeXml = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (_, decimal, hex, name) =>
    name ? ENTITIES[name.toLowerCase()]! : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  )

/** The text of a page header or footer (ECMA-376-1 §18.3.1.46) without its codes; one line for each of its sections. */
export function headerLines(coded: string): string[] {
  return coded
    .split(/&[LCR]/)
    .map((section) =>
      section
        .replace(/&(?:"[^"]*"|K[\dA-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[PNDTFAZGBIUSXYEOH])/gi, '')
        .replaceAll('&&', '&')
        .trim(),
    )
    .filter((line) => line !== '' && !/^(?:[\s/\-—第页共]|page|of)+$/i.test(line))
}

/** How much of a sheet's end is searched for its page header and footer: they come after the cells. */
const TAIL = 16 * 1024

function headerTexts(sheet: Uint8Array): SheetExtras['texts'][number][] {
  const tail = sheet.subarray(-TAIL)
  if (!mentions(tail, 'headerFooter')) return []
  const xml = new TextDecoder().decode(tail)
  const found = [...xml.matchAll(/<(?:\w+:)?(?:odd|even|first)(Header|Footer)[^>]*>([^<]*)</g)].flatMap(
    ([, kind, coded]) =>
      headerLines(unescapeXml(coded!)).map(
        (text) => ({ part: kind === 'Header' ? 'header' : 'footer', text }) as const,
      ),
  )
  return found.filter((line, index) => found.findIndex((other) => other.text === line.text) === index)
}

/** Text boxes, pictures and charts of a drawing part (ECMA-376-1 §20.5). */
function readDrawing(bytes: Uint8Array, part: string, limits: Limits) {
  const texts: string[] = []
  const remarks: [ReadRule, string][] = []
  let lines: string[] = []
  let collecting = false
  parseXml(bytes, part, limits, {
    open(name) {
      if (name === 'a:p') lines.push('')
      else if (name === 'a:br') lines.push('')
      else if (name === 'a:t') collecting = true
      else if (name === 'xdr:pic') remarks.push(['READ-PICTURE', part])
      else if (name === 'xdr:graphicFrame') remarks.push(['READ-OBJECT', 'chart'])
    },
    close(name) {
      if (name === 'a:t') collecting = false
      if (name !== 'xdr:sp') return
      const text = lines.join('\n')
      if (text.trim() !== '') texts.push(text)
      lines = []
    },
    text(text) {
      if (collecting) lines[Math.max(0, lines.length - 1)] = (lines.at(-1) ?? '') + text
    },
  })
  return { texts, remarks }
}

/** Looks at the parts of an .xlsx for what SheetJS leaves out; sheets without any of it are not in the result. */
export function readExtras(parts: Parts, limits: Limits): ReadonlyMap<string, SheetExtras> {
  const result = new Map<string, SheetExtras>()
  const styles = parts.get('xl/styles.xml')
  const centred = styles && mentions(styles, 'centerContinuous')
  const formats = centred ? acrossFormats(styles, 'xl/styles.xml', limits) : new Set<number>()
  const struckAt = styles ? struckFormats(styles, 'xl/styles.xml', limits) : new Set<number>()
  const texts = parts.get('xl/sharedStrings.xml')
  const shared: RichRemarks = texts ? richRemarks(texts, 'xl/sharedStrings.xml', limits) : new Map()
  for (const [name, part] of sheetParts(parts, limits)) {
    const sheet = parts.get(part)
    if (!sheet) continue
    const texts = headerTexts(sheet)
    const remarks: (readonly [ReadRule, string])[] = []
    for (const { type, target } of targets(parts, part, limits)) {
      const drawing = type === 'drawing' ? parts.get(target) : undefined
      if (!drawing) continue
      const read = readDrawing(drawing, target, limits)
      texts.push(...read.texts.map((text) => ({ part: 'textbox', text }) as const))
      remarks.push(...read.remarks)
    }
    const across = formats.size > 0 ? acrossCells(sheet, part, formats, limits) : new Set<string>()
    const struck = cellsOfFormat(sheet, part, struckAt, limits)
    const rich = new Map([...shared, ...richRemarks(sheet, part, limits)])
    if (texts.length + remarks.length + across.size + struck.size + rich.size > 0)
      result.set(name, { texts, remarks, across, struck, rich })
  }
  return result
}
