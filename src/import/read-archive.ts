/** The members of an archive as `extract` and `show` read them: all of them, or the one that a path names. */
import { type ArchiveTools, contentOf, openArchive } from './archive.ts'
import { type FileReading, readingOf, unread } from './file-reading.ts'
import { outcomeOf, type ReadContentOptions, readContent } from './read-content.ts'

/** How archives among the files are read. */
export interface ReadArchiveOptions extends ReadContentOptions, ArchiveTools {
  /** Only one file is wanted: of an archive with more, none is read, and the person is asked to name one. */
  readonly one?: boolean
}

/** Paths that a message lists. */
const LISTED = 20

/**
 * Reads the members of an archive, one after the other. With `only` the member of that path alone; an archive without it
 * is `missing` it. Never rejects.
 */
export async function* readArchive(
  path: string,
  bytes: Uint8Array,
  only: string | null,
  options: ReadArchiveOptions,
): AsyncGenerator<FileReading> {
  try {
    const paths = await pathsIn(path, bytes, options)
    if (only !== null && !paths.includes(only))
      yield unread(only, 'missing', `it is not in ${path}, which holds ${listed(paths)}`)
    else if (only === null && options.one && paths.length > 1)
      yield unread(path, 'unsupported', `the archive holds ${listed(paths)}; name the one to be read`)
    else if (paths.length === 0) yield unread(path, 'unsupported', 'the archive holds no files')
    else
      for await (const member of openArchive(path, bytes, options)) {
        if (only !== null && member.path !== only) continue
        if (member.ended) yield unread(member.path, member.ended.outcome, member.ended.message)
        else yield readingOf(await readContent(member.path, contentOf(member.bytes), options))
      }
  } catch (error) {
    const [outcome, message] = outcomeOf(error, options.debug === true)
    yield unread(path, outcome, message)
  }
}

/** The paths of what is no rubbish. */
async function pathsIn(path: string, bytes: Uint8Array, options: ReadArchiveOptions): Promise<readonly string[]> {
  const paths: string[] = []
  for await (const member of openArchive(path, bytes, options))
    if (member.ended?.outcome !== 'skipped') paths.push(member.path)
  return paths
}

function listed(paths: readonly string[]): string {
  const more = paths.length - LISTED
  return `${paths.length === 1 ? '1 file' : `${paths.length} files`}: ${paths.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
