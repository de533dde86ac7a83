/** Path patterns for shells that do not expand them: `*`, `?`, `[…]`, `{a,b}`, and `**` for any depth of folders. */

/** True when a path has a character that a pattern gives a meaning to. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}]/.test(path)
}

/** The folder part of a pattern that stands before its first special character; `.` when there is none. */
export function globBase(pattern: string): string {
  const folders = pattern.split('/').slice(0, -1)
  const special = folders.findIndex(isGlob)
  const base = (special < 0 ? folders : folders.slice(0, special)).join('/')
  if (base === '' && pattern.startsWith('/')) return '/'
  return base === '' ? '.' : base
}

/** How many `/` a path that matches can have; Infinity where the pattern says `**`. */
export function globDepth(pattern: string): number {
  return pattern.includes('**') ? Number.POSITIVE_INFINITY : pattern.split('/').length - 1
}

/**
 * A pattern as a regular expression over a whole path with `/`. `*` and `?` stay within a name; `**` as a whole name
 * stands for any number of folders. Brackets that do not close stand for themselves.
 */
export function globToRegExp(pattern: string): RegExp {
  let source = ''
  let depth = 0
  for (let at = 0; at < pattern.length; ) {
    const [piece, next, step] = translate(pattern, at, depth)
    source += piece
    at = next
    depth += step
  }
  return new RegExp(`^${source}$`, 'u')
}

type Step = readonly [source: string, next: number, depth: number]

function translate(pattern: string, at: number, depth: number): Step {
  const char = String.fromCodePoint(pattern.codePointAt(at)!)
  const after = at + char.length
  if (char === '*') return translateStar(pattern, at)
  if (char === '?') return ['[^/]', after, 0]
  const set = setAt(pattern, at)
  if (set) return [`[${set[1] === '' ? '' : '^/'}${escapeSet(set[2]!)}]`, at + set[0].length, 0]
  if (char === '{' && closes(pattern, at)) return ['(?:', after, 1]
  if (char === '}' && depth > 0) return [')', after, -1]
  if (char === ',' && depth > 0) return ['|', after, 0]
  return [escapeChar(char), after, 0]
}

function translateStar(pattern: string, at: number): Step {
  const startsName = at === 0 || pattern[at - 1] === '/'
  if (pattern.startsWith('**/', at) && startsName) return ['(?:[^/]+/)*', at + 3, 0]
  if (pattern.startsWith('**', at) && startsName && at + 2 === pattern.length) return ['.+', at + 2, 0]
  let end = at
  while (pattern[end] === '*') end++
  return ['[^/]*', end, 0]
}

/** The set of characters `[…]` that begins at this position, with its negation and its inside; null where none does. */
function setAt(pattern: string, at: number): RegExpExecArray | null {
  const set = /\[([!^]?)([^\]/]+)\]/uy
  set.lastIndex = at
  return set.exec(pattern)
}

/** True when the brace at this position has its partner; a brace in a set of characters is none. */
function closes(pattern: string, at: number): boolean {
  let depth = 0
  for (let i = at; i < pattern.length; i += setAt(pattern, i)?.[0].length ?? 1) {
    if (pattern[i] === '{') depth++
    if (pattern[i] === '}' && --depth === 0) return true
  }
  return false
}

const escapeChar = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const escapeInSet = (char: string) => char.replace(/[\\^[\]-]/, '\\$&')

/** In a set `-` is a range between two characters in order; anywhere else it stands for itself. */
function escapeSet(text: string): string {
  return [...text.matchAll(/(.)-(.)|./gsu)]
    .map(([whole, from, to]) => {
      if (from === undefined || to === undefined) return escapeInSet(whole)
      const isRange = from.codePointAt(0)! <= to.codePointAt(0)!
      return `${escapeInSet(from)}${isRange ? '-' : '\\-'}${escapeInSet(to)}`
    })
    .join('')
}
