/**
 * `npm run fuzz -- --reader docx --count 20000 [--seed 1]`: runs tests/read-fuzz.test.ts with many inputs in a process
 * that is watched: one that stays at the same input for 30 seconds hangs, and is stopped. Without --reader all of them.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { reader: { type: 'string' }, count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const folder = mkdtempSync(join(tmpdir(), 'guibiao-fuzz-'))
const progress = join(folder, 'progress')
const HANGS = 30_000

const child = spawn('npx', ['vitest', 'run', 'tests/read-fuzz.test.ts', '--reporter=verbose', '--disableConsoleIntercept'], {
  stdio: 'inherit',
  detached: true,
  env: {
    ...process.env,
    FUZZ_COUNT: values.count,
    FUZZ_SEED: values.seed,
    ...(values.reader === undefined ? {} : { FUZZ_READER: values.reader }),
    FUZZ_PROGRESS: progress,
    NODE_OPTIONS: '--max-old-space-size=1024',
  },
})

let last = ''
let since = Date.now()
const timer = setInterval(() => {
  let now = ''
  try {
    now = readFileSync(progress, 'utf8')
  } catch {
    // Not begun yet.
  }
  if (now !== last) {
    last = now
    since = Date.now()
  } else if (now !== '' && Date.now() - since > HANGS) {
    console.error(`hangs: ${now}`)
    process.kill(-child.pid, 'SIGKILL')
  }
}, 1000)

child.once('exit', (code) => {
  clearInterval(timer)
  rmSync(folder, { recursive: true, force: true })
  if (code === null) console.error(`ended at: ${last}`)
  process.exitCode = code ?? 1
})
