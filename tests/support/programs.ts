/** Programs that read our exports independently of us: LibreOffice and Python. Tests are skipped where one is missing. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

function isThere(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

export const HAS_SOFFICE = isThere('soffice', '--version')
/** `GUIBIAO_PYTHON` may name another one, e.g. that of a virtual environment with pandas. */
const PYTHON = process.env.GUIBIAO_PYTHON ?? 'python3'
export const HAS_PYTHON = isThere(PYTHON, '--version')
export const HAS_PANDAS = isThere(PYTHON, '-c', 'import pandas')

/** Runs a Python file and returns what it prints. */
export function runPython(file: string, ...args: string[]): string {
  return execFileSync(PYTHON, [file, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, PYTHONUTF8: '1' },
  })
}

/** A cell as LibreOffice understood it. */
export interface OfficeCell {
  readonly type: string
  readonly text: string
  readonly formula: string | null
}

/** Opens a file in LibreOffice: the cells of its sheets, by sheet and row. `filter` is an import filter, e.g. for CSV. */
export function openInOffice(file: string, filter?: string): ReadonlyMap<string, readonly (readonly OfficeCell[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'guibiao-office-'))
  try {
    execFileSync(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        ...(filter === undefined ? [] : [`--infilter=${filter}`]),
        ...['--convert-to', 'fods', '--outdir', folder, file],
      ],
      { stdio: 'ignore', timeout: 120_000 },
    )
    return parseFods(readFileSync(join(folder, `${basename(file).replace(/\.\w+$/, '')}.fods`), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const plainXml = (xml: string) =>
  xml
    .replace(/&#x?([0-9a-fA-F]+);/g, (whole, code) =>
      String.fromCodePoint(Number.parseInt(code, whole.includes('x') ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

function cellText(body: string): string {
  const paragraphs = [...body.matchAll(/<text:p[^>]*>(.*?)<\/text:p>|<text:p\/>/gs)].map((match) =>
    plainXml(
      (match[1] ?? '')
        .replace(/<text:tab\/>/g, '\t')
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
        .replace(/<[^>]*>/g, ''),
    ),
  )
  return paragraphs.join('\n')
}

function parseFods(xml: string): ReadonlyMap<string, readonly (readonly OfficeCell[])[]> {
  const sheets = [...xml.matchAll(/<table:table table:name="([^"]*)".*?<\/table:table>/gs)]
  return new Map(
    sheets.map(([whole, name]) => {
      const rows = [...whole.matchAll(/<table:table-row[^>]*?(?:\/>|>(.*?)<\/table:table-row>)/gs)]
      return [plainXml(name!), rows.map(([, row = '']) => parseRow(row))]
    }),
  )
}

function parseRow(row: string): readonly OfficeCell[] {
  return [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
    ([, attributes = '', body = '']) => {
      const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? null
      const repeated = Number(attribute('table:number-columns-repeated') ?? 1)
      const cell = {
        type: attribute('office:value-type') ?? '',
        text: cellText(body),
        formula: attribute('table:formula'),
      }
      return repeated > 1000 ? [] : Array.from({ length: repeated }, () => cell)
    },
  )
}
