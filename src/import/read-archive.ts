/** The members of an archive as `extract` and `show` read them: all of them, or the one that a path names. */
import { type ArchiveTools, openArchive } from './archive.ts'
import { type FileReading, readingOf, unread } from './file-reading.ts'
import { contentOf } from './load-file.ts'
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
    const refused = only !== null || options.one ? await refusal(path, bytes, only, options) : null
    if (refused) {
      yield refused
      return
    }
    // Rubbish is told of only beside files: an archive of nothing else holds none.
    const waiting: FileReading[] = []
    let holds = false
    for await (const { path: own, bytes: inner, ended } of openArchive(path, bytes, options)) {
      if (only !== null && own !== only) continue
      holds ||= ended?.outcome !== 'skipped'
      waiting.push(
        ended
          ? unread(own, ended.outcome, ended.message)
          : readingOf(await readContent(own, contentOf(inner), options)),
      )
      if (holds) yield* waiting.splice(0)
    }
    if (!holds) yield unread(path, 'unsupported', 'the archive holds no files')
  } catch (error) {
    const [outcome, message] = outcomeOf(error, options.debug === true)
    yield unread(path, outcome, message)
  }
}

/** Why the one file that is wanted can't be told; null where it can. Looks through the archive before anything is read. */
async function refusal(
  path: string,
  bytes: Uint8Array,
  only: string | null,
  options: ReadArchiveOptions,
): Promise<FileReading | null> {
  const paths = await pathsIn(path, bytes, options)
  if (only !== null)
    return paths.includes(only) ? null : unread(only, 'missing', `it is not in ${path}, which holds ${listed(paths)}`)
  return paths.length > 1
    ? unread(path, 'unsupported', `the archive holds ${listed(paths)}; name the one to be read`)
    : null
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
