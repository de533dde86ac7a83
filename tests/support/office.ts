/** LibreOffice as a writer of other formats: one call for many files. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Converts files (name without extension → bytes) from one extension to another. `filter` names LibreOffice's export
 * filter where the extension alone does not. Files that it could not convert are missing in the result.
 */
export function convertInOffice(
  files: ReadonlyMap<string, Uint8Array>,
  from: string,
  to: string,
  filter = to,
): ReadonlyMap<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'guibiao-convert-'))
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, `${name}.${from}`), bytes)
    const sources = [...files.keys()].map((name) => join(folder, `${name}.${from}`))
    const settings = `-env:UserInstallation=file://${folder}/profile`
    const out = join(folder, 'out')
    execFileSync('soffice', [settings, '--headless', '--convert-to', filter, '--outdir', out, ...sources], {
      stdio: 'ignore',
      timeout: 240_000,
    })
    const results = new Map<string, Uint8Array>()
    for (const name of files.keys())
      try {
        results.set(name, new Uint8Array(readFileSync(join(out, `${name}.${to}`))))
      } catch {
        // Missing in the result.
      }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
