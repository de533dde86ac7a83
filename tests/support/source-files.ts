/** Reads our own source as syntax trees: what a file imports, how long its functions are. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve, sep } from 'node:path'
import { parseAst } from 'vitest/node'

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** One source file: its path from the folder that was read (with `/`) and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** All TypeScript files under a folder of the repository, in order of path. */
export function readSourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(ROOT, folder, path), 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

function* walk(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* walk(one)
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node && 'start' in node) yield node as Node
    for (const value of Object.values(node)) yield* walk(value)
  }
}

const nodesOf = (text: string) => walk(parseAst(text, { lang: 'ts' }))

/** The specifiers of all imports of a file: static, re-exported, dynamic, of types, and `require`. */
export function importsOf(text: string): readonly string[] {
  const found: string[] = []
  for (const node of nodesOf(text)) {
    const isRequire = node.type === 'CallExpression' && (node.callee as Node & { name?: string }).name === 'require'
    const source = isRequire
      ? (node.arguments as Node[])[0]
      : /^(Import(Declaration|Expression)|Export(All|Named)Declaration|TSImportType|TSExternalModuleReference)$/.test(
            node.type,
          )
        ? (node.source ?? node.argument ?? node.expression)
        : null
    for (const literal of source ? walk(source) : []) if (typeof literal.value === 'string') found.push(literal.value)
  }
  return found
}

/** The first line (from 1) and the number of lines of every function of a file. */
export function functionsOf(text: string): readonly { readonly line: number; readonly lines: number }[] {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  return [...nodesOf(text)]
    .filter(({ type, body }) => /^(Function(Declaration|Expression)|ArrowFunctionExpression)$/.test(type) && body)
    .map(({ start, end }) => ({ line: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 }))
}

/** The room of a file of `src`: its folder, or the first word of a file beside the folders (`assemble-funds.ts`). */
export function roomOf(path: string): string {
  const [first = ''] = path.split('/')
  return path.includes('/') ? first : first.replace(/\.ts$/, '').replace(/-.*$/, '')
}

/** What an import leads to: the file of `src` (for `./x.ts`), `node`, or the name of the npm package. */
export function targetOf(path: string, specifier: string): { readonly file: string | null; readonly room: string } {
  if (specifier.startsWith('node:')) return { file: null, room: 'node' }
  if (specifier.startsWith('.')) {
    const file = posix.join(dirname(path), specifier)
    return { file, room: roomOf(file) }
  }
  return {
    file: null,
    room: specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  }
}
