/** What lies around in folders of filings and is none: left out when a folder is read, and counted. */
import { globToRegExp } from './glob.ts'

/** Leftovers of office programs, archivers and operating systems. */
const RUBBISH = /^(~\$.*|\.~lock\..*#|__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN)$/i

/** Extensions of files that are no documents. Anything else is read, and told by its bytes. */
const OTHER = new Set(
  'md markdown rst json jsonl ndjson yaml yml toml ini cfg conf log lock map js mjs cjs ts py sh bat ps1 java c h cpp go rs sql db db-wal db-shm sqlite sqlite3 exe dll so dylib msi lnk url mp3 mp4 wav avi mov mkv ttf otf css'.split(
    ' ',
  ),
)

/** A file of this name in a folder lists patterns of what is not to be read in it. */
export const IGNORE_FILE = '.guibiaoignore'

/** Says whether a path (relative to the folder of the list) is to be left out. */
export type Ignore = (path: string) => boolean

/**
 * Reads the list of an {@link IGNORE_FILE}: one pattern a line, `#` begins a comment. A pattern without `/` is for names
 * at any depth, one with `/` for paths from the folder of the list.
 */
export function parseIgnore(text: string): Ignore {
  const lines = text.split(/\r?\n/).map((line) => line.trim().replace(/\/$/, ''))
  const patterns = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => globToRegExp(line.includes('/') ? line.replace(/^\//, '') : `**/${line}`))
  return (path) => patterns.some((pattern) => pattern.test(path))
}

/** Why an entry of a folder is not read, or null. Paths that a person names are always read. */
export function skipReason(name: string, isFolder: boolean): string | null {
  if (RUBBISH.test(name)) return 'left behind by a program'
  if (name.startsWith('.')) return 'hidden'
  if (isFolder) return name === 'node_modules' ? 'program code' : null
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return extension !== undefined && OTHER.has(extension) ? `not a document (.${extension})` : null
}
