/** An archive of files as import and the commands for single files see it: each member with a path of its own. */
import { LIMITS, type Limits, type ReadError } from '../model.ts'

/** A member of an archive; `bytes` is empty when `error` says why it could not be unpacked. */
export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
  readonly error: ReadError | null
}

/** What archives are opened with. */
export interface ArchiveTools {
  readonly limits?: Limits
  /** Opens archives of files; without it they are `unsupported`. */
  readonly unpack?: (bytes: Uint8Array, limits: Limits) => AsyncIterable<Member>
  /** Says of a member's name that it is no document. */
  readonly isRubbish?: (path: string) => boolean
}

/** A member as a source. */
export interface ArchiveMember extends Member {
  /** `2020.zip!/自评表.docx`. */
  readonly path: string
  /** How it ends without being read: left behind by a program, or not unpacked; null: it is to be read. */
  readonly ended: { readonly outcome: 'skipped' | ReadError['code']; readonly message: string } | null
}

/** What stands between an archive and a member of it in a path. */
export const WITHIN = '!/'

/** The members of an archive, in its order. Rejects with a ReadError when it can't be opened. */
export async function* openArchive(
  path: string,
  bytes: Uint8Array,
  tools: ArchiveTools,
): AsyncGenerator<ArchiveMember> {
  for await (const member of tools.unpack!(bytes, tools.limits ?? LIMITS)) {
    const { name, error } = member
    const ended = tools.isRubbish?.(name)
      ? ({ outcome: 'skipped', message: 'left behind by a program' } as const)
      : error && { outcome: error.code, message: error.message }
    yield { ...member, path: `${path}${WITHIN}${name}`, ended }
  }
}
