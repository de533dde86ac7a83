/** Runs the checks over filings: one by one, and against the filings that belong with them. Pure. */
import type { Claim, Filing, Finding } from '../model.ts'
import type { Check, Context, Note, Severity } from './check.ts'
import { chooseProfile } from './choose-profile.ts'
import { type Divisions, NO_DIVISIONS } from './divisions.ts'
import { CHECKS } from './families.ts'
import { matchRows } from './match-rows.ts'
import type { Neighbours } from './neighbours.ts'
import { indexNeighbours } from './neighbours.ts'
import { divisionOf } from './place.ts'
import { BASE_PROFILE, type Profile } from './profile.ts'
import { type View, viewOf } from './view.ts'
import { applyWaivers, type Judged, type Waiver } from './waivers.ts'

/** Cells of another filing that a finding speaks of. */
export interface Reference {
  readonly filing: string
  readonly path: string
  readonly form: string
  readonly cells: readonly Claim[]
}

/** A finding of a check, with the filing it belongs to and what it refers to in others. */
export interface CheckFinding extends Finding {
  readonly filing: string
  readonly path: string
  readonly also: readonly Reference[]
}

/** A check that failed: a defect of ours, not of the filing. */
export interface Defect {
  readonly rule: string
  readonly filing: string
  readonly path: string
  readonly message: string
}

/** What checks found. */
export interface CheckReport extends Judged<CheckFinding> {
  readonly defects: readonly Defect[]
}

/** What checks run with. */
export interface CheckSetup {
  /** The profiles to choose from for each filing; the first one is for those that none fits. */
  readonly profiles: readonly Profile[]
  /** The profile for all filings, whatever they are. */
  readonly profile?: Profile
  readonly divisions: Divisions
  readonly waivers?: readonly Waiver[]
  /** Rules to switch off beside those of the profile. */
  readonly off?: readonly string[]
  /** Severities by rule, above those of the profile. */
  readonly severities?: Readonly<Record<string, Severity>>
  /** The rules to run: all of guibiao's by default. */
  readonly checks?: readonly Check[]
}

/** The setup without files: the built-in figures, and no division known. */
export const PLAIN_SETUP: CheckSetup = { profiles: [BASE_PROFILE], divisions: NO_DIVISIONS }

/** Checks filings alone and against each other. Copies (equal digest) are checked once, templates and unknown forms not. */
export function runChecks(filings: readonly Filing[], setup: CheckSetup = PLAIN_SETUP): CheckReport {
  const neighbours = indexNeighbours(filings)
  const reports = neighbours.originals.map((filing) => checkFiling(filing, neighbours, setup))
  return joinReports(reports)
}

/** Puts reports together, in order. */
export function joinReports(reports: readonly CheckReport[]): CheckReport {
  return {
    findings: reports.flatMap(({ findings }) => findings),
    waived: reports.flatMap(({ waived }) => waived),
    defects: reports.flatMap(({ defects }) => defects),
  }
}

/** Checks one filing; rules across filings ask `neighbours` and are reported with the later form of the two. */
export function checkFiling(filing: Filing, neighbours: Neighbours, setup: CheckSetup): CheckReport {
  if (filing.status === 'template' || filing.form === 'unknown') return { findings: [], waived: [], defects: [] }
  const profile = profileOf(filing, setup)
  const context: Context = { profile, divisions: setup.divisions }
  const findings: CheckFinding[] = []
  const defects: Defect[] = []
  const off = new Set([...(setup.off ?? []), ...profile.off])
  const view = viewOf(filing)
  for (const check of checksFor(filing.form, setup.checks)) {
    if (off.has(check.id)) continue
    try {
      for (const note of notesOf(check, view, neighbours, context))
        findings.push(findingOf(check, note, filing, setup.severities?.[check.id] ?? profile.severities[check.id]))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      defects.push({ rule: check.id, filing: filing.id, path: filing.source.path, message })
    }
  }
  return { ...applyWaivers(findings, filing, setup.waivers ?? []), defects }
}

const ALONE: Neighbours = {
  goalsOf: () => null,
  previousOf: () => null,
  earlierVersionsOf: () => [],
  packetOf: () => [],
}

/** What a filing says by itself, as its record keeps it; a rule that fails is a finding about guibiao (`CHECK-FAILED`). */
export function findingsAlone(filing: Filing, setup: CheckSetup): readonly Finding[] {
  const { findings, defects } = checkFiling(filing, ALONE, setup)
  return [
    ...findings.map(({ filing: _filing, path: _path, also: _also, ...finding }) => finding),
    ...defects.map((defect) => failureOf(defect, filing)),
  ]
}

function failureOf({ rule, message }: Defect, { form }: Filing): Finding {
  return {
    rule: 'CHECK-FAILED',
    severity: 'info',
    message: {
      en: `Rule ${rule} failed (${message}). This is a defect of guibiao, not of the form; please report it.`,
      zh: `规则${rule}运行失败（${message}），这是guibiao的缺陷，与表无关，请报告。`,
    },
    form,
    indicator: null,
    cells: [],
    related: [rule],
    expected: null,
    found: null,
    suggestion: null,
  }
}

/** The profile that a filing is judged by. */
export function profileOf(filing: Filing, setup: CheckSetup): Profile {
  return setup.profile ?? chooseProfile(setup.profiles, filing, divisionOf(filing, setup.divisions)?.code ?? null)
}

function applies(check: Check, form: string): boolean {
  return check.forms === 'all' || check.forms.includes(form)
}

const byForm = new Map<string, readonly Check[]>()

/** The rules that look at a form: of all, or of some. */
function checksFor(form: string, some: readonly Check[] | undefined): readonly Check[] {
  if (some) return some.filter((check) => applies(check, form))
  const known = byForm.get(form)
  if (known) return known
  const made = CHECKS.filter((check) => applies(check, form))
  byForm.set(form, made)
  return made
}

function notesOf(check: Check, view: View, neighbours: Neighbours, context: Context): readonly Note[] {
  const { filing } = view
  switch (check.scope) {
    case 'filing': {
      const notes = check.run(view, context)
      const goals = check.once && view.isEvaluation && notes.length > 0 ? neighbours.goalsOf(filing) : null
      return goals ? withoutRepeated(check, notes, view, viewOf(goals), context) : notes
    }
    case 'pair': {
      const goals = neighbours.goalsOf(filing)
      return goals ? check.run({ goals: viewOf(goals), evaluation: view }, context) : []
    }
    case 'series': {
      const previous = neighbours.previousOf(filing)
      return previous ? check.run({ previous: viewOf(previous), current: view }, context) : []
    }
    case 'versions': {
      const others = neighbours.earlierVersionsOf(filing)
      return others.length > 0 ? check.run({ latest: view, others: others.map(viewOf) }, context) : []
    }
    case 'packet': {
      const packet = neighbours.packetOf(filing)
      return packet.at(-1) === filing && packet.length > 1 ? check.run({ views: packet.map(viewOf) }, context) : []
    }
  }
}

/** What is said of an indicator's definition on the goal form is not said again on the self-evaluation. */
function withoutRepeated(
  check: Check & { readonly scope: 'filing' },
  notes: readonly Note[],
  view: View,
  goals: View,
  context: Context,
): readonly Note[] {
  if (!applies(check, goals.filing.form)) return notes
  const said = new Set(check.run(goals, context).map(({ indicator }) => indicator ?? ''))
  if (said.size === 0) return notes
  const { matched } = matchRows(goals.filing.indicators, view.filing.indicators)
  const names = new Map(matched.map(({ a, b }) => [b.level3, a.level3]))
  return notes.filter(({ indicator }) => !said.has(indicator ? (names.get(indicator) ?? '?') : ''))
}

function findingOf(check: Check, note: Note, filing: Filing, severity: Severity | undefined): CheckFinding {
  const cells = note.cells ?? []
  const where = [cells[0]?.place.address, note.indicator ?? undefined].filter((part) => part !== undefined).join(' ')
  const at = where === '' ? '' : `${where}: `
  return {
    rule: check.id,
    severity: severity ?? note.severity ?? check.severity,
    message: { en: at + note.en, zh: (where === '' ? '' : `${where}：`) + note.zh },
    form: filing.form,
    indicator: note.indicator ?? null,
    cells,
    related: note.related ?? [],
    expected: note.expected ?? null,
    found: note.found ?? null,
    suggestion: note.suggestion ?? null,
    filing: filing.id,
    path: filing.source.path,
    also: (note.also ?? []).map(({ filing: other, cells: claims }) => ({
      filing: other.id,
      path: other.source.path,
      form: other.form,
      cells: claims,
    })),
  }
}
