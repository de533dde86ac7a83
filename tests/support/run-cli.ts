/** Runs a command line inside a test. */
import { main } from '../../src/cli/index.ts'
import { memoryIo } from './memory-io.ts'

/** What a command did. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `guibiao …` in this process. */
export async function runCli(args: readonly string[], env: Record<string, string> = { LANG: 'C' }): Promise<Ran> {
  const io = memoryIo(env)
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, out: io.stdout.text(), err: io.stderr.text() }
}
