/** What a path says of the files below it: `{year}/{division}/{department}/**`. */
import type { HintKey, Hints } from '../model.ts'
import { globToRegExp } from './glob.ts'

/** A pattern that names nothing, or something that no filing has. The message lists what there is. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

const NAMES: Readonly<Record<string, readonly [HintKey, string]>> = {
  year: ['fiscalYear', '((?:19|20)\\d\\d)(?:年度?)?'],
  division: ['division', '([^/]+?)'],
  department: ['department', '([^/]+?)'],
  'department-code': ['departmentCode', '([0-9A-Za-z]+)'],
  agency: ['agency', '([^/]+?)'],
  'agency-code': ['agencyCode', '([0-9A-Za-z]+)'],
  project: ['projectName', '([^/]+?)'],
  'project-code': ['projectCode', '([0-9A-Za-z]+)'],
  'filed-on': ['filedOn', '(\\d{4}[-.]?\\d\\d[-.]?\\d\\d)'],
}

/**
 * Compiles a pattern: `{name}` stands for a part of a path (of a folder's or file's name), everything else is as in
 * patterns of paths. The result gives what a path says, null when it does not match. Throws a {@link PatternError}.
 */
export function compilePathPattern(pattern: string): (path: string) => Hints | null {
  const keys: HintKey[] = []
  const source = pattern
    .replace(/^\/+/, '')
    .split(/(\{[a-z-]+\})/)
    .map((piece, at) => {
      if (at % 2 === 0) return globToRegExp(piece).source.slice(1, -1)
      const name = piece.slice(1, -1)
      const named = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
      if (!named)
        throw new PatternError(
          `${piece} in the path pattern means nothing; there are ${Object.keys(NAMES)
            .map((name) => `{${name}}`)
            .join(', ')}`,
        )
      if (keys.includes(named[0])) throw new PatternError(`${piece} stands twice in the path pattern`)
      keys.push(named[0])
      return named[1]
    })
    .join('')
  if (keys.length === 0)
    throw new PatternError('the path pattern names nothing: for example "{year}/{division}/{department}/**"')
  const matches = new RegExp(`^${source}$`, 'u')
  return (path) => {
    const found = matches.exec(path)
    if (!found) return null
    return Object.fromEntries(keys.map((key, at) => [key, { value: found[at + 1]!, from: 'path' }]))
  }
}
