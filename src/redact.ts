/**
 * Personal data taken out of records: names of people, telephones, identity cards, bank accounts, e-mail addresses. Every
 * character keeps its place (`某` for one of a name, `*` for one of a number), so that spans, counts and layout stay true.
 */
import type { Block, Cell, Document, Filing, Grid, Hint, HintKey, Hints } from './model.ts'
import { findNames, labelledNames, looksLikeName, type Names } from './redact-names.ts'
import { findNumbers, type Span } from './redact-numbers.ts'

const NO_NAMES: ReadonlySet<string> = new Set()

/** Hides names and numbers in a text; `label` is what is printed to its left. */
export function redactText(text: string, names: ReadonlySet<string> = NO_NAMES, label = ''): string {
  const hidden = hideNumbers(text, findNumbers(text, label))
  if (names.size === 0) return hidden
  let result = hidden
  for (const name of [...names].sort((a, b) => b.length - a.length)) result = hideName(result, name)
  return result
}

function hideNumbers(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text
  const units = [...Array(text.length).keys()].map((at) => text[at]!)
  for (const [start, end] of spans)
    for (let at = start; at < end; at++) units[at] = /\s/.test(units[at]!) ? units[at]! : '*'
  return units.join('')
}

/** A name wherever it stands, also with blanks between its characters (张 某). */
function hideName(text: string, name: string): string {
  if (!text.includes(name[0]!)) return text
  const pattern = new RegExp([...name].join('[ \\u3000\\u00a0]{0,4}'), 'gu')
  return text.replace(pattern, (found) => found.replace(/\p{Script=Han}/gu, '某'))
}

/** Words that stand apart and look like names. */
function hideApart(text: string): string {
  return text.replace(/(?<![\p{Script=Han}])\p{Script=Han}{2,4}(?![\p{Script=Han}])/gu, (word) =>
    looksLikeName(word) ? '某'.repeat(word.length) : word,
  )
}

/** A path: names that are known, numbers, and in the file's name whatever stands apart and looks like a name. */
export function redactPath(path: string, names: ReadonlySet<string> = NO_NAMES): string {
  return redactText(path, names).replace(/[^/]+(?=$|!\/)/g, hideApart)
}

/** A text that stands alone: numbers, names that it labels itself, and those that are known. */
function redactNote(text: string, names: ReadonlySet<string> = NO_NAMES): string {
  return redactText(text, new Set([...names, ...labelledNames(text)]))
}

/** What is known beside a file. A part of its name loses what the name loses; a folder's name, as in the path, only what is sure. */
function redactHints(hints: Hints | null, path: string, names?: ReadonlySet<string>): Hints | null {
  if (hints === null) return null
  const name = path.slice(path.lastIndexOf('/') + 1)
  const hide = ({ value, from }: Hint): Hint => {
    const hidden = redactNote(value, names)
    return { value: from === 'path' && name.includes(value) ? hideApart(hidden) : hidden, from }
  }
  return Object.fromEntries((Object.keys(hints) as HintKey[]).map((key) => [key, hide(hints[key]!)]))
}

/** True when a path may be the other one with something hidden. */
export function isRedactionOf(redacted: string, path: string): boolean {
  if (redacted.length !== path.length) return false
  for (let at = 0; at < path.length; at++) {
    const char = redacted[at]!
    if (char !== path[at] && char !== '某' && char !== '*') return false
  }
  return true
}

/** A document without names and numbers. A cell that loses something loses its stored value too. */
export function redactDocument(document: Document, names: Names): Document {
  return {
    ...document,
    blocks: document.blocks.map((block) => redactBlock(block, names)),
    findings: redactAll(document.findings, names.sure),
  }
}

function redactBlock(block: Block, names: Names): Block {
  if (block.kind === 'paragraph') return { ...block, text: redactText(block.text, names.sure) }
  const labels = labelsOf(block.grid)
  const cells = block.grid.cells.map((cell): Cell => {
    const label = labels.get(cell) ?? ''
    const hidden = redactText(cell.text, names.sure, label)
    const text = names.cells.has(cell) ? hideHan(hidden) : hidden
    if (text !== cell.text) return { ...cell, text, stored: null }
    return storesHidden(cell, names.sure, label) ? { ...cell, stored: null } : cell
  })
  return { ...block, name: block.name && redactText(block.name, names.sure), grid: { ...block.grid, cells } }
}

/** What is printed left of each cell, and at the head of its column. */
function labelsOf(grid: Grid): ReadonlyMap<Cell, string> {
  const lefts = new Map(grid.cells.map((cell) => [`${cell.row} ${cell.column + cell.columnSpan}`, cell.text]))
  const heads = new Map<number, string>()
  const labels = new Map<Cell, string>()
  for (const cell of grid.cells.toSorted((a, b) => a.row - b.row)) {
    const left = lefts.get(`${cell.row} ${cell.column}`) ?? ''
    labels.set(cell, `${left}\n${heads.get(cell.column) ?? ''}`)
    if (/\p{Script=Han}/u.test(cell.text)) heads.set(cell.column, cell.text)
  }
  return labels
}

const hideHan = (text: string) => text.replace(/\p{Script=Han}/gu, '某')

/** A number that shows as something else, or a formula that spells a name. */
function storesHidden({ stored }: Cell, names: ReadonlySet<string>, label: string): boolean {
  if (stored === null) return false
  return [stored.value, stored.formula, stored.format].some(
    (text) => text !== null && redactText(text, names, label) !== text,
  )
}

/** Any plain data with every text in it redacted. */
export function redactAll<T>(data: T, names: ReadonlySet<string> = NO_NAMES): T {
  if (typeof data === 'string') return redactText(data, names) as T
  if (Array.isArray(data)) return data.map((one) => redactAll(one, names)) as T
  if (data === null || typeof data !== 'object' || data instanceof Uint8Array) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, one]) => [redactText(key, names), redactAll(one, names)]),
  ) as T
}

/** All of it in one, as an import takes it. */
export const redactor = {
  /** Names in a document, and those that were read off its forms. */
  namesIn: (document: Document, filings: readonly Pick<Filing, 'signoff'>[]): Names =>
    findNames(
      document,
      filings.flatMap(({ signoff }) => [signoff.preparedBy, signoff.head]),
    ),
  document: redactDocument,
  path: (path: string, names?: Names): string => redactPath(path, names?.sure),
  /** A message of the program, which may quote names of files. */
  message: (text: string, names?: Names): string => hideApart(redactNote(text, names?.sure)),
  hints: (hints: Hints | null, path: string, names?: Names): Hints | null => redactHints(hints, path, names?.sure),
  isRedactionOf,
}
