/** Which administrative division a filing belongs to. */
import type { Filing } from '../model.ts'
import type { Division, Divisions, Resolution } from './divisions.ts'

/** The names of a filing's bodies, the one responsible first. */
export function bodiesOf({ department, agency }: Filing): readonly string[] {
  return [...new Set([department, agency].filter((name) => name !== null))]
}

/** The first body's name that says exactly one division decides; else what the first telling name could mean. */
export function resolveFiling(filing: Filing, divisions: Divisions): Resolution {
  const found = bodiesOf(filing).map((name) => divisions.resolve(name))
  return (
    found.find(({ divisions: all }) => all.length === 1) ??
    found.find(({ divisions: all }) => all.length > 0) ?? { divisions: [], retired: [] }
  )
}

/** The division that the form states or that the names of its bodies say beyond doubt; else null. */
export function divisionOf(filing: Filing, divisions: Divisions): Division | null {
  if (filing.division) return divisions.byCode(filing.division.code)
  const { divisions: all } = resolveFiling(filing, divisions)
  return all.length === 1 ? all[0]! : null
}
