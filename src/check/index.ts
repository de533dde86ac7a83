/** Checks: what a reviewer, an auditor and a careful filer would find in filings. */
export type { Check, Family, Severity } from './check.ts'
export { type ChangedFinding, compareFindings } from './compare-reports.ts'
export { compileDivisions, type Division, type Divisions, type Resolution } from './divisions.ts'
export { CHECKS, FAMILIES, findCheck, RULE_IDS } from './families.ts'
export { loadCheckSetup, loadDivisions, loadProfiles, type SetupOptions } from './load.ts'
export { type FilingSource, indexNeighbours, type Neighbours, neighboursFrom } from './neighbours.ts'
export { divisionOf, resolveFiling } from './place.ts'
export { BASE_PROFILE, type Profile, ProfileFile } from './profile.ts'
export { chooseProfile, ProfileError, parseProfiles, parseWaivers, type Waiver, WaiverFile } from './profiles.ts'
export { type RescoredRow, type Rescoring, rescore } from './rescore.ts'
export { drawRules } from './rules-table.ts'
export {
  type CheckFinding,
  type CheckReport,
  type CheckSetup,
  checkFiling,
  type Defect,
  joinReports,
  PLAIN_SETUP,
  profileOf,
  runChecks,
} from './run.ts'
