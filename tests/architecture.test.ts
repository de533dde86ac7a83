import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  functionsOf,
  importsOf,
  ROOT,
  readSourceFiles,
  roomOf,
  type SourceFile,
  targetOf,
} from './support/source-files.ts'

/** What each room may import: other rooms, npm packages, and `node` for Node's own modules. The README draws the same. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  document: ['zod'],
  outcome: [],
  quantity: ['zod', 'document'],
  model: ['zod', 'document', 'outcome', 'quantity'],
  text: [],
  grid: ['model', 'document', 'text'],
  read: ['model', 'grid', 'text', 'saxes', 'fflate', 'xlsx', 'cheerio', 'mammoth', 'word-extractor'],
  form: ['model', 'grid', 'text', 'zod'],
  value: ['model', 'text', 'big.js'],
  check: ['model', 'value', 'text'],
  assemble: ['model', 'grid', 'text', 'form', 'value'],
  extract: ['model', 'read', 'form', 'value', 'check', 'assemble'],
  doctor: ['model', 'read'],
  rules: ['model', 'form', 'value', 'check', 'zod', 'node'],
  report: ['model', 'text', 'grid'],
  store: ['model', 'better-sqlite3', 'node'],
  redact: ['model', 'document', 'text'],
  export: ['model', 'store', 'fflate', 'hyparquet-writer', 'node'],
  import: ['model', 'extract', 'p-limit', 'node'],
  index: [
    'document',
    'outcome',
    'quantity',
    'model',
    'text',
    'grid',
    'read',
    'form',
    'value',
    'check',
    'assemble',
    'extract',
    'redact',
    'doctor',
    'rules',
    'report',
    'store',
    'export',
    'import',
  ], // all but cli
  cli: ['index', 'commander', 'node'],
}

/** Files that know the platform in rooms that otherwise don't: a browser gets others in their place. */
const PLATFORM_FILES = ['read/digest.ts', 'read/inflate.ts', 'read/soffice.ts']

/** Names that say nothing; a file is named after what it exports. */
const EMPTY_NAMES = /(^|-)(utils?|helpers?|common|manager|service|misc)(-|$)/

const src = readSourceFiles('src')

/** Every import that its room may not have, as `file → target`. */
function badImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const room = roomOf(path)
    const allowed = [room, ...(MAY_IMPORT[room] ?? []), ...(PLATFORM_FILES.includes(path) ? ['node'] : [])]
    return importsOf(text)
      .map((specifier) => targetOf(path, specifier).room)
      .filter((target) => !allowed.includes(target))
      .map((target) => `${path} → ${target}`)
  })
}

/** The first cycle of a graph as a path, or null. */
function cycleOf(graph: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>()
  const visit = (node: string, trail: readonly string[]): string | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node].join(' → ')
    if (done.has(node)) return null
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node])
      if (cycle !== null) return cycle
    }
    done.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const cycle = visit(node, [])
    if (cycle !== null) return cycle
  }
  return null
}

function graphOf(files: readonly SourceFile[], by: 'file' | 'room'): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const { path, text } of files) {
    const from = by === 'file' ? path : roomOf(path)
    const targets = importsOf(text)
      .map((specifier) => targetOf(path, specifier))
      .flatMap(({ file, room }) => (file === null ? [] : [by === 'file' ? file : room]))
      .filter((target) => target !== from)
    graph.set(from, [...(graph.get(from) ?? []), ...targets])
  }
  return graph
}

describe('the rooms of the house', () => {
  it('are read at all: many files with many imports', () => {
    expect(src.length).toBeGreaterThan(40)
    expect(src.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(100)
  })

  it('import only what the table allows', () => {
    expect(badImports(src)).toEqual([])
  })

  it('are all in the table', () => {
    expect([...new Set(src.map(({ path }) => roomOf(path)))].filter((room) => !(room in MAY_IMPORT))).toEqual([])
  })

  it.each([
    ["import { x } from 'node:fs'", 'value/number.ts', 'node'],
    ['import { x } from "node:fs"', 'form/x.ts', 'node'],
    ["export { x } from '../store/sqlite.ts'", 'import/x.ts', 'store'],
    ["const x = await import('commander')", 'report/x.ts', 'commander'],
    ["const x = require('xlsx')", 'form/x.ts', 'xlsx'],
    ["let x: import('../cli/index.ts').X", 'form/x.ts', 'cli'],
    ["import type { X } from '../form/form.ts'", 'import/x.ts', 'form'],
    ["export * from '@scope/name/deep'", 'model.ts', '@scope/name'],
    ["import 'node:zlib'", 'read/docx.ts', 'node'],
  ])('a planted %s in %s is found', (text, path, target) => {
    expect(badImports([{ path, text }])).toEqual([`${path} → ${target}`])
  })

  it('do not see imports in comments and strings', () => {
    expect(importsOf(`// import x from 'node:fs'\nconst s = "import y from 'node:os'"`)).toEqual([])
  })

  it('import each other without cycles', () => {
    expect(cycleOf(graphOf(src, 'room'))).toBe(null)
    expect(cycleOf(graphOf(src, 'file'))).toBe(null)
  })

  it('would be told of a cycle', () => {
    const files = [
      { path: 'form/a.ts', text: "import { b } from './b.ts'" },
      { path: 'form/b.ts', text: "import type { A } from './a.ts'" },
    ]
    expect(cycleOf(graphOf(files, 'file'))).toBe('form/a.ts → form/b.ts → form/a.ts')
  })
})

describe('files and functions', () => {
  const all = ['src', 'tests', 'bench'].flatMap((folder) =>
    readSourceFiles(folder).map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
  )

  it('have at most 300 lines a file', () => {
    const long = all.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    expect(long.filter(({ path, lines }) => lines > 300 && !path.startsWith('tests/'))).toEqual([])
  })

  it('have fewer than 60 lines a function', () => {
    const long = src.flatMap(({ path, text }) =>
      functionsOf(text)
        .filter(({ lines }) => lines >= 60)
        .map(({ line, lines }) => `${path}:${line} has ${lines} lines`),
    )
    expect(long).toEqual([])
  })

  it('would be told of a function of 60 lines', () => {
    const text = `const f = () => {\n${'  x()\n'.repeat(58)}}\n`
    expect(functionsOf(text)).toEqual([{ line: 1, lines: 60 }])
  })

  it('have names in kebab-case that say what is in them', () => {
    const names = all.map(({ path }) =>
      path
        .split('/')
        .at(-1)!
        .replace(/(\.test)?\.ts$/, ''),
    )
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || EMPTY_NAMES.test(name))).toEqual([])
  })

  it('are tests in tests/ and nowhere else', () => {
    expect(all.filter(({ path }) => path.endsWith('.test.ts')).length).toBeGreaterThan(5)
    expect(
      all.filter(({ path }) => path.endsWith('.test.ts') && !path.startsWith('tests/')).map(({ path }) => path),
    ).toEqual([])
  })

  it('name the extension in relative imports', () => {
    const bare = src.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((specifier) => specifier.startsWith('.') && !/\.(ts|json)$/.test(specifier))
        .map((specifier) => `${path} → ${specifier}`),
    )
    expect(bare).toEqual([])
  })
})

describe('the front door', () => {
  it('only re-exports', () => {
    const lines = readFileSync(join(ROOT, 'src/index.ts'), 'utf8')
      .replace(/\/\*\*[\s\S]*?\*\//g, '')
      .split(';')
    const statements = lines
      .join('\n')
      .split('\n')
      .filter((line) => /^\S/.test(line) && line !== '')
    expect(statements.filter((line) => !/^(export (type )?[{*]|\})/.test(line))).toEqual([])
  })
})
