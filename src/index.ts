/** The front door: everything that a program using guibiao may import. */
export { type ExtractOptions, extract, remap } from './extract.ts'
export type { Rules } from './form/form.ts'
export { type ImportOptions, importPaths } from './import/import-paths.ts'
export { type ReadPathsOptions, readPaths } from './import/read-paths.ts'
export type { FileOutcome, FileReading } from './import/read-source.ts'
export { type RemapOptions, type RemapSummary, remapStore } from './import/remap-store.ts'
export type { ImportSummary } from './import/summary.ts'
export * from './model.ts'
export { readDocument, sniff } from './read/index.ts'
export { explainText } from './report/explain.ts'
export type { Style } from './report/style.ts'
export { drawTable, type TableOptions } from './report/table.ts'
export { drawTree } from './report/tree.ts'
export { cutTo, displayWidth, printable } from './report/width.ts'
export { loadRules, RuleError } from './rules.ts'
export { openSqlite, type SqliteOptions, type SqliteStore } from './store/sqlite.ts'
export { StoreError, type StoreFault } from './store/store-error.ts'
export {
  compileUnits,
  findMentions,
  NO_CONTEXT,
  parseAmount,
  parseDate,
  parsePoints,
  parseRate,
  parseValue,
  printUnit,
  printValue,
  type UnitTable,
  type ValueContext,
} from './value/index.ts'
