/**
 * LibreOffice as a converter, where it is installed: the one file of the readers that starts a process and touches
 * the file system.
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ReadError } from '../model.ts'

/** How long one conversion may take, in milliseconds. */
const TIME_LIMIT = 90_000

interface Ended {
  readonly missing: boolean
  readonly timedOut: boolean
}

/** How `timeout` ends when the program that it should run is not there. */
const NOT_FOUND = 127

/** Runs a program to its end; past the time limit it is killed with everything it started. */
function run(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, TIME_LIMIT)
    const end = (missing: boolean) => {
      clearTimeout(timer)
      resolve({ missing, timedOut })
    }
    child.once('error', () => end(true))
    child.once('exit', (code) => end(code === NOT_FOUND))
  })
}

/**
 * Runs LibreOffice. Where the system has `timeout`, that guards the limit as well: it outlives this process, which an
 * import kills when a file takes too long, and LibreOffice would go on for ever.
 */
async function runOffice(args: readonly string[]): Promise<Ended> {
  const guard = ['--signal=KILL', `${TIME_LIMIT / 1000 + 5}`]
  for (const office of ['soffice', 'libreoffice']) {
    const guarded = await run('timeout', [...guard, office, ...args])
    const ended = guarded.missing ? await run(office, args) : guarded
    if (!ended.missing) return ended
  }
  return { missing: true, timedOut: false }
}

let profile: Promise<string> | null = null

/** LibreOffice's settings of this process: two processes with one folder refuse to run side by side. */
function profileFolder(): Promise<string> {
  profile ??= mkdtemp(join(tmpdir(), 'guibiao-soffice-')).then((folder) => {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  return profile
}

async function convert(bytes: Uint8Array, extension: string): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'guibiao-convert-'))
  try {
    const source = join(folder, `source.${extension}`)
    await writeFile(source, bytes)
    const settings = `-env:UserInstallation=${pathToFileURL(await profileFolder())}`
    const args = [settings, '--headless', '--norestore', '--convert-to', 'docx', '--outdir', folder, source]
    const ended = await runOffice(args)
    if (ended.missing) return null
    if (ended.timedOut)
      throw new ReadError('timeout', `LibreOffice did not convert this .${extension} in ${TIME_LIMIT / 1000} s.`)
    return await readFile(join(folder, 'source.docx')).catch((cause: unknown) => {
      throw new ReadError('damaged', `LibreOffice can't convert this .${extension}: open it and save it as .docx.`, {
        cause,
      })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Converts a document to .docx, one at a time in this process. Resolves to null where LibreOffice is not installed;
 * rejects with a ReadError when it fails or takes too long. `extension` tells LibreOffice what the bytes are.
 */
export function convertToDocx(bytes: Uint8Array, extension: string): Promise<Uint8Array | null> {
  const mine = last.then(() => convert(bytes, extension))
  last = mine.catch(() => undefined)
  return mine
}
