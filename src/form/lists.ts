/**
 * Lists of projects: 项目名称 is a column beside the indicators, and each name covers the rows of its project. Every
 * project is a filing of its own; what stands left of its indicators (unit, amounts, goal) belongs to the project.
 */
import type { Mark } from '../model.ts'
import { glue, normalize } from '../text.ts'
import type { Book, Source, Span } from './claims.ts'
import type { Draft, DraftFund, DraftGoal, DraftIndicator } from './draft.ts'
import type { Terms } from './form.ts'
import { FIGURE } from './fund-figures.ts'
import { pushFund } from './fund-lines.ts'
import type { Work } from './work.ts'

type Extra = DraftIndicator['extra'][number]

interface Project {
  readonly name: Extra
  readonly unit: Span | null
  /** Positions of its indicators in the draft. */
  readonly rows: number[]
}

/** Cuts a draft into one for each project that its rows name; a draft without such a column stays as it is. */
export function splitList(draft: Draft, work: Work): readonly Draft[] {
  const projects = projectsOf(draft, work.terms)
  if (projects.length === 0) return [draft]
  const tops = projects.map(({ rows, name }) => Math.min(rowOf(name.text), rowOf(draft.indicators[rows[0]!]!.name)))
  return projects.map((project, k) => {
    const inRows = ({ place }: Source) =>
      place.row === null || place.block !== name.block || place.row < tops[0]!
        ? true
        : place.row >= tops[k]! && place.row < (tops[k + 1] ?? Number.POSITIVE_INFINITY)
    const name = project.name.text.claims[0]!.place
    const sources = draft.sources.filter(inRows)
    return projectDraft(draft, work, project, sources, k, { block: name.block, row: tops[k]! })
  })
}

const rowOf = (span: Span) => span.claims[0]?.place.row ?? 0

function isProject(terms: Terms, heading: string): boolean {
  const match = terms.match('head', heading)
  return match?.how === 'exact' && match.code === 'projectName'
}

/** The projects by their printed names; a row without one goes on, a row of nothing else names the unit of what follows. */
function projectsOf(draft: Draft, terms: Terms): readonly Project[] {
  const projects: Project[] = []
  let unit: Span | null = null
  for (const [i, one] of draft.indicators.entries()) {
    const name = one.extra.find(({ heading }) => isProject(terms, heading))
    const bare = one.name.text === '' && one.level1 === null && one.extra.length === 1
    if (name && bare) {
      unit = name.text
      continue
    }
    const last = projects.at(-1)
    const same = name && last && placeOf(name.text) === placeOf(last.name.text)
    if (name && !same && !(last && repeats(draft, last, name))) projects.push({ name, unit, rows: [i] })
    else if (last) last.rows.push(i)
    else return []
  }
  return projects
}

/** The name printed again on each row of its project. */
function repeats(draft: Draft, last: Project, name: Extra): boolean {
  const before = draft.indicators[last.rows.at(-1)!]!.extra.some(({ heading }) => heading === name.heading)
  return before && glue(name.text.text) === glue(last.name.text.text)
}

const placeOf = (span: Span) => span.claims.map(({ place }) => `${place.block},${place.row},${place.column}`).join()

/** What the columns left of the indicators say of a project. */
interface Facts {
  readonly head: Map<string, Span>
  readonly fields: { label: Span; text: Span }[]
  readonly funds: DraftFund[]
  readonly goals: DraftGoal[]
  /** Where each heading went, for the marks. */
  readonly into: Map<string, string>
}

function factsOf(draft: Draft, work: Work, project: Project): Facts {
  const facts: Facts = { head: new Map(draft.head), fields: [], funds: [], goals: [], into: new Map() }
  const { name, unit } = splitUnit(project)
  facts.head.set('projectName', name)
  facts.into.set(project.name.heading, 'projectName')
  if (unit && !facts.head.get('agency')?.text) facts.head.set('agency', unit)
  const [first, ...others] = project.rows.map((i) => draft.indicators[i]!)
  for (const { heading, text } of first!.extra) {
    if (heading === project.name.heading || !isLeft(first!, text)) continue
    // 序号 that counts the rows is the rows' own.
    if (others.some((one) => one.extra.some((other) => other.heading === heading && other.text.text !== text.text)))
      continue
    const code = work.terms.match('head', heading)
    const key = code?.how === 'exact' ? (work.form?.head[code.code] ?? code.code) : null
    const label: Span = { text: heading, stored: null, claims: [] }
    if (key !== null && !facts.head.get(key)?.text) {
      facts.head.set(key, text)
      facts.into.set(heading, key)
    } else if (isAmount(work.terms, heading, text)) {
      facts.into.set(heading, `funds[${facts.funds.length}].amount`)
      const named = ['fund-item', 'fund-label'].some((group) => work.terms.match(group, heading) !== null)
      pushFund({ ...work, funds: facts.funds }, label, { amount: text }, named ? null : 'total', 'annual')
    } else if (work.terms.match('goal-column', heading)?.how === 'exact') {
      facts.into.set(heading, `goals[${facts.goals.length}].expected`)
      facts.goals.push({ horizon: 'annual', expected: text, actual: null })
    } else {
      facts.into.set(heading, `fields[${facts.fields.length}]`)
      facts.fields.push({ label, text })
    }
  }
  return facts
}

/** 某县教育局⏎营养改善计划 under 单位名称、项目名称: the body over its project. */
function splitUnit({ name: { heading, text }, unit }: Project): { readonly name: Span; readonly unit: Span | null } {
  const lines = text.text.split('\n').filter((line) => line.trim() !== '')
  if (!heading.includes('单位') || lines.length !== 2) return { name: text, unit }
  return { name: { ...text, text: lines[1]! }, unit: { ...text, text: lines[0]! } }
}

function isAmount(terms: Terms, heading: string, { text }: Span): boolean {
  const known = ['fund-column', 'fund-item', 'fund-label'].some((group) => {
    const match = terms.match(group, heading)
    return match !== null && match.how !== 'contains'
  })
  return known && FIGURE.test(normalize(text))
}

/** True for what is printed left of the levels and the name of an indicator. */
function isLeft(one: DraftIndicator, text: Span): boolean {
  const columns = [one.level1?.label, one.level2?.label, one.name].map((span) => span?.claims[0]?.place.column)
  const left = Math.min(...columns.map((column) => column ?? Number.POSITIVE_INFINITY))
  return (text.claims[0]?.place.column ?? left) < left
}

function projectDraft(
  draft: Draft,
  work: Work,
  project: Project,
  sources: readonly Source[],
  k: number,
  { block, row }: { readonly block: number; readonly row: number },
): Draft {
  const facts = factsOf(draft, work, project)
  const at = new Map(project.rows.map((from, to) => [from, to]))
  const indicators = project.rows.map((i): DraftIndicator => {
    const one = draft.indicators[i]!
    const extra = one.extra.filter(({ heading }) => !facts.into.has(heading))
    return { ...one, extra, parent: one.parent === null ? null : (at.get(one.parent) ?? null) }
  })
  const cells = sources.filter(({ place }) => place.row !== null && place.row >= row).map(({ place }) => place.address)
  const rest =
    k === 0 ? draft : { ...draft, fields: [], funds: [], goals: [], measures: [], totals: {}, blocks: [], findings: [] }
  return {
    ...rest,
    anchor: { block, row, range: `${cells[0] ?? ''} – ${cells.at(-1) ?? ''}` },
    head: facts.head,
    fields: [...facts.fields, ...rest.fields],
    funds: [...facts.funds, ...rest.funds],
    goals: [...facts.goals, ...rest.goals],
    indicators,
    sources,
    unread: unreadOf(work.book, sources),
    marks: work.book.marks(sources).map((mark) => moveMark(mark, at, facts.into)),
  }
}

const unreadOf = (book: Book, sources: readonly Source[]) => book.unread(sources)

/** The key of a mark in the filing of its project. */
function moveMark(mark: Mark, at: ReadonlyMap<number, number>, into: Facts['into']): Mark {
  const m = /^indicators\[(\d+)\]\.(.*)$/s.exec(mark.into ?? '')
  if (!m) return mark
  const heading = /^extra\["(.*)"\]$/s.exec(m[2]!)?.[1]
  const moved = heading === undefined ? undefined : into.get(heading)
  return { ...mark, into: moved ?? `indicators[${at.get(Number(m[1])) ?? m[1]}].${m[2]}` }
}
