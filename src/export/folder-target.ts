/** A folder that an export fills: there as a whole, or as it was before, whatever happens in between. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { asTargetError, passingName, sweepPassing, TargetError, type TargetOptions } from './target.ts'

/** A folder that an export fills; `close` moves what was written into place, `abandon` leaves no trace of it. */
export interface FolderTarget {
  /** The folder to write into, on the same disk: moving copies nothing. */
  readonly folder: string
  /** Moves everything into place. Throws a {@link TargetError} `exists` when something of that name is there. */
  close(): void
  abandon(): void
}

/** Where the files of an earlier export wait until all new ones are in their place. */
const OLD = '.old'
/** The name of the folder that an export grows in, as `passingName` takes it. */
const NAME = 'guibiao-export'

/**
 * Opens a folder for an export of files and folders with these names. Whatever else is in the folder stays. Throws a
 * {@link TargetError} when one of the names is there and may not be replaced. What an export left that was killed is
 * taken away, and files that it had moved aside come back.
 */
export function openFolder(path: string, names: readonly string[], options: TargetOptions = {}): FolderTarget {
  const full = resolve(path)
  try {
    return existsSync(full) ? openExisting(path, full, names, options) : openNew(path, full)
  } catch (error) {
    throw asTargetError(error, path)
  }
}

/** A new folder grows beside its place and is moved there in one step. */
function openNew(path: string, full: string): FolderTarget {
  const parent = dirname(full)
  const firstMade = mkdirSync(parent, { recursive: true })
  sweepPassing(full)
  const folder = passingName(full)
  const removeMade = () => {
    if (firstMade === undefined) return
    for (let at = parent; at.startsWith(firstMade) && readdirSync(at).length === 0; at = dirname(at)) rmdirSync(at)
  }
  const abandon = () => {
    rmSync(folder, { recursive: true, force: true })
    removeMade()
  }
  try {
    mkdirSync(folder)
  } catch (error) {
    removeMade()
    throw error
  }
  return {
    folder,
    close: () => {
      try {
        renameSync(folder, full)
      } catch (error) {
        throw asTargetError(error, path)
      }
    },
    abandon,
  }
}

/** In a folder with other files, what was written grows in a hidden folder, and is moved name by name. */
function openExisting(
  path: string,
  full: string,
  names: readonly string[],
  { force = false }: TargetOptions,
): FolderTarget {
  if (!statSync(full).isDirectory())
    throw new TargetError('unwritable', `${path} is a file; exports go to a folder. Name a folder with --to.`)
  sweepPassing(join(full, NAME), (stale) => bringBack(full, stale))
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
  const folder = passingName(join(full, NAME))
  mkdirSync(join(folder, OLD), { recursive: true })
  const moved: string[] = []
  const move = (name: string) => {
    assertReplaceable(name)
    if (existsSync(join(full, name))) renameSync(join(full, name), join(folder, OLD, name))
    moved.push(name)
    renameSync(join(folder, name), join(full, name))
  }
  const abandon = () => {
    for (const name of moved) rmSync(join(full, name), { recursive: true, force: true })
    bringBack(full, folder)
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    folder,
    close: () => {
      try {
        for (const name of readdirSync(folder).filter((name) => name !== OLD)) move(name)
      } catch (error) {
        throw asTargetError(error, path)
      }
      rmSync(folder, { recursive: true, force: true })
    },
    abandon,
  }
}

/** Moves what was set aside back to where nothing has taken its place. */
function bringBack(full: string, part: string): void {
  const old = join(part, OLD)
  if (!existsSync(old)) return
  for (const name of readdirSync(old)) if (!existsSync(join(full, name))) renameSync(join(old, name), join(full, name))
}

/** A folder of `key=value` folders or Parquet parts, as a partitioned export makes it. */
function isPartitioned(folder: string): boolean {
  return readdirSync(folder).every((name) => /^[a-z0-9_]+=|^part-\d+\.parquet$/.test(name))
}
