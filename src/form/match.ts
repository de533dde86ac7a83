/** Which form family a segment is: evidence adds points, needs refuse, and both are recorded for `explain`. */
import { isBlank, normalize } from '../text.ts'
import { filledIn } from './area.ts'
import type { Evidence, Form, Terms } from './form.ts'
import { yearOf } from './fund-figures.ts'
import { isFundHeading, isIndicatorHeading, isLevelHeading, isMatrixHeading } from './headings.ts'
import type { Segment } from './segment.ts'

/** What a segment shows of itself. */
export interface Features {
  readonly title: string
  readonly head: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
  readonly funds: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
  /** A matrix of figures below a title: it is a form where some form is told by its title alone. */
  readonly matrix: boolean
  /** An indicator heading, a funds block, or two head labels: it is a form, whether the rules know it or not. */
  readonly looksLikeForm: boolean
}

/** The verdict on one form: its points, what spoke for it, and why it was refused. */
export interface Verdict {
  readonly form: Form
  readonly points: number
  readonly reasons: readonly string[]
  readonly refused: string | null
}

/** The one year that the title and the line below it state: tables are read before captions. */
export function yearAbove({ before }: Segment): string | null {
  const stated = before.filter(({ kind }) => kind === 'title' || kind === 'year')
  const years = new Set(stated.flatMap(({ source }) => normalize(source.text).match(/(?:19|20)\d\d(?=年)/g) ?? []))
  return years.size === 1 ? [...years][0]! : null
}

/** 2020年完成值 in a form of 2021: a column of another year says nothing of what the form is for. */
function isOtherYear(text: string, year: string | null): boolean {
  return year !== null && ![null, year].includes(yearOf(text))
}

/** Collects the features of a segment. */
export function featuresOf(segment: Segment, terms: Terms): Features {
  const head = new Set<string>()
  const columns = new Set<string>()
  const funds = new Set<string>()
  const levels = new Set<string>()
  const year = yearAbove(segment)
  let headings = 0
  let matrix = false
  const areas = segment.areas.flatMap((area) => {
    if (!area.list) return [area]
    const { top, depth } = area.list
    return [{ ...area, top, bottom: top + depth - 1 }, area]
  })
  for (const area of areas)
    for (let row = area.top; row <= area.bottom; row++) {
      const indicators = isIndicatorHeading(area, row, terms)
      const fundHeading = isFundHeading(area, row, terms)
      headings += Number(indicators) + Number(fundHeading)
      matrix ||= isMatrixHeading(area, row, terms)
      for (const cell of filledIn(area, row)) {
        if (cell.row !== row || cell.text.length > 60) continue
        const add = (set: Set<string>, group: string, loose = false) => {
          const match = terms.match(group, cell.text)
          if (match && (match.how === 'exact' || (loose && match.how !== 'contains'))) set.add(match.code)
        }
        add(head, 'head')
        const banner = indicators && cell.column === area.left && !isLevelHeading(area, row, cell, terms)
        if (indicators && !banner && !isOtherYear(cell.text, year)) add(columns, 'indicator-column', true)
        if (fundHeading) add(columns, 'fund-column', true)
        add(funds, 'fund-item')
        add(levels, 'level1')
        add(levels, 'level2')
      }
    }
  const titled = segment.before.some(({ kind }) => kind === 'title')
  const title = normalize(
    segment.before
      .filter(({ source }) => !isBlank(source.text))
      .map(({ source }) => source.text)
      .join('\n'),
  )
  return {
    title,
    head,
    columns,
    funds,
    levels,
    matrix: titled && matrix,
    looksLikeForm: headings > 0 || funds.size >= 2 || head.size >= (titled ? 1 : 2) || (titled && levels.size > 0),
  }
}

/** Expressions for titles by their source: every file is judged by the same ones. */
const titles = new Map<string, RegExp>()

function titleOf(source: string): RegExp {
  let known = titles.get(source)
  if (!known) {
    known = new RegExp(source, 'u')
    titles.set(source, known)
  }
  return known
}

function holds(evidence: Evidence, features: Features): boolean {
  if ('title' in evidence) return titleOf(evidence.title).test(features.title)
  if ('head' in evidence) return features.head.has(evidence.head)
  if ('column' in evidence) return features.columns.has(evidence.column)
  if ('fund' in evidence) return features.funds.has(evidence.fund)
  return features.levels.has(evidence.level)
}

/** True for a form, whether the rules know it or not: it looks like one, or its title tells. */
export function isForm(features: Features, forms: readonly Form[]): boolean {
  return features.looksLikeForm || isToldByTitle(features, forms)
}

/** True for figures below a title that says enough: 部门整体支出基础数据表 has no other mark of its form. */
function isToldByTitle(features: Features, forms: readonly Form[]): boolean {
  const title = (evidence: Evidence) => 'title' in evidence && holds(evidence, features)
  return (
    features.matrix &&
    forms.some(({ evidence, needs, threshold }) => {
      const points = evidence.filter(title).reduce((sum, one) => sum + one.points, 0)
      return points >= threshold && needs.every((any) => any.some(title))
    })
  )
}

/** What an evidence says, for people. */
export function describe(evidence: Evidence): string {
  const [kind, what] = Object.entries(evidence)[0] as [string, string]
  return `${kind} ${what}`
}

/** The verdict on every form, the best first. */
export function judge(features: Features, forms: readonly Form[]): readonly Verdict[] {
  return forms
    .map((form) => {
      const found = form.evidence.filter((evidence) => holds(evidence, features))
      const points = found.reduce((sum, evidence) => sum + evidence.points, 0)
      const reasons = found.map(
        (evidence) => `${describe(evidence)} ${evidence.points > 0 ? '+' : ''}${evidence.points}`,
      )
      const missing = form.needs.find((any) => !any.some((evidence) => holds(evidence, features)))
      const low = points < form.threshold ? `${points} of ${form.threshold} points` : null
      return { form, points, reasons, refused: missing ? `needs ${missing.map(describe).join(' or ')}` : low }
    })
    .sort(
      (a, b) =>
        Number(a.refused !== null) - Number(b.refused !== null) ||
        b.points - a.points ||
        a.form.id.localeCompare(b.form.id),
    )
}
