/** Reads and checks the rule files, built-in and the user's. */
import type { Rules } from './form/form.ts'

/** A rule file that is wrong: the message names file and JSON path. */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly code = 'wrong-rules'
}

/** Loads the built-in rules, and the user's from `folder` on top of them. Throws a {@link RuleError}. */
export function loadRules(_folder?: string): Rules {
  throw new RuleError('not written yet')
}
