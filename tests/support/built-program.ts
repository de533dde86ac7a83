/** The program as it is shipped, compiled once for the sources as they are: for tests that start real processes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './source-files.ts'

const CACHE = join(ROOT, 'node_modules', '.cache', 'guibiao-built')

/** The folder of the built program: `dist`, `bin`, `schema`, `package.json`. */
export function builtProgram(): string {
  built ??= build()
  return built
}

let built: string | null = null

function build(): string {
  const folder = join(CACHE, digestOfSources())
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const made = mkdtempSync(join(CACHE, 'making-'))
  for (const name of ['bin', 'schema', 'package.json']) cpSync(join(ROOT, name), join(made, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(made, 'node_modules'))
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  // The type check is a test of its own: what compiles is built.
  spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(made, 'dist')])
  try {
    renameSync(made, folder)
  } catch {
    // Another test file was quicker.
    rmSync(made, { recursive: true, force: true })
  }
  return folder
}

/** A module of the built program, by its path in `src`, as the address that `import()` and `fork` take. */
export const builtModule = (path: string): URL =>
  pathToFileURL(join(builtProgram(), 'dist', path.replace(/\.ts$/, '.js')))

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const root of ['src', 'schema'])
    for (const path of readdirSync(join(ROOT, root), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(ts|json|sql)$/.test(path)) hash.update(path).update(readFileSync(join(ROOT, root, path)))
  return hash.digest('hex').slice(0, 16)
}

/** Runs the command line in a process of its own and returns what it printed. */
export function runBuilt(args: readonly string[], env: Record<string, string> = {}): string {
  const program = join(builtProgram(), 'bin', 'guibiao.js')
  return execFileSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
