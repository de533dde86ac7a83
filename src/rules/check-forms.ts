/** Why each part of a document is the form that it is, and no other: every form with every piece of evidence. */
import { type Book, openBook } from '../form/claims.ts'
import type { Evidence, Form, Rules } from '../form/form.ts'
import { describe, type Features, featuresOf, isForm, judge, type Verdict } from '../form/match.ts'
import { type Segment, segmentDocument } from '../form/segment.ts'
import type { Decision, Document } from '../model.ts'

/** One piece of evidence: what it asks for, what it is worth, and whether it was there. */
export interface CheckedEvidence {
  readonly what: string
  readonly points: number
  readonly found: boolean
}

/** One form against one segment. */
export interface CheckedForm {
  readonly id: string
  readonly name: Form['name']
  readonly points: number
  readonly threshold: number
  /** Why it was refused; null when it would do. */
  readonly refused: string | null
  readonly evidence: readonly CheckedEvidence[]
  /** Of each list one has to be there. */
  readonly needs: readonly { readonly anyOf: readonly string[]; readonly found: boolean }[]
}

/** One segment of a document: what it shows, and what each form makes of it. */
export interface CheckedSegment {
  /** First and last cell, for people. */
  readonly range: string
  /** The captions above it: what a `title` is looked for in. */
  readonly captions: readonly string[]
  /** The last lines above it that no caption pattern knows; a title among them needs one. */
  readonly lines: readonly string[]
  /** The chosen form, `unknown` when none does, null when the segment does not look like a form at all. */
  readonly form: string | null
  /** The codes that it shows. */
  readonly seen: Readonly<Record<'head' | 'column' | 'fund' | 'level', readonly string[]>>
  /** The best first. */
  readonly forms: readonly CheckedForm[]
  /** What was decided of each column, with its candidates. */
  readonly columns: readonly Decision[]
}

/** Judges every segment of a document. `evidence` is that of its extraction with the same rules. */
export function checkForms(
  document: Document,
  rules: Rules,
  evidence: readonly (readonly Decision[])[],
): readonly CheckedSegment[] {
  const book = openBook(document)
  let filings = 0
  return segmentDocument(document, book, rules.terms).map((segment) => {
    const features = featuresOf(segment, rules.terms)
    const verdicts = judge(features, rules.forms)
    const best = verdicts[0]
    const form = isForm(features, rules.forms)
    const decisions = form ? (evidence[filings++] ?? []) : []
    return {
      range: rangeOf(segment, book),
      captions: segment.before.map(({ source }) => source.text).filter((text) => text.trim() !== ''),
      lines: linesAbove(segment, document),
      form: form ? (best && best.refused === null ? best.form.id : 'unknown') : null,
      seen: {
        head: [...features.head],
        column: [...features.columns],
        fund: [...features.funds],
        level: [...features.levels],
      },
      forms: verdicts.map((verdict) => checkForm(verdict, features)),
      columns: decisions.filter(({ about }) => about !== 'form'),
    }
  })
}

function checkForm({ form, points, refused }: Verdict, features: Features): CheckedForm {
  const holds = (evidence: Evidence) => isFound(evidence, form, features)
  return {
    id: form.id,
    name: form.name,
    points,
    threshold: form.threshold,
    refused,
    evidence: form.evidence.map((evidence) => ({
      what: describe(evidence),
      points: evidence.points,
      found: holds(evidence),
    })),
    needs: form.needs.map((any) => ({ anyOf: any.map(describe), found: any.some(holds) })),
  }
}

/** Asks the matcher itself, with a form that needs nothing but this. */
function isFound(evidence: Evidence, form: Form, features: Features): boolean {
  const [verdict] = judge(features, [{ ...form, evidence: [], needs: [[evidence]], threshold: 0 }])
  return verdict!.refused === null
}

function rangeOf({ areas }: Segment, book: Book): string {
  const addresses = book.sources
    .filter(({ place }) =>
      areas.some(
        ({ block, top, bottom }) =>
          place.block === block && place.row !== null && place.row >= top && place.row <= bottom,
      ),
    )
    .map(({ place }) => place.address)
  return `${addresses[0] ?? ''} – ${addresses.at(-1) ?? ''}`
}

/** How many lines above a table are shown. */
const LINES = 3

function linesAbove({ areas, before }: Segment, document: Document): readonly string[] {
  const captions = new Set(before.map(({ source }) => source.place.block))
  const lines: string[] = []
  for (let at = areas[0]!.block - 1; at >= 0 && lines.length < LINES; at--) {
    const block = document.blocks[at]!
    if (block.kind === 'table') break
    if (!captions.has(at) && block.text.trim() !== '') lines.unshift(block.text)
  }
  return lines
}
