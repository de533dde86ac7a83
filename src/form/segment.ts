/**
 * Cuts a document into filings. Captions (title, year, unit, attachment number) open one, notes and sign-off lines close
 * it; a fresh project or department row inside a table opens the next; a table that only goes on belongs to the one before.
 */
import type { Document } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, areaOf, filledIn, type ListHeading, rowsOf, tighten } from './area.ts'
import { kindOfPieces } from './caption-line.ts'
import type { Book, Source } from './claims.ts'
import type { Terms } from './form.ts'
import { isIndicatorHeading, isTotal } from './headings.ts'
import { findList, isLone, nameIn, opensProject } from './list-heading.ts'

/** A line outside of the body: a paragraph, or a sheet row with nothing but a caption. `kind` null: running text. */
export interface Line {
  readonly source: Source
  readonly kind: string | null
}

/** One filing's share of a document: captions above, rows of one or more tables, lines below. */
export interface Segment {
  readonly before: readonly Line[]
  readonly areas: readonly Area[]
  readonly after: readonly Line[]
}

/** A row of a table's body. */
interface BodyRow {
  readonly area: Area
  readonly row: number
}

interface Open {
  before: Line[]
  areas: Area[]
  after: Line[]
  /** Head keys met, with their values; and whether the body behind the head has begun. */
  keys: Map<string, string>
  body: boolean
  /** True below the heading of its indicators: a head printed again is that of the next one, whatever it says. */
  indicators: boolean
}

/** Captions that open a filing, and those that may only stand in front of one. */
const OPENERS = new Set(['attachment', 'title', 'year'])
const FRONT = new Set(['attachment', 'title', 'year', 'unit', 'filer', 'option', 'continued'])

/** The kind of caption that a line is (pattern group `caption`), or null for running text. */
export function captionKind(terms: Terms, text: string): string | null {
  const plain = normalize(text)
  return plain.length > 400 ? null : (terms.pattern('caption', plain)?.code ?? null)
}

/** Cuts a document into segments. Sources in none of them are outside of any form. */
export function segmentDocument(document: Document, book: Book, terms: Terms): readonly Segment[] {
  const segments: Open[] = []
  let open: Open | null = null
  let pending: Line[] = []
  let block = -1
  const list = openList(terms)
  for (const item of listItems(document, book, terms)) {
    if ('source' in item) {
      pending.push(item)
      continue
    }
    const fresh = item.area.block !== block
    block = item.area.block
    if (list.heads(item, fresh)) {
      list.keepFront(splitPending(pending, open))
      pending = []
      continue
    }
    const rows = list.rowsOf(item)
    if (rows) {
      if (!open || rows.opens) {
        open = { before: list.front(), areas: [], after: [], keys: new Map(), body: false, indicators: true }
        segments.push(open)
      }
      open.after.push(...pending)
      pending = []
      for (const { area, row } of rows.items) addRow(open, area, row)
      continue
    }
    const keys = headKeys(item.area, item.row, terms)
    if (!open || opens(open, pending, keys) || (fresh && !goesOn(item.area, terms, pending, open))) {
      const own = splitPending(pending, open)
      // Filings stacked in one table share the captions above the first.
      const front: Line[] = own.length === 0 && !fresh && open ? open.before : own
      open = { before: front, areas: [], after: [], keys: new Map(), body: false, indicators: false }
      segments.push(open)
    } else open.after.push(...pending)
    pending = []
    addRow(open, item.area, item.row)
    for (const [key, value] of keys) open.keys.set(key, value)
    if (keys.size === 0 && open.keys.size > 0) open.body = true
    if (isIndicatorHeading(item.area, item.row, terms)) open.indicators = true
  }
  if (open) splitPending(pending, open)
  return segments.map(({ before, areas, after }) => ({
    before,
    areas: areas.map((area) => (area.list ? area : tighten(area))),
    after,
  }))
}

/** The list of projects that the rows at hand may belong to. */
function openList(terms: Terms) {
  let list: ListHeading | null = null
  let front: Line[] = []
  let lone: BodyRow[] = []
  let unit: BodyRow | null = null
  let name = ''
  return {
    /** True for the rows of a heading; a new table may head another list. */
    heads: ({ area, row }: BodyRow, fresh: boolean): boolean => {
      if (fresh) [list, lone, unit, name] = [findList(area, row, terms), [], null, '']
      return list !== null && row < list.top + list.depth
    },
    /** The captions in front of the list; a table that goes on with it has none of its own. */
    keepFront: (lines: Line[]): void => {
      if (lines.length > 0) front = lines
    },
    front: (): Line[] => front,
    /** The rows to add for a row of a list: none for a unit or a total that stands above its projects. */
    rowsOf: ({ area, row }: BodyRow): { readonly opens: boolean; readonly items: readonly BodyRow[] } | null => {
      if (list === null) return null
      const own = { area: { ...area, list }, row }
      if (isLone(area, row, terms)) {
        lone.push(own)
        if (!isTotal(area, row, terms)) unit = own
        if (row < area.bottom) return { opens: false, items: [] }
        return { opens: false, items: lone }
      }
      const fresh = opensProject(area, row, list, terms) ? nameIn(area, row, list) : name
      // A name printed again on each row goes on with its project.
      const opens = fresh !== name
      name = fresh
      // The unit above a group of projects is said to each of them.
      const items = [...(unit && opens && !lone.includes(unit) ? [unit] : []), ...lone, own]
      lone = []
      return { opens, items }
    },
  }
}

function* listItems(document: Document, book: Book, terms: Terms): Generator<Line | BodyRow> {
  let notes = false
  for (const [block, content] of document.blocks.entries()) {
    if (content.kind === 'paragraph') {
      const source = book.source(block, null, null)
      if (!source || isBlank(source.text)) continue
      const line = lineOf(source, terms, notes)
      notes = line.kind === 'note'
      const next = document.blocks[block + 1]
      const title = line.kind === null && next?.kind === 'paragraph' && isTitleAbove(source.text, next.text, terms)
      if (title) yield { source, kind: 'title' }
      else yield line.kind === null && namesHead(terms, source.text) ? { source, kind: 'filer' } : line
      continue
    }
    notes = false
    const area = areaOf(block, content)
    if (area) yield* listRows(area, book, terms)
  }
}

/** A line and its kind; a numbered line below a note goes on with it. */
function lineOf(source: Source, terms: Terms, notes: boolean): Line {
  const kind = captionKind(terms, source.text) ?? kindOfPieces(terms, source.text)
  return {
    source,
    kind:
      kind ?? (notes && /^\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]+)[)）.、．]/.test(source.text) ? 'note' : null),
  }
}

/** 部门整体支出绩效目标 over （2021年度）: what stands alone above the year or the unit of a form is its title. */
function isTitleAbove(text: string, below: string, terms: Terms): boolean {
  const plain = normalize(text)
  const kind = captionKind(terms, below)
  const slot = kind === 'year' || kind === 'unit' || kind === 'period' || kind === 'date'
  return slot && plain.length <= 40 && /绩效|自评|评价|监控/.test(plain) && !/[:：。；;，,]/.test(plain)
}

/** 项目名称：绿化养护，主管部门：某区园林局: a line that starts with a label of the head. */
function namesHead(terms: Terms, text: string): boolean {
  const label = text.length <= 120 ? /^\s*([^\s:：。；;，,]{2,16})\s*[:：]\s*\S/.exec(text)?.[1] : undefined
  return label !== undefined && terms.match('head', label)?.how === 'exact'
}

/** The rows of a table; a row that holds nothing but a caption is a line. */
function* listRows(area: Area, book: Book, terms: Terms): Generator<Line | BodyRow> {
  let notes = false
  for (let row = area.top; row <= area.bottom; row++) {
    const filled = filledIn(area, row)
    const only = filled.length === 1 && filled[0]!.row === row && filled[0]!.rowSpan === 1 ? filled[0]! : null
    const alone =
      only && only.column <= area.left + 1 && (only.columnSpan === 1 || only.column + only.columnSpan > area.right)
    const source = alone && !besideWideBlank(area, row) ? book.source(area.block, row, only.column) : undefined
    const known: Line | null = source ? lineOf(source, terms, notes) : null
    const below = row < area.bottom ? filledIn(area, row + 1) : []
    const title: boolean =
      known?.kind === null && below.length === 1 && isTitleAbove(known.source.text, below[0]!.text, terms)
    const line: Line | null = known && title ? { ...known, kind: 'title' } : known
    notes = line?.kind === 'note'
    // 部门名称：某局 is a row of the head, which may open the next filing.
    if (line?.kind === 'filer' && headKeys(area, row, terms).size > 0) yield { area, row }
    else if (line?.kind) yield line
    else {
      const lines = filled.length > 1 ? captionsIn(area, row, book, terms) : []
      if (lines.length > 0) yield* lines
      else yield { area, row }
    }
  }
}

/** Captions side by side in one row: 预算年度：2018年 | （单位：万元）. Pairs of labels and values are none. */
const SIDE_BY_SIDE = new Set(['attachment', 'title', 'year', 'date', 'period', 'unit', 'filer'])

function captionsIn(area: Area, row: number, book: Book, terms: Terms): readonly Line[] {
  const lines: Line[] = []
  for (const cell of filledIn(area, row)) {
    const source = cell.row === row && cell.rowSpan === 1 ? book.source(area.block, row, cell.column) : undefined
    const kind = source ? captionKind(terms, source.text) : null
    if (!source || kind === null || !SIDE_BY_SIDE.has(kind)) return []
    lines.push({ source, kind })
  }
  // 填报单位：某局 beside nothing but its like is a row of the head.
  return lines.some(({ kind }) => kind !== 'filer') ? lines : []
}

/** A label beside a blank merged cell is a field without a value, no caption. */
function besideWideBlank(area: Area, row: number): boolean {
  return area.index.row(row).some((cell) => isBlank(cell.text) && (cell.columnSpan > 1 || cell.row < row))
}

/** The head keys that a row opens with: a project or a department by name. */
function headKeys(area: Area, row: number, terms: Terms): ReadonlyMap<string, string> {
  const [label, value] = filledIn(area, row)
  if (!label || label.row !== row || label.rowSpan > 1) return new Map()
  const inline = /^\s*([^:：]{2,24})[:：]\s*(\S[\s\S]*)$/.exec(label.text)
  const match = terms.match('head', inline?.[1] ?? label.text)
  const known = match?.how === 'exact' && (match.code === 'projectName' || match.code === 'departmentName')
  // 项目名称 | 主要内容 | 金额 heads a list.
  const heading =
    value && ['matrix-heading', 'indicator-column'].some((g) => terms.match(g, value.text)?.how === 'exact')
  return known && !heading ? new Map([[match.code, normalize(inline?.[2] ?? value?.text ?? '')]]) : new Map()
}

function opens(open: Open, pending: readonly { kind: string | null }[], keys: ReadonlyMap<string, string>): boolean {
  if (pending.some(({ kind }) => kind === 'title' || kind === 'attachment')) return true
  for (const [key, value] of keys)
    if (open.body && open.keys.has(key) && (open.indicators || open.keys.get(key) !== value)) return true
  return false
}

/** A new table goes on with the form before it when nothing but captions stands between and it has no head of its own. */
function goesOn(area: Area, terms: Terms, pending: readonly Line[], open: Open): boolean {
  if (area.table.name !== null) return false
  if (pending.some(({ source, kind }) => kind === null && source.text.trim().length > 30)) return false
  for (let row = area.top; row <= Math.min(area.bottom, area.top + 2); row++)
    if (headKeys(area, row, terms).size > 0) return open.keys.size === 0
  return true
}

/** Gives the lines before the first opener to the filing before (its notes and signatures), the rest to the next one. */
function splitPending(pending: readonly Line[], open: Open | null): Line[] {
  const cut = pending.findIndex(
    ({ kind }) => kind !== null && (OPENERS.has(kind) || (open === null && FRONT.has(kind))),
  )
  const tail = cut < 0 ? pending : pending.slice(0, cut)
  const front = cut < 0 ? [] : pending.slice(cut)
  if (open) open.after.push(...tail.slice(0, tail.findLastIndex(({ kind }) => kind !== null) + 1))
  const prose = front.findLastIndex(({ source, kind }) => kind === null && source.text.trim().length > 60)
  return front.slice(prose + 1)
}

function addRow(open: Open, area: Area, row: number): void {
  const last = open.areas.at(-1)
  if (last?.block === area.block && (area.list === null || last.bottom === row - 1))
    open.areas[open.areas.length - 1] = rowsOf(last, last.top, row)
  else open.areas.push(rowsOf(area, row, row))
}
