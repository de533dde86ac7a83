/** Waivers: single findings that are let pass, with the reason, and who said so when. */
import type { Filing, Finding } from '../model.ts'

/** Lets one finding pass. */
export interface Waiver {
  readonly rule: string
  /** The filing's `id`, `digest` or `key`: with the key the waiver outlives a resubmission. */
  readonly filing: string
  /** Only the finding on this indicator (its name as printed). */
  readonly indicator?: string | undefined
  readonly reason: string
  readonly by: string
  /** The ISO date. */
  readonly on: string
}

/** Findings that stand, and those that were let pass with the waiver that did. */
export interface Judged<F> {
  readonly findings: readonly F[]
  readonly waived: readonly { readonly finding: F; readonly waiver: Waiver }[]
}

/** Parts the findings of a filing by its waivers. */
export function applyWaivers<F extends Finding>(
  findings: readonly F[],
  filing: Filing,
  waivers: readonly Waiver[],
): Judged<F> {
  const own = waivers.filter((waiver) => [filing.id, filing.digest, filing.key].includes(waiver.filing))
  const waiverOf = (finding: F) =>
    own.find(({ rule, indicator }) => rule === finding.rule && (indicator ?? finding.indicator) === finding.indicator)
  return {
    findings: findings.filter((finding) => !waiverOf(finding)),
    waived: findings.flatMap((finding) => {
      const waiver = waiverOf(finding)
      return waiver ? [{ finding, waiver }] : []
    }),
  }
}
