/** Checks: what a reviewer, an auditor and a careful filer would find in filings. */
export type { Bilingual, Check, Family, Severity } from './check.ts'
export { chooseProfile } from './choose-profile.ts'
export { type ChangedFinding, compareFindings } from './compare-reports.ts'
export { isDescending } from './decimal.ts'
export { compileDivisions, type Division, type Divisions, type Resolution } from './divisions.ts'
export { CHECKS, FAMILIES, findCheck, RULE_IDS } from './families.ts'
export { LEVEL1 } from './forms.ts'
export { type FilingSource, indexNeighbours, type Neighbours, neighboursFrom } from './neighbours.ts'
export { divisionOf, resolveFiling } from './place.ts'
export { BASE_PROFILE, type Profile } from './profile.ts'
export { type RescoredRow, type Rescoring, rescore } from './rescore.ts'
export { drawRules } from './rules-table.ts'
export {
  type CheckFinding,
  type CheckReport,
  type CheckSetup,
  checkFiling,
  type Defect,
  findingsAlone,
  joinReports,
  PLAIN_SETUP,
  profileOf,
  runChecks,
} from './run.ts'
export type { Judged, Waiver } from './waivers.ts'
