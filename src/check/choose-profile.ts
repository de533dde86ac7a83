/** Which of several profiles a filing is judged by. */
import type { Filing } from '../model.ts'
import { BASE_PROFILE, type Profile } from './profile.ts'

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
