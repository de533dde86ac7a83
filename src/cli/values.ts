/** `guibiao values`: reads value cells given as text, from a file or from stdin; one Value a line. */
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { compileUnits, NO_CONTEXT, parseValue, printValue, type UnitTable, type Value } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { EXIT } from './io.ts'

interface Options {
  readonly file?: string
  readonly jsonl?: boolean
  readonly indicator?: string
  readonly level2?: string
  readonly amountUnit?: string
  readonly year?: number
}

/** Adds the command to the program. */
export function addValues(program: Command, context: Context): void {
  program
    .command('values')
    .description('read value cells: texts, the lines of a file, or stdin; one value a line, in the order given')
    .argument('[text...]', 'cell texts, each one a value')
    .option('--file <file>', 'read the lines of a file, each one a cell')
    .option('--jsonl', 'one value a line as JSON')
    .option('--indicator <name>', "the indicator's name, for what it says of the unit")
    .option('--level2 <code>', 'the code of its level 2: cost, timeliness …')
    .option('--amount-unit <unit>', "the form's unit of money: 万元, 元")
    .option('--year <year>', 'the fiscal year, for dates without one', yearOf)
    .addHelpText(
      'after',
      `
Examples:
  $ guibiao values 16530万 --level2 cost
  $ guibiao values --file cells.txt --jsonl`,
    )
    .action((texts: string[], _options, command: Command) => runValues(texts, command, context))
}

async function runValues(texts: readonly string[], command: Command, { out }: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const units = compileUnits(rulesOf(options).units)
  const surroundings = {
    ...NO_CONTEXT,
    indicator: options.indicator ?? null,
    level2: options.level2 ?? null,
    amountUnit: options.amountUnit ?? null,
    fiscalYear: options.year ?? null,
  }
  const lines = texts.length === 0 || options.file !== undefined ? readLines(options.file, command) : []
  const cells = [...texts, ...lines]
  const values = cells.map((cell) => parseValue(cell, surroundings, units))
  if (options.json && !options.jsonl) await out.print(`${JSON.stringify(values)}\n`)
  else for (const value of values) await out.print(`${options.jsonl ? JSON.stringify(value) : lineOf(value, units)}\n`)
}

/** The lines of a file or of stdin. A file that cannot be read ends the command. */
function readLines(file: string | undefined, command: Command): readonly string[] {
  try {
    return linesOf(readFileSync(file ?? 0, 'utf8'))
  } catch (error) {
    return command.error(`guibiao: ${file ?? 'stdin'} cannot be read: ${(error as Error).message}`, {
      exitCode: EXIT.nothing,
    })
  }
}

/** One cell a line; the line break at the end of the file begins no cell. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function yearOf(text: string): number {
  if (!/^(?:19|20)\d\d$/.test(text)) throw new InvalidArgumentError('expected a year such as 2020.')
  return Number(text)
}

/** A value for people: what is printed, what was read, and the marks on it. */
function lineOf(value: Value, units: UnitTable): string {
  const read = value.kind === 'quantity' || value.kind === 'date' ? printValue(value, units) : (value.reason ?? '')
  const assumed = value.assumed ? `assumed ${value.assumed.value} ${value.assumed.unit} (${value.assumed.from})` : ''
  const marks = [
    ...value.inferred.map((one) => `inferred ${one}`),
    ...value.flags,
    ...value.doubts.map((one) => `${one}?`),
  ]
  return [value.raw, value.kind, read, [assumed, ...marks].filter((one) => one !== '').join(', ')].join('\t').trimEnd()
}
