/** `guibiao values`: reads value cells given as text, from a file or from stdin; one Value a line. */
import { createReadStream } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { compileUnits, NO_CONTEXT, parseValue, printable, printValue, type UnitTable, type Value } from '../index.ts'
import { type Context, optionsOf, rulesOf } from './context.ts'
import { EXIT, type Output } from './io.ts'

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
  $ guibiao values --file cells.txt --jsonl
  $ guibiao values -- -5%
  $ cut -f3 table.tsv | guibiao values --jsonl`,
    )
    .action((texts: string[], _options, command: Command) => runValues(texts, command, context))
}

async function runValues(texts: readonly string[], command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command)
  const units = compileUnits(rulesOf(options).units)
  if (options.amountUnit !== undefined && parseValue(`1${options.amountUnit}`, NO_CONTEXT, units).unit !== 'CNY')
    command.error(`guibiao: --amount-unit ${options.amountUnit}: expected a unit of money such as 万元 or 元`)
  const surroundings = {
    ...NO_CONTEXT,
    indicator: options.indicator ?? null,
    level2: options.level2 ?? null,
    amountUnit: options.amountUnit ?? null,
    fiscalYear: options.year ?? null,
  }
  const write = writerOf(options, context.out, units)
  const fromFile = options.file !== undefined || texts.length === 0
  const source = fromFile ? openSource(options.file, command, context) : null
  for (const text of texts) await write.add(parseValue(text, surroundings, units))
  try {
    for await (const line of source === null ? [] : linesOf(source)) {
      if (context.out.closed) return
      await write.add(parseValue(line, surroundings, units))
    }
  } catch (error) {
    await write.end()
    context.out.say(`guibiao: ${options.file ?? 'stdin'} cannot be read: ${unreadable(error as NodeJS.ErrnoException)}`)
    return context.exit(EXIT.nothing)
  }
  await write.end()
}

function unreadable({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    ? 'it is no UTF-8 text. Convert it first, e.g. iconv -f GB18030 -t UTF-8'
    : message
}

/** The bytes to read. A terminal that nobody pipes into is a forgotten argument, not a source. */
function openSource(file: string | undefined, command: Command, { io }: Context): AsyncIterable<Uint8Array | string> {
  if (file !== undefined) return createReadStream(file)
  if (io.stdin === undefined || io.stdin.isTTY)
    command.error('guibiao: nothing to read: give the text of a cell, --file FILE, or pipe lines in')
  return io.stdin!
}

/** The lines as they come, each one a cell; the line break at the end begins none. */
async function* linesOf(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of source) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    lines[0] = rest + lines[0]
    rest = lines.pop()!
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.decode()
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest
}

/** Values printed in portions: a line each, or all as one JSON array. */
function writerOf({ json, jsonl }: Options & { readonly json?: boolean }, out: Output, units: UnitTable) {
  const array = json === true && !jsonl
  let portion = array ? '[' : ''
  let count = 0
  return {
    add: async (value: Value) => {
      portion += array
        ? (count++ === 0 ? '' : ',') + JSON.stringify(value)
        : `${jsonl ? JSON.stringify(value) : lineOf(value, units)}\n`
      if (portion.length < 1 << 16) return
      await out.print(portion)
      portion = ''
    },
    end: () => out.print(array ? `${portion}]\n` : portion),
  }
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
  return [printable(value.raw), value.kind, read, [assumed, ...marks].filter((one) => one !== '').join(', ')]
    .join('\t')
    .trimEnd()
}
