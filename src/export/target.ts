/** Where exports are written: a new file or folder, there as a whole or not at all. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** `exists`: it is there and may not be replaced; `unwritable`: it cannot be made; `failed`: writing broke off. */
export type TargetFault = 'exists' | 'unwritable' | 'failed'

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

/** A folder that an export fills; `close` moves what was written into place, `abandon` leaves no trace of it. */
export interface FolderTarget {
  /** The folder to write into, inside of the target: moving copies nothing. */
  readonly folder: string
  /** Moves everything into place. Throws a {@link TargetError} `exists` when something of that name is there. */
  close(): void
  abandon(): void
}

/**
 * Opens a folder for an export of files and folders with these names. Whatever else is in the folder stays. Throws a
 * {@link TargetError} when one of the names is there and may not be replaced.
 */
export function openFolder(
  path: string,
  names: readonly string[],
  { force = false }: TargetOptions = {},
): FolderTarget {
  const full = resolve(path)
  const made = !existsSync(full)
  if (!made && !statSync(full).isDirectory())
    throw new TargetError('unwritable', `${path} is a file; exports go to a folder. Name a folder with --to.`)
  const assertReplaceable = (name: string) => {
    const there = join(full, name)
    if (!existsSync(there)) return
    if (!force)
      throw new TargetError('exists', `${there} is there already. Name another folder, or replace it with --force.`)
    if (statSync(there).isDirectory() && !isPartitioned(there))
      throw new TargetError(
        'exists',
        `${there} holds files that no export wrote; it is not replaced. Name another folder.`,
      )
  }
  names.forEach(assertReplaceable)
  const folder = join(full, `.guibiao-export-${process.pid}.part`)
  const old = join(folder, '.old')
  const abandon = () => {
    rmSync(folder, { recursive: true, force: true })
    if (made && existsSync(full) && readdirSync(full).length === 0) rmdirSync(full)
  }
  try {
    mkdirSync(old, { recursive: true })
  } catch (error) {
    throw asTargetError(error, path)
  }
  const move = (name: string) => {
    assertReplaceable(name)
    if (existsSync(join(full, name))) renameSync(join(full, name), join(old, name))
    renameSync(join(folder, name), join(full, name))
  }
  return {
    folder,
    close: () => {
      try {
        for (const name of readdirSync(folder).filter((name) => name !== '.old')) move(name)
        abandon()
      } catch (error) {
        throw asTargetError(error, path)
      }
    },
    abandon,
  }
}

/** A folder of `key=value` folders or Parquet parts, as a partitioned export makes it. */
function isPartitioned(folder: string): boolean {
  return readdirSync(folder).every((name) => /^[a-z0-9_]+=|^part-\d+\.parquet$/.test(name))
}

const ADVICE: Readonly<Record<string, readonly [TargetFault, string]>> = {
  EACCES: ['unwritable', 'may not be written here. Name another target, or ask for the right to write there.'],
  EPERM: ['unwritable', 'may not be written here. Name another target, or ask for the right to write there.'],
  EROFS: ['unwritable', 'lies on a read-only disk. Name another target.'],
  ENOENT: ['unwritable', 'lies in a folder that is not there. Make it first.'],
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
