/** The mapper: from a Document to drafts of filings, by rules that are data. Pure and synchronous. */
import type { Document } from '../model.ts'
import { isBlank } from '../text.ts'
import type { Area } from './area.ts'
import { readCaptions } from './captions.ts'
import { type Book, openBook, type Source, type Span } from './claims.ts'
import type { Draft } from './draft.ts'
import { readFields } from './fields.ts'
import type { Form, Rules } from './form.ts'
import { markWhole } from './fund-lines.ts'
import { readFunds } from './funds.ts'
import { readGoals } from './goals.ts'
import { readIndicators } from './indicators.ts'
import { featuresOf, isForm, judge, type Verdict, yearAbove } from './match.ts'
import { readGroup } from './matrix.ts'
import { readProject } from './project-list.ts'
import { listRegions, type RegionKind } from './regions.ts'
import type { RowsPart } from './rows.ts'
import { type Segment, segmentDocument } from './segment.ts'
import type { Work } from './work.ts'

export type { Draft } from './draft.ts'

/** The drafts of a document, and the book in which every character of it is accounted for. */
export interface Mapping {
  readonly drafts: readonly Draft[]
  readonly book: Book
}

/** All spellings of units, collected once for each set of rules. */
const spellings = new WeakMap<Rules['units'], ReadonlySet<string>>()

function unitWordsOf({ units }: Rules): ReadonlySet<string> {
  const known = spellings.get(units)
  if (known) return known
  const made = new Set(units.flatMap((unit) => unit.spellings))
  spellings.set(units, made)
  return made
}

/** Maps a document: cuts it into segments, names the form of each, and reads its parts. */
export function mapDocument(document: Document, rules: Rules): Mapping {
  const book = openBook(document)
  const unitWords = unitWordsOf(rules)
  const drafts: Draft[] = []
  const own = new Set<Source>()
  for (const segment of segmentDocument(document, book, rules.terms)) {
    const features = featuresOf(segment, rules.terms)
    if (!isForm(features, rules.forms)) continue
    const verdicts = judge(features, rules.forms)
    const form = verdicts[0] && verdicts[0].refused === null ? verdicts[0].form : null
    const draft = mapSegment(document, segment, book, rules, unitWords, form, verdicts)
    drafts.push(draft)
    for (const source of draft.sources) own.add(source)
  }
  for (const source of book.sources)
    if (!own.has(source)) book.claim(source, 0, source.text.length, 'ignored', 'outside-forms')
  return { drafts, book }
}

/** The names of head keys on which all forms agree: those of a table that is none of them. */
function sharedNames(forms: Rules['forms']): Form['head'] {
  const [first, ...others] = forms.map(({ head }) => head)
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([key, name]) => others.every((head) => head[key] === name)),
  )
}

/** An empty draft of a segment, with what its parts need to know. */
function openWork(segment: Segment, book: Book, rules: Rules, unitWords: ReadonlySet<string>, form: Form | null): Work {
  return {
    book,
    terms: rules.terms,
    form,
    year: yearAbove(segment),
    unitWords,
    head: new Map(),
    names: form?.head ?? sharedNames(rules.forms),
    standIns: new Map(),
    fields: [],
    funds: [],
    goals: [],
    indicators: [],
    measures: [],
    horizons: [],
    totals: {},
    blocks: [],
    findings: [],
    evidence: [],
  }
}

function mapSegment(
  document: Document,
  segment: Segment,
  book: Book,
  rules: Rules,
  unitWords: ReadonlySet<string>,
  form: Form | null,
  verdicts: readonly Verdict[],
): Draft {
  const work = openWork(segment, book, rules, unitWords, form)
  const candidates = verdicts.slice(0, 5).map(({ form: one, points, reasons, refused }) => ({
    name: one.id,
    points,
    why: `${refused === null ? '' : `refused, ${refused}; `}${reasons.join(', ') || 'no evidence'}`,
  }))
  work.evidence.push({ about: 'form', chosen: form?.id ?? null, candidates })
  // The table first: what a caption says again (填报单位) does not stand in the way of its 实施单位.
  readAreas(work, segment.areas)
  markWhole(work)
  readCaptions(work, segment.before, segment.after)
  const sources = sourcesOf(document, segment, book)
  ignoreNamed(work, sources)
  return {
    form: form?.id ?? 'unknown',
    anchor: anchorOf(segment, sources),
    head: work.head,
    fields: work.fields,
    funds: work.funds,
    goals: work.goals,
    indicators: work.indicators,
    measures: work.measures,
    totals: work.totals,
    blocks: work.blocks,
    blank: isBlankForm(work),
    sources,
    unread: book.unread(sources),
    marks: book.marks(sources),
    findings: work.findings,
    evidence: work.evidence,
  }
}

/** A blank form or instructions: no figure, no goal, no value; weights may be printed, names are the template's. */
function isBlankForm(work: Work): boolean {
  const stated = (span: Span | null | undefined) =>
    span !== null && span !== undefined && !isMask(span.text) && !isInstruction(span.text)
  const open = work.findings.some(({ rule }) => rule === 'ambiguous-column')
  // Standards and remarks are printed on a blank form; figures under a heading of its own (优, 良) are not.
  const isUnnamed = (heading: string) => work.terms.match('indicator-column', heading) === null
  const values = work.indicators.some(
    ({ figures: { score, deviation }, observations, extra }) =>
      stated(score) ||
      stated(deviation) ||
      observations.some(({ value }) => stated(value)) ||
      (open && extra.length > 0) ||
      extra.some(({ heading, text }) => isUnnamed(heading) && /\d/.test(text.text) && stated(text)),
  )
  const figures =
    work.funds.some((fund) =>
      Object.entries(fund.figures).some(([key, { text }]) => key !== 'weight' && /\d/.test(text)),
    ) || work.measures.some(({ value }) => value !== null)
  return (
    !values &&
    !figures &&
    !work.goals.some(({ expected, actual }) => stated(expected) || stated(actual)) &&
    ![...work.head].some(([key, span]) => stated(span) && HEAD_FACTS.has(key))
  )
}

/** 按预算批复的项目名称填写: what to fill in, not what was filled in. */
function isInstruction(text: string): boolean {
  return /(?:填写|填列|填报|选填|必填)[^。；]{0,12}[。；)）]?$|^请(?:在此处|简要|如实|填写)/.test(text.trim())
}

/** Blank, or ××× and …… in the place of what is to be filled in (××项目, ≥××个). */
const isMask = (text: string) => isBlank(text) || /[×xX*＊○〇]{2,}|^[\s.。…—／/-]+$/.test(text)

/** Head keys that a filled-in form states; a title or a unit stands on blank templates too. */
const HEAD_FACTS = new Set(['department', 'agency', 'projectName', 'duties'])

function readAreas(work: Work, areas: readonly Area[]): void {
  let before: RegionKind | null = null
  let rows: RowsPart | null = null
  readProject(
    work,
    areas.filter(({ list }) => list !== null),
  )
  for (const area of areas.filter(({ list }) => !list))
    for (const region of listRegions(area, work.terms, work.form, before)) {
      before = region.kind
      if (region.kind === 'indicators') rows = readIndicators(work, region, rows)
      else if (region.kind === 'funds') readFunds(work, region)
      else if (region.kind === 'goals') readGoals(work, region)
      else if (region.kind === 'fields') readFields(work, region.area)
      else readGroup(work, region)
    }
}

/** All texts of a filing: its captions and the cells of its rows. */
function sourcesOf(document: Document, segment: Segment, book: Book): readonly Source[] {
  const sources = new Set<Source>([...segment.before, ...segment.after].map(({ source }) => source))
  for (const area of segment.areas) {
    const block = document.blocks[area.block]
    if (block?.kind !== 'table') continue
    for (const cell of block.grid.cells) {
      const headed = area.list !== null && cell.row >= area.list.top && cell.row < area.list.top + area.list.depth
      const source =
        headed || (cell.row >= area.top && cell.row <= area.bottom)
          ? book.source(area.block, cell.row, cell.column)
          : undefined
      if (source) sources.add(source)
    }
  }
  return [...sources]
}

function anchorOf(segment: Segment, sources: readonly Source[]): Draft['anchor'] {
  const first = segment.areas[0]!
  const cells = sources.filter(({ place }) => place.row !== null).map(({ place }) => place.address)
  return { block: first.block, row: first.top, range: `${cells[0] ?? ''} – ${cells.at(-1) ?? ''}` }
}

/** What is left and what a named rule leaves out on purpose (stamps, blanks to fill in). */
function ignoreNamed(work: Work, sources: readonly Source[]): void {
  for (const { place, start, end } of work.book.unread(sources)) {
    const source = work.book.source(place.block, place.row, place.column)!
    for (const span of work.terms.ignored(source.text.slice(start, end)))
      work.book.claim(source, start + span.start, start + span.end, 'ignored', span.rule)
  }
}
