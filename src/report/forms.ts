/** `guibiao forms`: the families, why a part of a file is which form, and what differs from a golden. */
import type { Decision } from '../model.ts'
import { paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { cutTo, printable } from './width.ts'

const WORDS = {
  id: ['id', '标识'],
  name: ['name', '表样'],
  extends: ['extends', '继承自'],
  from: ['from', '来源'],
  'built-in': ['built-in', '内置'],
  abstract: ['only to be extended', '仅供继承'],
  replaces: ['in place of the built-in one', '替换内置表样'],
  is: ['is', '判为'],
  unknown: ['is none of the forms', '不属于任何表样'],
  noForm: [
    'does not look like a form: no indicator heading, no funds block, too few head labels',
    '不像填报表：没有指标表头，没有资金区块，表头栏目太少',
  ],
  nothing: ['no table in this file', '此文件中没有表格'],
  shows: ['shows', '可见'],
  captions: ['captions', '表外文字'],
  lines: ['no captions', '未识别的文字'],
  forms: ['forms', '表样'],
  columns: ['columns', '各列'],
  found: ['found', '具备'],
  missing: ['missing', '缺少'],
  needs: ['needs one of', '须有其一'],
  points: ['points', '分'],
  refused: ['refused', '不采用'],
  extra: ['extra', '保留在 extra'],
} as const satisfies Record<string, readonly [string, string]>

const word = (key: keyof typeof WORDS, { lang }: Pick<Style, 'lang'>) => WORDS[key][lang === 'en' ? 0 : 1]

/** A form file as it is listed. */
export interface FormLine {
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly extends: string | null
  readonly abstract: boolean
  readonly origin: 'built-in' | 'yours'
  readonly file: string
  readonly replaces: boolean
}

/** The form families as a table: id, Chinese name, what it extends, where it comes from. */
export function drawFormList(forms: readonly FormLine[], style: Style): string {
  const rows = forms.map((form) => [
    form.id,
    style.lang === 'zh' ? form.name.zh : `${form.name.zh} · ${form.name.en}`,
    form.extends ?? '',
    form.origin === 'built-in' ? word('built-in', style) : form.file,
    form.replaces ? word('replaces', style) : form.abstract ? word('abstract', style) : '',
  ])
  const heading = [word('id', style), word('name', style), word('extends', style), word('from', style), '']
  const [first, ...rest] = drawTable([heading, ...rows]).split('\n')
  return [paintOf(style).dim(first!), ...rest].join('\n')
}

/** One form against one segment. */
export interface FormVerdict {
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly points: number
  readonly threshold: number
  readonly refused: string | null
  readonly evidence: readonly { readonly what: string; readonly points: number; readonly found: boolean }[]
  readonly needs: readonly { readonly anyOf: readonly string[]; readonly found: boolean }[]
}

/** One segment of a file with the verdicts of all forms, the best first. `form` null: it does not look like one. */
export interface SegmentVerdict {
  readonly range: string
  readonly captions: readonly string[]
  readonly lines: readonly string[]
  readonly form: string | null
  readonly seen: Readonly<Record<string, readonly string[]>>
  readonly forms: readonly FormVerdict[]
  readonly columns: readonly Decision[]
}

/** How the verdicts are drawn. */
export interface VerdictOptions extends Style {
  /** The one form that is explained in full; by default the chosen one, or the three that came nearest. */
  readonly form?: string | undefined
}

/** How many forms are explained in full where none was chosen. */
const NEAREST = 3

/** Draws for each segment what it shows, each form with its points, and every column with its candidates. */
export function drawVerdicts(segments: readonly SegmentVerdict[], options: VerdictOptions): string {
  if (segments.length === 0) return `${word('nothing', options)}\n`
  return segments.map((segment, at) => drawSegment(segment, at, options)).join('\n')
}

function drawSegment(segment: SegmentVerdict, at: number, options: VerdictOptions): string {
  const paint = paintOf(options)
  const { form, forms } = segment
  const chosen = forms.find(({ id }) => id === form)
  const verdict = chosen
    ? paint.green(`${word('is', options)} ${chosen.id} ${chosen.name.zh}`)
    : paint.yellow(word(form === null ? 'noForm' : 'unknown', options))
  const inFull = options.form
    ? forms.filter(({ id }) => id === options.form)
    : chosen
      ? [chosen]
      : forms.slice(0, NEAREST)
  const brief = forms.filter((one) => !inFull.includes(one))
  return [
    `${paint.bold(`#${at + 1}`)}  ${paint.dim(printable(segment.range))}  ${verdict}\n`,
    drawSeen(segment, options),
    `  ${paint.blue(word('forms', options))}\n`,
    ...inFull.map((one) => drawForm(one, one === chosen, options)),
    drawTable(
      brief.map((one) => briefly(one, options)),
      { indent: 4 },
    ),
    drawColumns(segment.columns, options),
  ].join('')
}

function drawSeen({ captions, lines, seen }: SegmentVerdict, style: Style): string {
  const texts = (title: 'captions' | 'lines', list: readonly string[]) =>
    list.map((text, at) => [at === 0 ? word(title, style) : '', cutTo(printable(text), 72)])
  const rows = [
    ...texts('captions', captions),
    ...texts('lines', lines),
    ...Object.entries(seen).map(([kind, codes]) => [kind, codes.length === 0 ? '–' : codes.join(', ')]),
  ]
  return `  ${paintOf(style).blue(word('shows', style))}\n${drawTable(rows, { indent: 4 })}`
}

const pointsOf = ({ points, threshold }: FormVerdict, style: Style) => `${points}/${threshold} ${word('points', style)}`

function briefly(form: FormVerdict, style: Style): readonly string[] {
  const refused = form.refused === null ? '' : `${word('refused', style)}: ${short(form.refused)}`
  return ['–', form.id, form.name.zh, pointsOf(form, style), refused]
}

const short = (text: string) => cutTo(printable(text), 60)
const signed = (points: number) => (points > 0 ? `+${points}` : `${points}`)

function drawForm(form: FormVerdict, chosen: boolean, style: Style): string {
  const paint = paintOf(style)
  const refused = form.refused === null ? '' : `  ${word('refused', style)}: ${printable(form.refused)}`
  const line = `    ${chosen ? '✓' : '–'} ${form.id}  ${form.name.zh}  ${pointsOf(form, style)}${refused}\n`
  const found = form.evidence.filter((one) => one.found)
  // What speaks against a form and is not there is no news.
  const missing = form.evidence.filter((one) => !one.found && one.points > 0)
  const listed = (title: 'found' | 'missing', list: typeof found) =>
    list.map(({ what, points }, at) => [at === 0 ? word(title, style) : '', signed(points), short(what)])
  const rows = [
    ...listed('found', found),
    ...listed('missing', missing),
    ...form.needs.map(({ anyOf, found: met }) => [word('needs', style), met ? '✓' : '✗', short(anyOf.join(' | '))]),
  ]
  return `${chosen ? paint.green(line.trimEnd()) : line.trimEnd()}\n${drawTable(rows, { indent: 8, right: [1] })}`
}

function drawColumns(columns: readonly Decision[], style: Style): string {
  if (columns.length === 0) return ''
  const rows = columns.flatMap(({ about, chosen, candidates }) => {
    const listed = candidates.map(({ name, points, why }) => [name === chosen ? '✓' : '', name, `${points}`, why])
    const all = chosen === null ? [['→', word('extra', style), '', ''], ...listed] : listed
    return all.map((row, at) => [at === 0 ? cutTo(printable(about), 30) : '', ...row])
  })
  return `  ${paintOf(style).blue(word('columns', style))}\n${drawTable(rows, { indent: 4, right: [3] })}`
}

/** One difference between what was expected and what was found; null: not there. */
export interface DifferenceLine {
  readonly record: string
  readonly key: string
  readonly expected: string | null
  readonly found: string | null
}

/** Draws the first differences: the record, then each key as `expected → found`. */
export function drawDifferences(differences: readonly DifferenceLine[], limit: number, style: Style): string {
  const paint = paintOf(style)
  const text = (value: string | null) => (value === null ? '∅' : cutTo(printable(value), 60))
  let record: string | null = null
  const lines: string[] = []
  for (const one of differences.slice(0, limit)) {
    if (one.record !== record && one.record !== '') lines.push(`    ${printable(one.record)}\n`)
    record = one.record
    const key = one.key === '' ? '' : `${one.key}: `
    lines.push(`      ${key}${paint.red(text(one.expected))} → ${paint.green(text(one.found))}\n`)
  }
  if (differences.length > limit) lines.push(`      … ${differences.length - limit}\n`)
  return lines.join('')
}
