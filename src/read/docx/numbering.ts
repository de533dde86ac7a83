/** Automatic paragraph numbers of a .docx (ECMA-376-1 §17.9): they are printed but are not in the text. */
import type { Limits } from '../../model.ts'
import { numeral } from '../numerals.ts'
import { isSymbolFont, symbolOf } from '../symbols.ts'
import { type Attributes, parseXml } from '../xml.ts'

/** One level of a list (§17.9.6). */
export interface Level {
  start: number
  format: string
  text: string
  suffix: string
  font: string
  /** The level that restarts this one; null: any higher level does. */
  restart: number | null
  legal: boolean
  style: string | null
}

interface AbstractNumbering {
  readonly levels: Map<number, Level>
  /** The numbering style that defines or uses it (§17.9.21, §17.9.27). */
  styleLink: string | null
  numStyleLink: string | null
}

interface Numbering {
  abstract: string
  readonly starts: Map<number, number>
  readonly levels: Map<number, Level>
}

/** `word/numbering.xml` as data. */
export interface NumberingPart {
  readonly abstracts: ReadonlyMap<string, AbstractNumbering>
  readonly numberings: ReadonlyMap<string, Numbering>
}

const newLevel = (): Level => ({
  start: 0,
  format: 'decimal',
  text: '',
  suffix: 'tab',
  font: '',
  restart: null,
  legal: false,
  style: null,
})

/** Sets what one element inside `w:lvl` says. */
function setLevel(level: Level, name: string, attributes: Attributes): void {
  const value = attributes['w:val'] ?? ''
  if (name === 'w:start') level.start = Number(value) || 0
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value
  else if (name === 'w:suff') level.suffix = value
  else if (name === 'w:lvlRestart') level.restart = Number(value)
  else if (name === 'w:isLgl') level.legal = value !== '0' && value !== 'false'
  else if (name === 'w:pStyle') level.style = value
  else if (name === 'w:rFonts') level.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
}

/** Reads `word/numbering.xml`. */
export function readNumbering(bytes: Uint8Array, part: string, limits: Limits): NumberingPart {
  const abstracts = new Map<string, AbstractNumbering>()
  const numberings = new Map<string, Numbering>()
  let abstract: AbstractNumbering | null = null
  let numbering: Numbering | null = null
  let level: Level | null = null
  let override = 0
  const open = (name: string, attributes: Attributes) => {
    const value = attributes['w:val'] ?? ''
    if (name === 'w:abstractNum') {
      abstract = { levels: new Map(), styleLink: null, numStyleLink: null }
      abstracts.set(attributes['w:abstractNumId'] ?? '', abstract)
    } else if (name === 'w:num') {
      abstract = null
      numbering = { abstract: '', starts: new Map(), levels: new Map() }
      numberings.set(attributes['w:numId'] ?? '', numbering)
    } else if (name === 'w:lvl') {
      level = newLevel()
      ;(abstract ?? numbering)?.levels.set(Number(attributes['w:ilvl'] ?? override), level)
    } else if (level) setLevel(level, name, attributes)
    else if (name === 'w:abstractNumId' && numbering) numbering.abstract = value
    else if (name === 'w:lvlOverride') override = Number(attributes['w:ilvl'])
    else if (name === 'w:startOverride' && numbering) numbering.starts.set(override, Number(value))
    else if (name === 'w:styleLink' && abstract) abstract.styleLink = value
    else if (name === 'w:numStyleLink' && abstract) abstract.numStyleLink = value
  }
  const close = (name: string) => {
    if (name === 'w:lvl') level = null
  }
  parseXml(bytes, part, limits, { open, close, text: () => undefined })
  return { abstracts, numberings }
}

/** A paragraph's printed number with what separates it from the text. */
export interface Label {
  readonly text: string
  readonly suffix: string
  /** What could not be worked out; null when the label is right. */
  readonly problem: string | null
}

/**
 * Gives the labels of numbered paragraphs, asked in document order: it counts. Without a level, the level that names
 * the paragraph's style is meant, else the first. null: the numbering is not defined.
 */
export type Labeller = (numId: string, level: number | null, style: string | null) => Label | null

/** A labeller of one document. Lists that share an abstract numbering share its counters, as in Word. */
export function labeller(part: NumberingPart): Labeller {
  const counters = new Map<string, number[]>()
  const started = new Set<string>()
  const follow = (id: string): string => {
    const link = part.abstracts.get(id)?.numStyleLink
    if (!link) return id
    return [...part.abstracts].find(([, other]) => other.styleLink === link)?.[0] ?? id
  }
  return (numId, given, style) => {
    const numbering = part.numberings.get(numId)
    if (!numbering) return null
    const abstract = follow(numbering.abstract)
    const levels = part.abstracts.get(abstract)?.levels
    const levelOf = (n: number) => numbering.levels.get(n) ?? levels?.get(n)
    const styled = style === null ? undefined : [...(levels ?? [])].find(([, other]) => other.style === style)?.[0]
    const at = given ?? styled ?? 0
    const level = levelOf(at)
    if (!level) return null
    const counts = counters.get(abstract) ?? []
    counters.set(abstract, counts)
    const override = numbering.starts.get(at)
    const first = !started.has(`${numId} ${at}`)
    started.add(`${numId} ${at}`)
    if (override !== undefined && first) counts[at] = override
    else counts[at] = counts[at] === undefined ? level.start : counts[at] + 1
    for (let lower = at + 1; lower < counts.length; lower++) {
      const restart = levelOf(lower)?.restart
      if (restart === undefined || restart === null || (restart > 0 && at < restart)) delete counts[lower]
    }
    return labelOf(level, counts, levelOf)
  }
}

function labelOf(level: Level, counts: readonly number[], levelOf: (n: number) => Level | undefined): Label {
  const suffix = level.suffix === 'nothing' ? '' : ' '
  if (level.format === 'bullet') {
    const bullet = [...level.text].map((c) => bulletOf(level.font, c)).join('')
    return { text: bullet, suffix, problem: null }
  }
  let problem: string | null = null
  const text = level.text.replace(/%([1-9])/g, (_, digit) => {
    const index = Number(digit) - 1
    const used = levelOf(index)
    const count = counts[index] ?? used?.start ?? 1
    const format = level.legal && used?.format !== 'none' ? 'decimal' : (used?.format ?? 'decimal')
    const shown = numeral(format, count)
    if (shown === undefined) problem = format
    return shown ?? String(count)
  })
  return { text, suffix, problem }
}

function bulletOf(font: string, char: string): string {
  const code = char.codePointAt(0)!
  const isPrivate = code >= 0xf000 && code <= 0xf0ff
  if (!isSymbolFont(font) && !isPrivate) return char
  return symbolOf(isSymbolFont(font) ? font : 'Wingdings', code) ?? '•'
}
