/** Runs a command line inside a test. */
import { Readable } from 'node:stream'
import { main } from '../../src/cli/index.ts'
import { memoryIo } from './memory-io.ts'

/** What a command did. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `guibiao …` in this process; `piped` is what stands at its stdin. */
export async function runCli(
  args: readonly string[],
  env: Record<string, string> = { LANG: 'C' },
  piped?: string,
): Promise<Ran> {
  const io = { ...memoryIo(env), ...(piped === undefined ? {} : { stdin: Readable.from([Buffer.from(piped)]) }) }
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}
