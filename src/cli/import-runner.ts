/** Where an import's files are read. */
import { setFlagsFromString } from 'node:v8'
import {
  isRubbish,
  type JobRunner,
  type JobTools,
  openPool,
  packReading,
  type Rules,
  readHere,
  redactor,
  type Setup,
  sniff,
  unpackBundle,
} from '../index.ts'

/** Processes that read; run from its sources, where there is no program for them to run, this process reads. */
export function openRunner(rules: Rules, setup: Setup, jobs: number): JobRunner {
  if (import.meta.url.endsWith('.ts')) return readHere(toolsOf(rules, setup), jobs)
  // Batches outlive the young generation; left alone, V8 lets their remains grow for hours before it clears them away.
  setFlagsFromString('--heap-growing-percent=20')
  return openPool({ program: new URL('./import-child.js', import.meta.url), jobs, setup, digest: rules.digest })
}

/** What files are read with, in whatever process. */
export function toolsOf(rules: Rules, { limits, debug, redact }: Setup): JobTools {
  const tools = { rules, limits, debug, sniff, pack: packReading, unpack: unpackBundle, isRubbish }
  return redact ? { ...tools, redactor } : tools
}
