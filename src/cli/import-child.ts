/** The program of a process that reads for an import: `guibiao import` starts it, nobody else does. */
import { type Channel, loadRules, serveJobs } from '../index.ts'
import { toolsOf } from './import-runner.ts'

serveJobs(
  process as Channel,
  (setup) => toolsOf(loadRules(setup.rules), setup),
  () => process.exit(),
)
