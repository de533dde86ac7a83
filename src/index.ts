/** The front door: everything that a program using guibiao may import. */

export {
  BASE_PROFILE,
  type Bilingual,
  CHECKS,
  type ChangedFinding,
  type Check,
  type CheckFinding,
  type CheckReport,
  type CheckSetup,
  checkFiling,
  compareFindings,
  type Defect,
  type Divisions,
  FAMILIES as CHECK_FAMILIES,
  type Family,
  type FilingSource,
  findCheck,
  type Neighbours,
  neighboursFrom,
  type Profile,
  profileOf,
  type RescoredRow,
  type Rescoring,
  RULE_IDS,
  rescore,
  runChecks,
  type Waiver,
} from './check/index.ts'
export { type Diagnosis, examine, type SecondReading } from './doctor.ts'
export { type AuditInfo, type AuditLine, readAudit, verdictOf, writeAudit } from './export/audit-sheet.ts'
export type { Column, ColumnKind, ExportTable } from './export/column.ts'
export { quoteCsv } from './export/csv.ts'
export { type CannedQuery, datasetteMetadata } from './export/datasette.ts'
export { type ExportOptions, type ExportSummary, exportTables } from './export/export-tables.ts'
export type { ExportFormat } from './export/format.ts'
export { FORMATS as EXPORT_FORMATS } from './export/index.ts'
export { jsonCell } from './export/jsonl.ts'
export { noticeXlsx } from './export/notice-xlsx.ts'
export { countSelected, type Holdings, holdingsOf, type Selection } from './export/select.ts'
export { ANALYTICS_VERSION, EXPORTED as EXPORT_TABLES } from './export/tables/index.ts'
export { assertFree, TargetError, type TargetFault, type TargetOptions, writeTarget } from './export/target.ts'
export { type ExtractOptions, extract, judge, type Rules, remap } from './extract.ts'
export type { Difference } from './import/compare-filings.ts'
export type { FileOutcome, FileReading } from './import/file-reading.ts'
export { listSamples, type SampleOptions, type SampleResult, testSamples } from './import/golden-samples.ts'
export { type ImportOptions, importPaths } from './import/import-paths.ts'
export { type Manifest, ManifestError, readManifest, rowsOf } from './import/manifest.ts'
export { compilePathPattern, PatternError } from './import/path-pattern.ts'
export { type PlannedFile, type PlanOptions, planImport } from './import/plan-import.ts'
export { type JobRunner, openPool, type PoolOptions } from './import/pool.ts'
export { type ChangedFiling, type PreviewOptions, previewRemap, type RemapPreview } from './import/preview-remap.ts'
export { PoolError } from './import/process-supply.ts'
export type { Setup } from './import/protocol.ts'
export { readHere } from './import/read-here.ts'
export type { JobTools } from './import/read-job.ts'
export { type ReadPathsOptions, readPaths } from './import/read-paths.ts'
export type { Redactor } from './import/redact-reading.ts'
export { type RedactableStore, type RedactOptions, redactStore } from './import/redact-store.ts'
export { type RemapOptions, type RemapSummary, remapStore } from './import/remap-store.ts'
export { type Channel, serveJobs } from './import/serve-jobs.ts'
export type { ImportedFile, ImportSummary } from './import/summary.ts'
export * from './model.ts'
export { isRubbish, unpackBundle } from './read/bundle.ts'
export { readDocument, sniff } from './read/index.ts'
export { redactor, redactText } from './redact.ts'
export {
  type BodyCoverage,
  type Coverage,
  coverageOf,
  coverageRows,
  drawCoverage,
  type FiledForm,
  type FilingState,
  isComplete,
  type RosterEntry,
} from './report/coverage.ts'
export { type Change, diffFilings, type FilingDiff, isSame, type RecordChange } from './report/diff.ts'
export { type Compared, drawDiff } from './report/diff-text.ts'
export { drawDiagnosis, type Examined } from './report/doctor.ts'
export { type ErrorRate, type ErrorRates, errorRates, type Judgement } from './report/error-rates.ts'
export { explainText } from './report/explain.ts'
export { type ExplainPageOptions, explainPage } from './report/explain-page.ts'
export { drawCounts, drawFindings, type FindingCounts, type FoundIn, isAtLeast } from './report/findings.ts'
export { drawDifferences, drawFormList, drawVerdicts, type VerdictOptions } from './report/forms.ts'
export {
  type Notice,
  type NoticeForm,
  type NoticeItem,
  type NoticeState,
  noticePage,
  noticeRows,
} from './report/notice.ts'
export { drawReport, type Query, type ReportOptions } from './report/report.ts'
export { drawRescoring, type ScoredAgain } from './report/rescoring.ts'
export { askAbout, type DrawOptions, drawSample, type Sample, STRATA, type Stratum } from './report/sample.ts'
export type { Style } from './report/style.ts'
export { drawTable, type TableOptions } from './report/table.ts'
export { drawTree } from './report/tree.ts'
export { cutTo, displayWidth, printable } from './report/width.ts'
export { type AddedSpellings, addSpellings, type NewSpellings } from './rules/add-spellings.ts'
export { type CheckedForm, type CheckedSegment, checkForms } from './rules/check-forms.ts'
export { loadDivisions } from './rules/check-profiles.ts'
export { loadCheckSetup, type SetupOptions } from './rules/check-setup.ts'
export { writeEditorSchemas } from './rules/editor-schemas.ts'
export { labelOf } from './rules/known-terms.ts'
export { type Lesson, type LessonKind, lessonOf } from './rules/lessons.ts'
export type { ListedForm } from './rules/resolve-forms.ts'
export { type FoundTerm, findTerms, type ListedCode, type ListedGroup, listTerms } from './rules/spellings.ts'
export type { Meaning } from './rules/vocabulary.ts'
export { listForms, loadRules, RuleError, type RuleOptions } from './rules.ts'
export type { Forgotten } from './store/decisions.ts'
export { type FilingFilter, type FilingReader, openFilings } from './store/filing-reader.ts'
export { packReading } from './store/pack.ts'
export type { RunRecord, VersionRecord } from './store/records.ts'
export { openSqlite, type SqliteOptions, type SqliteStore } from './store/sqlite.ts'
export { StoreError, type StoreFault } from './store/store-error.ts'
export { countUnread, type UnreadKind, type UnreadText } from './store/unread-texts.ts'
export { openViews, QueryError, type ViewResult, type ViewRow, type Views, type ViewValue } from './store/views.ts'
export {
  compileUnits,
  DOUBTS,
  dimensionOf,
  FLAGS,
  findMentions,
  NO_CONTEXT,
  parseAmount,
  parseDate,
  parsePoints,
  parseRate,
  parseValue,
  printUnit,
  printValue,
  REASONS,
  type UnitTable,
  type ValueContext,
} from './value/index.ts'
