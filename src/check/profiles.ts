/** Profiles and waivers from the texts of their files: read, checked, resolved, and chosen for a filing. */
import { z } from 'zod'
import type { Filing } from '../model.ts'
import { BASE_PROFILE, type Profile, ProfileFile } from './profile.ts'

/** A profile or waiver file that is wrong. The message names the file, the JSON path, and what was expected there. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError'
  readonly code = 'wrong-rules'
}

/** A file's name, for messages, and its text. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

/** Lets single findings pass, with the reason, and who said so when. */
export const WaiverFile = z.strictObject({
  $schema: z.string().optional(),
  waivers: z.array(
    z.strictObject({
      rule: z.string(),
      /** The filing's `id`, `digest` or `key`: with the key the waiver outlives a resubmission. */
      filing: z.string().min(1),
      /** Only the finding on this indicator (its name as printed). */
      indicator: z.string().optional(),
      reason: z.string().min(1, 'a waiver needs a reason'),
      by: z.string().min(1, 'a waiver needs the person who gave it'),
      on: z.iso.date('a waiver needs its date, e.g. "2024-03-01"'),
    }),
  ),
})
export type Waiver = z.infer<typeof WaiverFile>['waivers'][number]

/** Parses profile files; a later one replaces one with the same id. Throws a {@link ProfileError}. */
export function parseProfiles(sources: readonly SourceText[], ruleIds: readonly string[]): readonly Profile[] {
  const byId = new Map<string, { file: string; data: ProfileFile }>()
  for (const source of sources) {
    const data = parseFile(source, ProfileFile)
    for (const [path, rules] of [
      ['off', data.off ?? []],
      ['severities', Object.keys(data.severities ?? {})],
    ] as const)
      assertRules(source.file, path, rules, ruleIds)
    byId.set(data.id, { file: source.file, data })
  }
  const resolve = (id: string, file: string, trail: readonly string[]): Profile => {
    const entry = byId.get(id)
    if (!entry)
      throw new ProfileError(`${file}: /extends: no profile "${id}"; known are ${[...byId.keys()].join(', ')}`)
    if (trail.includes(id))
      throw new ProfileError(`${file}: /extends: profiles extend each other in a circle: ${[...trail, id].join(' → ')}`)
    const { extends: parent, $schema: _schema, ...own } = entry.data
    const base = parent === undefined ? BASE_PROFILE : resolve(parent, entry.file, [...trail, id])
    return {
      ...base,
      ...dropUndefined(own),
      applies: own.applies ?? null,
      source: own.source ?? base.source,
      execution: { ...base.execution, ...dropUndefined(own.execution ?? {}) },
      severities: { ...base.severities, ...own.severities },
      off: [...new Set([...base.off.filter((rule) => !own.severities?.[rule]), ...(own.off ?? [])])],
    }
  }
  return [...byId].map(([id, { file }]) => resolve(id, file, []))
}

/** Parses a waiver file. Throws a {@link ProfileError}. */
export function parseWaivers(source: SourceText, ruleIds: readonly string[]): readonly Waiver[] {
  const { waivers } = parseFile(source, WaiverFile)
  for (const [at, { rule }] of waivers.entries()) assertRules(source.file, `waivers/${at}/rule`, [rule], ruleIds)
  return waivers
}

/** The profile that fits a filing best: the one that names most of what the filing is; else the first one. */
export function chooseProfile(profiles: readonly Profile[], filing: Filing, division: string | null): Profile {
  let best = profiles[0] ?? BASE_PROFILE
  let most = -1
  for (const profile of profiles) {
    const points = fitness(profile, filing, division)
    if (points > most) [best, most] = [profile, points]
  }
  return best
}

function fitness({ applies }: Profile, { form, fiscalYear }: Filing, division: string | null): number {
  if (!applies) return -1
  const prefix = applies.divisions?.find((code) => division?.startsWith(code))
  if (applies.divisions && prefix === undefined) return -1
  if (applies.forms && !applies.forms.includes(form)) return -1
  const { from, to } = applies.years ?? {}
  if (applies.years && (fiscalYear === null || fiscalYear < (from ?? 0) || fiscalYear > (to ?? 9999))) return -1
  return (prefix?.length ?? 0) * 4 + (applies.forms ? 2 : 0) + (applies.years ? 1 : 0)
}

function assertRules(file: string, path: string, rules: readonly string[], known: readonly string[]): void {
  const unknown = rules.find((rule) => !known.includes(rule))
  if (unknown !== undefined)
    throw new ProfileError(`${file}: /${path}: there is no rule "${unknown}"; \`guibiao rules\` lists them all`)
}

function parseFile<T extends z.ZodType>({ file, text }: SourceText, schema: T): z.infer<T> {
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new ProfileError(`${file}: not valid JSON (${(error as Error).message})`)
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${file}: /${path.join('/')}: ${message}`)
  throw new ProfileError(issues.join('\n'))
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function dropUndefined<T extends object>(record: T): Defined<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Defined<T>
}
