/** .zip bundles of office files: their members one by one, under the same limits as any archive. */
import { LIMITS, type Limits, ReadError } from '../model.ts'
import { sniff } from './sniff.ts'
import { type Budget, openZip } from './zip.ts'

/** A member of a bundle. `bytes` is empty when `error` says why it could not be unpacked. */
export interface Member {
  /** The path inside of the bundle; one in a bundle inside of it is `inner.zip!/form.docx`. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly error: ReadError | null
}

/** Bundles in a bundle are opened, but none inside of those. */
const NESTED = 1

async function* members(
  bytes: Uint8Array,
  limits: Limits,
  budget: Budget,
  prefix: string,
  depth = 0,
): AsyncGenerator<Member> {
  const zip = openZip(bytes, limits, budget)
  for (const { name } of zip.entries) {
    if (name.endsWith('/')) continue
    try {
      const plain = (await zip.bytes(name)) ?? new Uint8Array()
      if (depth < NESTED && sniff(plain) === 'zip')
        yield* members(plain, limits, budget, `${prefix}${name}!/`, depth + 1)
      else yield { name: prefix + name, bytes: plain, error: null }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      yield { name: prefix + name, bytes: new Uint8Array(), error }
    }
  }
}

/**
 * Unpacks a bundle in the order of its directory; folders are left out, rubbish ({@link isRubbish}) is not. A member
 * that can't be unpacked comes with its error; a bundle that can't be opened rejects with a ReadError.
 */
export function unpackBundle(bytes: Uint8Array, limits: Limits = LIMITS): AsyncIterable<Member> {
  return members(bytes, limits, { left: limits.inflatedBytes }, '')
}

/** True for files that programs leave beside documents: locks, thumbnails, resource forks. `path` may use `/` or `\`. */
export function isRubbish(path: string): boolean {
  const parts = path.split(/[\\/]/)
  const name = parts.at(-1) ?? ''
  return (
    parts.includes('__MACOSX') ||
    /^(?:~\$|\._|\.~|~WRL|~WRD|\.DS_Store$|thumbs\.db$|desktop\.ini$)/i.test(name) ||
    /^~.*\.tmp$/i.test(name)
  )
}
