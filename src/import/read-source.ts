/** One file as `extract` and `show` read it: in this process, with its whole reading. */
import { statSync } from 'node:fs'
import { LIMITS } from '../model.ts'
import { WITHIN } from './archive.ts'
import { type FileReading, readingOf, unread } from './file-reading.ts'
import { loadFile } from './load-file.ts'
import { type ReadArchiveOptions, readArchive } from './read-archive.ts'
import { formatOf, readContent } from './read-content.ts'
import { reasonOf, type Source } from './sources.ts'

export type { Rules } from './read-content.ts'

/** The archive that a path of a member is about: what stands before the first `!/` that follows a file's name. */
function archiveOf(path: string): string | null {
  for (let at = path.indexOf(WITHIN); at !== -1; at = path.indexOf(WITHIN, at + 1)) {
    const archive = path.slice(0, at)
    if (statSync(archive, { throwIfNoEntry: false })?.isFile()) return archive
  }
  return null
}

/** Reads a source: its one result, or the results of an archive's members. Never rejects. */
export async function readSource(
  { path, kind, message, location }: Source,
  options: ReadArchiveOptions,
): Promise<FileReading | AsyncIterable<FileReading>> {
  const archive = kind === 'missing' && options.unpack ? archiveOf(path) : null
  if (kind !== 'file' && archive === null) return unread(path, kind, message)
  try {
    const content = await loadFile(archive === null ? location : Buffer.from(archive), limitOf(options))
    const { bytes } = content
    if (bytes && options.unpack && options.sniff && formatOf(bytes, options.sniff) === 'zip')
      return readArchive(archive ?? path, bytes, archive === null ? null : path, options)
    return archive === null ? readingOf(await readContent(path, content, options)) : unread(path, 'missing', message)
  } catch (error) {
    return unread(path, 'missing', reasonOf(error))
  }
}

const limitOf = (options: ReadArchiveOptions) => (options.limits ?? LIMITS).inflatedBytes
