/** Looking up terms: exact, by suffix, by containing; the longest spelling wins. */
import { normalize, normalizeLabel, rememberTexts } from '../text.ts'
import type { TermFile, TermMatch, Terms } from './form.ts'

type PatternMatch = NonNullable<ReturnType<Terms['pattern']>>

interface Spelling {
  readonly term: string
  readonly code: string
}

interface Group {
  readonly exact: ReadonlyMap<string, string>
  /** Spellings by their first two characters, longest first: found in one pass over a text. */
  readonly starts: ReadonlyMap<string, readonly Spelling[]>
  readonly patterns: readonly { readonly code: string; readonly expression: RegExp }[]
  /** The first of its patterns that a text matches. */
  readonly firstMatch: (text: string) => PatternMatch | null
}

/** A spelling that occurs in a variant of a text. */
interface Hit extends Spelling {
  readonly variant: string
  readonly how: 'exact' | 'suffix' | 'contains'
}

/** What is known of a text: its variants, where spellings of each group occur in them, and what groups made of that. */
interface Known {
  readonly variants: readonly string[]
  readonly hits: ReadonlyMap<Group, readonly Hit[]>
  readonly found: Map<Group, readonly TermMatch[]>
}

/** The spellings of all groups in one place, so that one pass over a text finds those of every group. */
interface Index {
  readonly exact: ReadonlyMap<string, readonly (readonly [Group, string])[]>
  readonly starts: ReadonlyMap<number, readonly (readonly [Group, readonly Spelling[]])[]>
}

/** The two characters at a place as a small number. Pairs may share one: what is found by it is compared as text. */
const pairAt = (text: string, at: number) => (text.charCodeAt(at) << 14) ^ text.charCodeAt(at + 1)

/** Texts that are remembered: forms repeat their labels, within a file and over a batch. */
const REMEMBERED = 2000
/** Characters of the longest text that may be a label, and that is remembered. */
const LONGEST = 80

const NONE: readonly TermMatch[] = []

/** What may stand behind a label without changing it: brackets (units, operands, 必填), points. */
const TRAILER = /(?:\([^()]*\)|\(?[\d.]+分\)?|[:：。…\-—*★☆]+)$/
/** The code of a label in a table of points: A1数量, B.产出目标, C1 数量. */
const CODE = /^[A-Z]\d{0,3}[.、．-]?(?=[\u4e00-\u9fff]{2})/
const BRACKET = /\([^()]*\)/g

/** The variants under which a label is looked up: as printed, then without its trailers one by one, then without any bracket. */
export function labelVariants(text: string): readonly string[] {
  const plain = normalizeLabel(text)
  const variants = [plain]
  for (let last = plain; TRAILER.test(last); ) {
    last = last.replace(TRAILER, '')
    variants.push(last)
  }
  variants.push(normalizeLabel(variants.at(-1)!.replace(BRACKET, '')))
  if (CODE.test(plain)) variants.push(...variants.map((variant) => variant.replace(CODE, '')))
  return [...new Set(variants.filter((variant) => variant !== ''))]
}

/** Running text is no label: in it a term counts only as a whole. */
const RUNNING = /[。；;，,！!？?]/

/** Joins term files in order: later ones add spellings and patterns, and override a spelling's code. */
export function compileTerms(files: readonly TermFile[]): Terms {
  const names = new Set(
    files.flatMap((file) => [...Object.keys(file.terms), ...Object.keys(file.exact), ...Object.keys(file.patterns)]),
  )
  const groups = new Map([...names].map((name) => [name, compileGroup(name, files)]))
  const ignored = files.flatMap((file) =>
    Object.entries(file.ignored).flatMap(([rule, sources]) =>
      sources.map((source) => ({ rule, expression: new RegExp(source, 'gu') })),
    ),
  )
  const index = indexGroups([...groups.values()])
  const remember = rememberTexts<Known>(REMEMBERED)
  const lookUpText = (text: string) => lookUp(index, text)
  const all = (name: string, text: string): readonly TermMatch[] => {
    const group = groups.get(name)
    if (!group || text.length > LONGEST) return NONE
    const known = remember(text, lookUpText)
    let found = known.found.get(group)
    if (!found) {
      found = allMatches(group, known)
      known.found.set(group, found)
    }
    return found
  }
  const categories: Record<string, string> = Object.assign({}, ...files.map((file) => file.categories))
  return {
    all,
    category: (level1, level2) => categories[level2 ?? ''] ?? categories[level1 ?? ''] ?? level1,
    match: (group, text) => all(group, text)[0] ?? null,
    ignored: (text) => {
      const spans = ignored.flatMap(({ rule, expression }) =>
        [...text.matchAll(expression)].map((m) => ({ start: m.index, end: m.index + m[0].length, rule })),
      )
      return spans.filter(
        (span, i) =>
          span.end > span.start &&
          !spans.slice(0, i).some((other) => other.start <= span.start && span.end <= other.end),
      )
    },
    pattern: (group, text) => {
      const own = groups.get(group)
      return own && own.patterns.length > 0 ? own.firstMatch(text) : null
    },
  }
}

function firstMatchOf(patterns: Group['patterns']): Group['firstMatch'] {
  const remember = rememberTexts<PatternMatch | null>(REMEMBERED)
  const find = (text: string) => {
    for (const { code, expression } of patterns) {
      const match = expression.exec(text)
      if (match) return { code, match }
    }
    return null
  }
  return (text) => (text.length > LONGEST ? find(text) : remember(text, find))
}

function compileGroup(name: string, files: readonly TermFile[]): Group {
  const loose = new Map<string, string>()
  const exact = new Map<string, string>()
  for (const file of files) {
    for (const [code, list] of Object.entries(file.exact[name] ?? {}))
      for (const term of list) exact.set(normalize(term), code)
    for (const [code, list] of Object.entries(file.terms[name] ?? {}))
      for (const term of list) loose.set(normalize(term), code)
  }
  for (const [term, code] of loose) exact.set(term, code)
  const starts = new Map<string, Spelling[]>()
  for (const [term, code] of loose) {
    const key = term.slice(0, 2)
    if (term.length >= 2)
      starts.set(
        key,
        [...(starts.get(key) ?? []), { term, code }].sort((a, b) => b.term.length - a.term.length),
      )
  }
  const patterns = files.flatMap((file) =>
    Object.entries(file.patterns[name] ?? {}).flatMap(([code, sources]) =>
      sources.map((source) => ({ code, expression: new RegExp(source, 'u') })),
    ),
  )
  return { exact, starts, patterns, firstMatch: firstMatchOf(patterns) }
}

function indexGroups(groups: readonly Group[]): Index {
  const exact = new Map<string, (readonly [Group, string])[]>()
  const starts = new Map<number, (readonly [Group, readonly Spelling[]])[]>()
  for (const group of groups) {
    for (const [term, code] of group.exact) exact.set(term, [...(exact.get(term) ?? []), [group, code]])
    for (const [two, list] of group.starts) {
      const key = pairAt(two, 0)
      starts.set(key, [...(starts.get(key) ?? []), [group, list]])
    }
  }
  return { exact, starts }
}

/** Finds the spellings of all groups in a text: variant by variant, whole ones first, then from left to right. */
function lookUp({ exact, starts }: Index, text: string): Known {
  const variants = labelVariants(text)
  const hits = new Map<Group, Hit[]>()
  const add = (group: Group, hit: Hit) => {
    const known = hits.get(group)
    if (known) known.push(hit)
    else hits.set(group, [hit])
  }
  for (const variant of variants) {
    for (const [group, code] of exact.get(variant) ?? []) add(group, { variant, term: variant, code, how: 'exact' })
    if (isRunning(variant)) continue
    for (let at = 0; at + 2 <= variant.length; at++)
      for (const [group, spellings] of starts.get(pairAt(variant, at)) ?? NO_STARTS)
        for (const { term, code } of spellings) {
          if (term.length >= variant.length || !variant.startsWith(term, at)) continue
          add(group, { variant, term, code, how: at + term.length === variant.length ? 'suffix' : 'contains' })
        }
  }
  return { variants, hits, found: new Map() }
}

const NO_STARTS: readonly (readonly [Group, readonly Spelling[]])[] = []

const isRunning = (variant: string) => variant.length > 30 || RUNNING.test(variant)

const POINTS = { exact: 10, suffix: 7, contains: 5, pattern: 4 } as const

function allMatches(group: Group, { variants, hits }: Known): readonly TermMatch[] {
  const own = hits.get(group) ?? []
  if (own.length === 0 && group.patterns.length === 0) return NONE
  const best = new Map<string, TermMatch>()
  const add = (code: string, how: TermMatch['how'], term: string) => {
    const points = POINTS[how] + Math.min(term.length, 20) / 100
    if ((best.get(code)?.points ?? 0) < points) best.set(code, { code, how, term, points })
  }
  for (const variant of variants) {
    for (const hit of own) if (hit.variant === variant) add(hit.code, hit.how, hit.term)
    if (group.patterns.length === 0 || isRunning(variant)) continue
    for (const { code, expression } of group.patterns)
      if (expression.test(variant)) add(code, 'pattern', expression.source)
  }
  return [...best.values()].sort((a, b) => b.points - a.points)
}
