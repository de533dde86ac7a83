/** Who filed and who did not: a roster of bodies against the filings of one year. */
import { normalize } from '../text.ts'
import { drawTable } from './table.ts'

/** One line of a roster. */
export interface RosterEntry {
  readonly name: string
  readonly code: string | null
}

/** What coverage needs to know of a filing. */
export interface FiledForm {
  readonly form: string
  readonly department: string | null
  readonly departmentCode: string | null
  readonly agency: string | null
  readonly standing: 'current' | 'superseded' | 'contested' | 'copy' | 'template'
  readonly path: string
}

/**
 * `filed`: exactly one holds. `double`: several, and nothing says which one holds. `template`: only a blank form.
 * `missing`: nothing.
 */
export type FilingState = 'filed' | 'double' | 'template' | 'missing'

/** One stage of one body. */
export interface StageCoverage {
  readonly state: FilingState
  readonly paths: readonly string[]
  /** Copies and superseded versions beside it. */
  readonly others: number
}

/** One body. `by`: how its filings were found; `ending`: by the end of the name alone (住建局 for 某区住建局). */
export interface BodyCoverage {
  readonly name: string
  readonly code: string | null
  readonly by: 'code' | 'name' | 'ending' | null
  readonly goals: StageCoverage
  readonly selfEvaluation: StageCoverage
  /** Forms for single projects that hold, by stage. */
  readonly projectGoals: number
  readonly projectSelfEvaluations: number
}

/** The whole picture. */
export interface Coverage {
  readonly year: number
  readonly bodies: readonly BodyCoverage[]
  /** Bodies that filed and are not on the roster, with the paths of their filings. */
  readonly strangers: readonly { readonly name: string; readonly paths: readonly string[] }[]
  /** Filings of the year that name no body. */
  readonly nameless: readonly string[]
}

const plain = (text: string) => normalize(text).replace(/[()（）【】[\]]/g, '')
const bodyOf = ({ department, agency }: FiledForm) => department ?? agency

/** Compares a roster with the filings of a year. A name that ends like two entries of the roster belongs to neither. */
export function coverageOf(year: number, roster: readonly RosterEntry[], filings: readonly FiledForm[]): Coverage {
  const found = roster.map((): { by: BodyCoverage['by']; filings: FiledForm[] } => ({ by: null, filings: [] }))
  const strangers = new Map<string, string[]>()
  const nameless: string[] = []
  for (const filing of filings) {
    const match = matchOf(filing, roster)
    const name = bodyOf(filing)
    if (match) {
      const entry = found[match.at]!
      entry.filings.push(filing)
      entry.by = entry.by === 'ending' || entry.by === null ? match.by : entry.by
    } else if (name === null) nameless.push(filing.path)
    else strangers.set(name, [...(strangers.get(name) ?? []), filing.path])
  }
  return {
    year,
    bodies: roster.map((entry, at) => bodyCoverage(entry, found[at]!.by, found[at]!.filings)),
    strangers: [...strangers].map(([name, paths]) => ({ name, paths })),
    nameless,
  }
}

function matchOf(filing: FiledForm, roster: readonly RosterEntry[]) {
  const name = bodyOf(filing)
  const byCode = roster.findIndex(({ code }) => code !== null && code === filing.departmentCode)
  if (byCode >= 0) return { at: byCode, by: 'code' } as const
  if (name === null) return null
  const own = plain(name)
  const byName = roster.findIndex((entry) => plain(entry.name) === own)
  if (byName >= 0) return { at: byName, by: 'name' } as const
  const endings = roster.flatMap((entry, at) => {
    const other = plain(entry.name)
    return own.endsWith(other) || other.endsWith(own) ? [at] : []
  })
  return endings.length === 1 ? ({ at: endings[0]!, by: 'ending' } as const) : null
}

function bodyCoverage(entry: RosterEntry, by: BodyCoverage['by'], filings: readonly FiledForm[]): BodyCoverage {
  const stage = (form: string) => stageOf(filings.filter((filing) => filing.form === form))
  const projects = (form: string) => filings.filter((one) => one.form === form && one.standing === 'current').length
  return {
    name: entry.name,
    code: entry.code,
    by,
    goals: stage('department-goals'),
    selfEvaluation: stage('department-self-evaluation'),
    projectGoals: projects('project-goals'),
    projectSelfEvaluations: projects('project-self-evaluation'),
  }
}

function stageOf(filings: readonly FiledForm[]): StageCoverage {
  const of = (...standings: FiledForm['standing'][]) => filings.filter(({ standing }) => standings.includes(standing))
  const [holding, contested, blank] = [of('current'), of('contested'), of('template')]
  const shown = [...holding, ...contested]
  const state =
    shown.length > 1 || contested.length > 0
      ? 'double'
      : holding.length === 1
        ? 'filed'
        : blank.length > 0
          ? 'template'
          : 'missing'
  const paths = (shown.length > 0 ? shown : blank).map(({ path }) => path)
  return { state, paths, others: of('copy', 'superseded').length }
}

const WORDS: Readonly<Record<FilingState, readonly [string, string]>> = {
  filed: ['filed', '已报'],
  double: ['double', '重复'],
  template: ['blank form', '空表'],
  missing: ['MISSING', '缺报'],
}
const HEADS = {
  en: ['body', 'code', 'goals', 'self-evaluation', 'project goals', 'project self-evaluations', 'found by'],
  zh: ['部门', '代码', '绩效目标', '绩效自评', '项目目标', '项目自评', '匹配依据'],
} as const

/** Rows for a table or a CSV, the heading first. */
export function coverageRows({ bodies }: Coverage, lang: 'en' | 'zh'): readonly (readonly string[])[] {
  const word = ({ state }: StageCoverage) => WORDS[state][lang === 'zh' ? 1 : 0]
  return [
    HEADS[lang],
    ...bodies.map((body) => [
      ...[body.name, body.code ?? '', word(body.goals), word(body.selfEvaluation)],
      ...[`${body.projectGoals}`, `${body.projectSelfEvaluations}`, body.by ?? ''],
    ]),
  ]
}

/** True when every body has exactly one of each. */
export function isComplete({ bodies }: Coverage): boolean {
  return bodies.every(({ goals, selfEvaluation }) => goals.state === 'filed' && selfEvaluation.state === 'filed')
}

/** Draws the picture for people: the roster, the sums, and what stands outside of it. */
export function drawCoverage(coverage: Coverage, lang: 'en' | 'zh'): string {
  const zh = lang === 'zh'
  const count = (stage: 'goals' | 'selfEvaluation') =>
    (Object.keys(WORDS) as FilingState[])
      .map((state) => [WORDS[state][zh ? 1 : 0], coverage.bodies.filter((body) => body[stage].state === state).length])
      .filter(([, n]) => n !== 0)
      .map(([word, n]) => `${n} ${word}`)
      .join(', ')
  const parts = [
    drawTable(coverageRows(coverage, lang), { right: [4, 5] }),
    drawTable([
      [zh ? '绩效目标' : 'goals', count('goals')],
      [zh ? '绩效自评' : 'self-evaluation', count('selfEvaluation')],
    ]),
  ]
  if (coverage.strangers.length > 0)
    parts.push(
      drawTable([
        [zh ? '名册之外' : 'not on the roster'],
        ...coverage.strangers.map(({ name, paths }) => [`  ${name}`, paths.join('  ')]),
      ]),
    )
  if (coverage.nameless.length > 0)
    parts.push(
      drawTable([[zh ? '未写明部门' : 'without a name of a body'], ...coverage.nameless.map((path) => [`  ${path}`])]),
    )
  return parts.join('\n')
}
