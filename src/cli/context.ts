/** What every command is given: its output, the options that all commands have, and a way to say how it ended. */
import type { Command } from 'commander'
import { loadRules, QueryError, RuleError, type Rules, StoreError, TargetError } from '../index.ts'
import { debugOf, EXIT, type Io, langOf, type Output } from './io.ts'

/** The options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly json?: boolean
  readonly rules?: string
}

/** One run of one command. */
export interface Context {
  readonly io: Io
  readonly out: Output
  readonly version: string
  /** The command line as typed, for the record of a run. */
  readonly typed: string
  /** Says how the command ended, one of {@link EXIT}; 0 when it is never called. */
  exit(code: number): void
}

/** The options of a command together with the global ones. */
export function optionsOf<T extends object>(command: Command): T & GlobalOptions {
  return command.optsWithGlobals<T & GlobalOptions>()
}

/** The built-in rules and those of `--rules DIR`. */
export function rulesOf(options: GlobalOptions): Rules {
  return loadRules(options.rules)
}

const TARGET_EXITS = {
  exists: EXIT.usage,
  unwritable: EXIT.usage,
  failed: EXIT.rejected,
  interrupted: EXIT.interrupted,
} as const

/** A failure as a message and an exit code. What is none of ours is a defect, and says so. */
export function explainFailure(error: unknown, { io }: Pick<Context, 'io'>): readonly [message: string, code: number] {
  const message = error instanceof Error ? error.message : String(error)
  const trace = debugOf(io) && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : ''
  if (error instanceof StoreError) return [`guibiao: ${message}${trace}`, EXIT.store]
  if (error instanceof RuleError || error instanceof QueryError) return [`guibiao: ${message}${trace}`, EXIT.usage]
  if (error instanceof TargetError) return [`guibiao: ${message}${trace}`, TARGET_EXITS[error.code]]
  const advice =
    langOf(io) === 'zh'
      ? '这是 guibiao 的缺陷，请报告；设置 GUIBIAO_DEBUG=1 可查看详情。'
      : 'This is a defect of guibiao, please report it; GUIBIAO_DEBUG=1 shows more.'
  return [`guibiao: ${message}\n${advice}${trace}`, EXIT.rejected]
}
