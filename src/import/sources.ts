/** From the paths a person names to the files that are there: folders, patterns, links, in the same order every time. */
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { normalize, sep } from 'node:path'
import { globBase, globDepth, globToRegExp, isGlob } from './glob.ts'
import { IGNORE_FILE, type Ignore, parseIgnore, skipReason } from './skip.ts'

/** A path that was found, or that was named and is not there. */
export interface Source {
  /** With `/` between names, relative where it was named relative. */
  readonly path: string
  /** From the folder that was named on; the whole path of a file that was named itself. */
  readonly relative: string
  /** The same for the file system: its names need not be valid UTF-8. */
  readonly location: Buffer
  readonly kind: 'file' | 'skipped' | 'missing'
  /** Why it is skipped or missing. */
  readonly message: string | null
  /** Size in bytes when it was found; 0 unless `file`. */
  readonly bytes: number
}

/**
 * Lists files, folders (with all that is in them) and patterns, in the order named, folders by name. Each path comes
 * once. Nothing is left out in silence: what is not read is `skipped`, what is not there is `missing`.
 */
export function* findSources(paths: readonly string[]): Generator<Source> {
  // One tree meets no path twice; what several may have in common has to be remembered.
  const seen = paths.length > 1 || paths.some(isGlob) ? new Set<string>() : null
  for (const named of paths) {
    const path = tidy(named)
    const location = Buffer.from(path)
    const pattern = isGlob(path) && !isThere(location)
    const walk: Walk = {
      root: rootOf(pattern ? globBase(path) : path),
      folders: new Map(),
      deepest: Number.POSITIVE_INFINITY,
    }
    for (const source of pattern ? expand(walk, path) : visit(walk, path, location)) {
      if (seen?.has(source.path)) continue
      seen?.add(source.path)
      yield source
    }
  }
}

/** How many sources there are; nothing of them is kept. */
export function countSources(paths: readonly string[]): number {
  let count = 0
  for (const _source of findSources(paths)) count++
  return count
}

interface Walk {
  /** What is taken off a path to have it from the named folder on. */
  readonly root: string
  /** Real path of every folder that was entered → the path under which it was. */
  readonly folders: Map<string, string>
  /** Folders whose paths have more `/` are not entered. */
  readonly deepest: number
}

const rootOf = (path: string): string => (path === '.' ? '' : path.endsWith('/') ? path : `${path}/`)

function relativeTo({ root }: Walk, path: string): string {
  return path.startsWith(root) && path.length > root.length ? path.slice(root.length) : path
}

/** `./a//b/` → `a/b`, with `/` on every system. */
function tidy(path: string): string {
  const clean = normalize(path).split(sep).join('/')
  return clean.length > 1 ? clean.replace(/\/+$/, '') : clean
}

function isThere(location: Buffer): boolean {
  return statSync(location, { throwIfNoEntry: false }) !== undefined
}

function* expand(walk: Walk, pattern: string): Generator<Source> {
  const base = globBase(pattern)
  const matches = globToRegExp(pattern)
  let found = 0
  for (const source of visit({ ...walk, deepest: globDepth(pattern) - 1 }, base, Buffer.from(base))) {
    if (!matches.test(source.path)) continue
    found++
    yield source
  }
  if (found === 0) yield other(walk, 'missing', pattern, Buffer.from(pattern), 'no file matches this pattern')
}

/** A path that is not read. */
function other(walk: Walk, kind: 'skipped' | 'missing', path: string, location: Buffer, message: string): Source {
  return { path, relative: relativeTo(walk, path), location, kind, message, bytes: 0 }
}

/** `ignored` is undefined for a path that a person named: such a path is never skipped. */
function* visit(walk: Walk, path: string, location: Buffer, ignored?: Ignore): Generator<Source> {
  let stats: Stats
  try {
    stats = statSync(location)
  } catch (error) {
    // A command line and a list give names as Unicode; a folder gives their bytes.
    const lossy = path.includes('\ufffd') ? '; its name is not UTF-8: name its folder instead' : ''
    yield other(walk, 'missing', path, location, reasonOf(error) + lossy)
    return
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  const reason = ignored
    ? (skipReason(name, stats.isDirectory()) ?? (ignored(path) ? `listed in ${IGNORE_FILE}` : null))
    : null
  if (reason !== null) yield other(walk, 'skipped', path, location, reason)
  else if (stats.isDirectory()) yield* visitFolder(walk, path, location, ignored ?? (() => false))
  else if (stats.isFile())
    yield { path, relative: relativeTo(walk, path), location, kind: 'file', message: null, bytes: stats.size }
  else yield other(walk, 'skipped', path, location, 'neither a file nor a folder')
}

function* visitFolder(walk: Walk, path: string, location: Buffer, above: Ignore): Generator<Source> {
  if (path !== '.' && path.split('/').length - 1 > walk.deepest) return
  let names: Buffer[]
  try {
    const real = realpathSync(location)
    const known = walk.folders.get(real)
    if (known !== undefined && known !== path) {
      yield other(walk, 'skipped', path, location, `the same folder as ${known}`)
      return
    }
    walk.folders.set(real, path)
    names = readdirSync(location, { encoding: 'buffer' })
  } catch (error) {
    yield other(walk, 'missing', path, location, reasonOf(error))
    return
  }
  const prefix = path === '.' ? '' : path.endsWith('/') ? path : `${path}/`
  const bytes = path === '.' ? Buffer.alloc(0) : path.endsWith('/') ? location : Buffer.concat([location, SLASH])
  const own = names.some((name) => name.equals(IGNORE_NAME)) ? ignoreIn(Buffer.concat([bytes, IGNORE_NAME])) : null
  const ignored: Ignore = own === null ? above : (at) => above(at) || own(at.slice(prefix.length))
  for (const name of names.sort(Buffer.compare))
    yield* visit(walk, prefix + decodeName(name), Buffer.concat([bytes, name]), ignored)
}

const IGNORE_NAME = Buffer.from(IGNORE_FILE)

/** The list of a folder; one that can't be read leaves nothing out. */
function ignoreIn(location: Buffer): Ignore | null {
  try {
    return parseIgnore(readFileSync(location, 'utf8'))
  } catch {
    return null
  }
}

const SLASH = Buffer.from('/')
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A file name as text; archives unpacked from older Windows have theirs in GB 18030. */
function decodeName(name: Buffer): string {
  try {
    return UTF8.decode(name)
  } catch {
    return new TextDecoder('gb18030').decode(name)
  }
}

/** Why the file system does not give a path, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file or folder'
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it: check its permissions'
  if (code === 'ELOOP') return 'a link that leads back to itself'
  if (code === 'ENAMETOOLONG') return 'the name is too long for this system'
  return error instanceof Error ? error.message : String(error)
}
