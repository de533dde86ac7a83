/**
 * The schema of rule files: form families (`schema/forms/*.json`) and terms (`schema/terms.json`). Everything that
 * steers a reading is data of these shapes; a user's own folder adds to them.
 */
import { z } from 'zod'
import type { Unit } from '../model.ts'

const list = z.array(z.string().min(1)).readonly()
const pattern = z.string().refine(isPattern, 'not a valid regular expression')

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}

/**
 * Spellings by group and code: `{"fund-item": {"carry-over": ["上年结转资金"]}}`. A text matches a spelling exactly, by
 * its end, or by containing it, in this order; the longest spelling wins.
 */
export const TermFile = z.strictObject({
  $schema: z.string().optional(),
  terms: z.record(z.string(), z.record(z.string(), list)).default({}),
  /** Spellings that say too little to match by an end or inside a longer text: only the whole label counts. */
  exact: z.record(z.string(), z.record(z.string(), list)).default({}),
  /** Regular expressions by group and code, tried on the normalized text (NFKC, no white space) where no term matches. */
  patterns: z.record(z.string(), z.record(z.string(), z.array(pattern).readonly())).default({}),
  /** The taxonomy node of a level-2 code, whatever the era and the drawing: `cost` and `economic-cost` share one. */
  categories: z.record(z.string(), z.string()).default({}),
  /** Text that is left out on purpose; the code names the rule in the ledger. */
  ignored: z.record(z.string(), z.array(pattern).readonly()).default({}),
})
export type TermFile = z.infer<typeof TermFile>

/** One piece of evidence for a form family: found, it adds its points. */
export const Evidence = z.union([
  z.strictObject({ title: pattern, points: z.number() }),
  z.strictObject({ head: z.string(), points: z.number() }),
  z.strictObject({ column: z.string(), points: z.number() }),
  z.strictObject({ fund: z.string(), points: z.number() }),
  z.strictObject({ level: z.string(), points: z.number() }),
])
export type Evidence = z.infer<typeof Evidence>

/** The parts of a form that the mapper knows how to read. */
export const PARTS = ['head', 'funds', 'goals', 'indicators', 'measures'] as const

/** One form family: `schema/forms/<id>.json`. */
export const FormFile = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The form whose keys this one takes over where it names none. */
  extends: z.string().optional(),
  /** An abstract form is only there to be extended. */
  abstract: z.boolean().default(false),
  name: z.strictObject({ en: z.string(), zh: z.string() }),
  evidence: z.array(Evidence).readonly().default([]),
  /** Points that the evidence must add up to. */
  threshold: z.number().default(5),
  /** One of each inner list must be there, else the form is refused, whatever its points. */
  needs: z.array(z.array(Evidence).readonly()).readonly().default([]),
  /** Head keys under another name in this family: `{"localDepartment": "department"}`. */
  head: z.record(z.string(), z.string()).default({}),
  parts: z.array(z.enum(PARTS)).readonly().optional(),
})
export type FormFile = z.infer<typeof FormFile>

/** A form with what it inherits. */
export interface Form extends Omit<FormFile, 'extends' | 'abstract' | '$schema' | 'parts'> {
  readonly parts: readonly (typeof PARTS)[number][]
}

/** How well a text matched a term: exact, by its end, or by containing it; `points` order candidates. */
export interface TermMatch {
  readonly code: string
  readonly how: 'exact' | 'suffix' | 'contains' | 'pattern'
  readonly term: string
  readonly points: number
}

/** Terms made ready for looking up. */
export interface Terms {
  /** The best match of a text in a group, or null. */
  match(group: string, text: string): TermMatch | null
  /** All codes of a group that the text matches, best first. */
  all(group: string, text: string): readonly TermMatch[]
  /** The spans of a text that named rules ignore. */
  ignored(text: string): readonly { readonly start: number; readonly end: number; readonly rule: string }[]
  /** The taxonomy node of two level codes, e.g. `output/quantity`; null when neither is known. */
  category(level1: string | null, level2: string | null): string | null
  /** The first code of a pattern group that the text as it stands matches, with its match. */
  pattern(group: string, text: string): { readonly code: string; readonly match: RegExpExecArray } | null
}

/** Everything that steers a reading beside the bytes. `digest` identifies it: records carry it. */
export interface Rules {
  readonly forms: readonly Form[]
  readonly terms: Terms
  readonly units: readonly Unit[]
  readonly digest: string
}
