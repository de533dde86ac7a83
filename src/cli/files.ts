/** What commands that read files have in common: what is said of each file, and the exit code at the end. */
import {
  type FileReading,
  type ImportedFile,
  isRubbish,
  printable,
  type ReadPathsOptions,
  sniff,
  unpackBundle,
} from '../index.ts'
import { type GlobalOptions, rulesOf } from './context.ts'
import { debugOf, EXIT, type Io, type Output } from './io.ts'

/** How a command reads files, archives among them. */
export function readersOf(options: GlobalOptions, io: Io): ReadPathsOptions {
  return { rules: rulesOf(options), sniff, unpack: unpackBundle, isRubbish, debug: debugOf(io) }
}

/** Counts how files ended. */
export interface FileCount {
  add(file: FileReading): void
  /** 0 all read, 1 something rejected, 3 nothing readable. */
  code(): number
}

/** Starts counting. */
export function countFiles(): FileCount {
  let [read, rejected] = [0, 0]
  return {
    add: ({ outcome }) => {
      if (outcome === 'read') read++
      else if (outcome !== 'skipped') rejected++
    },
    code: () => (read === 0 ? EXIT.nothing : rejected > 0 ? EXIT.rejected : EXIT.fine),
  }
}

/** Tells the person of a file that was not read; skipped ones are only counted. */
export function sayRejected({ path, outcome, message, known }: FileReading | ImportedFile, out: Output): void {
  if (outcome === 'read' || outcome === 'skipped') return
  const why = message === null ? '' : `: ${printable(message)}`
  out.say(`${printable(path)}: ${outcome}${known ? ' (known from an earlier import)' : ''}${why}`)
}
