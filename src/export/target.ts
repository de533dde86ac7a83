/** Where files are written: a new file is there as a whole or not at all. */
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** `exists`: it is there and may not be replaced; `unwritable`: it cannot be made; `failed`: writing broke off;
 * `interrupted`: a person or the system ended it. */
export type TargetFault = 'exists' | 'unwritable' | 'failed' | 'interrupted'

/** A target that cannot be written. The message names it and says what to do; nothing is left half-written. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly code: TargetFault
  constructor(code: TargetFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** How a target is treated. */
export interface TargetOptions {
  /** Replace what is there. */
  readonly force?: boolean
}

/** Throws a {@link TargetError} when a file can't be written there; to be called before the work, not after it. */
export function assertFree(path: string, { force = false }: TargetOptions = {}): void {
  const parent = dirname(resolve(path))
  if (!existsSync(parent) || !statSync(parent).isDirectory())
    throw new TargetError('unwritable', `${path}: there is no folder ${parent}. Make it first, or name another target.`)
  if (!existsSync(path)) return
  if (statSync(path).isDirectory())
    throw new TargetError('unwritable', `${path} is a folder; a file is written here. Name a file.`)
  if (!force)
    throw new TargetError('exists', `${path} is there already. Name another file, or replace it with --force.`)
}

/** Writes a file under a passing name and moves it into place. Throws a {@link TargetError}. */
export function writeTarget(path: string, content: string | Uint8Array, options: TargetOptions = {}): void {
  assertFree(path, options)
  const passing = passingName(path)
  try {
    sweepPassing(path)
    writeFileSync(passing, content, { flag: 'wx' })
    renameSync(passing, path)
  } catch (error) {
    rmSync(passing, { force: true })
    throw asTargetError(error, path)
  }
}

/** Where a target grows until it is complete: beside it, so that moving it into place copies nothing. */
export function passingName(path: string): string {
  const full = resolve(path)
  return join(dirname(full), `.${basename(full)}.${process.pid}.part`)
}

/** Takes away what runs that were killed left of a target; `before` is called with each path first. */
export function sweepPassing(path: string, before: (stale: string) => void = () => {}): void {
  const full = resolve(path)
  const [head, tail] = [`.${basename(full)}.`, '.part']
  for (const name of readdirSync(dirname(full))) {
    if (!name.startsWith(head) || !name.endsWith(tail)) continue
    const id = name.slice(head.length, -tail.length)
    if (!/^\d+$/.test(id) || isRunning(Number(id))) continue
    before(join(dirname(full), name))
    rmSync(join(dirname(full), name), { recursive: true, force: true })
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const ADVICE: Readonly<Record<string, readonly [TargetFault, string]>> = {
  EACCES: ['unwritable', 'may not be written here. Name another target, or ask for the right to write there.'],
  EPERM: ['unwritable', 'may not be written here. Name another target, or ask for the right to write there.'],
  EROFS: ['unwritable', 'lies on a read-only disk. Name another target.'],
  ENOENT: ['unwritable', 'lies in a folder that is not there. Make it first.'],
  EEXIST: ['unwritable', 'lies in something that is no folder. Name another target.'],
  ENOTEMPTY: ['exists', 'was made by something else meanwhile. Name another target, or replace it with --force.'],
  EDQUOT: [
    'failed',
    'could not be finished: there is no more room for you. Free some space and run the same command again.',
  ],
  EFBIG: ['failed', 'could not be finished: the disk takes no larger file. Export less at a time, e.g. with --year.'],
  ENOTDIR: ['unwritable', 'lies in something that is no folder. Name another target.'],
  ENOSPC: ['failed', 'could not be finished: the disk is full. Free some space and run the same command again.'],
}

/** The {@link TargetError} for whatever the file system threw. */
export function asTargetError(error: unknown, path: string): Error {
  if (error instanceof TargetError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = ADVICE[code]
  if (!known) return error instanceof Error ? error : new Error(String(error))
  return new TargetError(known[0], `${path} ${known[1]} (${code})`, { cause: error })
}
