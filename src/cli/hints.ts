/** What a person tells an import about its files beside their bytes: `--path-pattern`, `--meta`, `--year`, `--department`. */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { compilePathPattern, type Hints, type Manifest, readDocument, readManifest } from '../index.ts'

/** The options of the command line. */
export interface HintOptions {
  readonly pathPattern?: string
  readonly meta?: string
  readonly year?: string
  readonly department?: string
}

/** Hints by path, and what became of the sources of hints. */
export interface HintSource {
  /** A manifest speaks of one file, a path of a folder, an option of all: the closer one is believed. */
  hintsOf(path: string, relative: string): Hints | null
  /** What a person should hear at the end: paths without pattern, rows of the manifest without file. */
  remarks(): readonly string[]
}

/** Opens the hints that options ask for. Rejects with what is wrong about them, in words. */
export async function openHints(options: HintOptions): Promise<HintSource> {
  if (options.year !== undefined && !/^(?:19|20)\d\d$/.test(options.year))
    throw new Error(`--year takes a year such as 2020, not "${options.year}"`)
  if (options.department?.trim() === '') throw new Error('--department takes the name of a department, not a blank')
  const pattern = options.pathPattern === undefined ? null : compilePathPattern(options.pathPattern)
  const manifest = options.meta === undefined ? null : await openManifest(options.meta)
  const all: Hints = {
    ...(options.year !== undefined && { fiscalYear: { value: options.year, from: 'option' } }),
    ...(options.department !== undefined && { department: { value: options.department, from: 'option' } }),
  }
  const astray = { count: 0, first: '' }
  return {
    hintsOf: (path, relative) => {
      const fromPath = pattern && (pattern(relative) ?? pattern(path))
      if (pattern && !fromPath && astray.count++ === 0) astray.first = path
      const hints = { ...all, ...fromPath, ...manifest?.hintsOf(path) }
      return Object.keys(hints).length === 0 ? null : hints
    },
    remarks: () => remarksOf(astray, manifest?.unused() ?? [], options),
  }
}

async function openManifest(path: string): Promise<Manifest> {
  try {
    return readManifest(await readDocument(readFileSync(path)), dirname(path))
  } catch (error) {
    throw new Error(`--meta ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function remarksOf(
  astray: { readonly count: number; readonly first: string },
  unused: readonly string[],
  options: HintOptions,
): readonly string[] {
  const remarks: string[] = []
  if (astray.count > 0)
    remarks.push(`${astray.count} files do not match --path-pattern ${options.pathPattern}, the first: ${astray.first}`)
  if (unused.length > 0)
    remarks.push(`${unused.length} rows of ${options.meta} name files that were not met, the first: ${unused[0]}`)
  return remarks
}
