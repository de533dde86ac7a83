import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { openOutput } from '../src/cli/io.ts'
import { addValues } from '../src/cli/values.ts'
import { memoryIo } from './support/memory-io.ts'

interface Ran {
  readonly lines: readonly string[]
  readonly said: string
  readonly code: number
}

/** Runs the command; `piped` is what stands on stdin, in the portions given; without it stdin is a terminal. */
async function runWith(piped: readonly (string | Uint8Array)[] | null, ...args: readonly string[]): Promise<Ran> {
  const terminal = Object.assign(Readable.from([]), { isTTY: true })
  const io = { ...memoryIo({}), stdin: piped === null ? terminal : Readable.from(piped) }
  const program = new Command('guibiao').option('--json').option('--rules <dir>').exitOverride()
  program.configureOutput({ writeErr: () => {} })
  let code = 0
  const exit = (ended: number) => {
    code = ended
  }
  addValues(program, { io, out: openOutput(io), version: '0', typed: '', exit })
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} })
  await program.parseAsync(['values', ...args], { from: 'user' })
  return { lines: io.stdout.text().split('\n').slice(0, -1), said: io.stderr.text(), code }
}

const run = async (...args: readonly string[]) => (await runWith(null, ...args)).lines

function fileOf(content: string | Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'guibiao-values-')), 'cells.txt')
  writeFileSync(file, content)
  return file
}

describe('guibiao values', () => {
  it('prints one value a line as JSON, in order, for blank lines too', async () => {
    const file = fileOf('\ufeff≥90%\n\n16530万\r\n及时\n')
    const values = (await run('--file', file, '--jsonl', '--level2', 'cost')).map((line) => JSON.parse(line))
    expect(values.map(({ raw, kind, value, unit }) => [raw, kind, value, unit])).toEqual([
      ['≥90%', 'quantity', '90', '%'],
      ['', 'missing', undefined, undefined],
      ['16530万', 'quantity', '165300000', 'CNY'],
      ['及时', 'qualitative', undefined, undefined],
    ])
  })

  it('reads texts with what is known beside them', async () => {
    expect(await run('12月31日前', '--year', '2020')).toEqual(['12月31日前\tdate\t≤2020年12月31日\tinferred year'])
    expect(await run('43.2', '--indicator', '工程资金', '--amount-unit', '万元')).toEqual([
      '43.2\tquantity\t43.2\tassumed 432000 CNY (header)',
    ])
    expect(JSON.parse((await run('5', '6人', '--json'))[0]!).map((value: { unit: string }) => value.unit)).toEqual([
      '',
      '{人}',
    ])
  })

  it('reads stdin where neither texts nor a file are given, wherever the portions are cut', async () => {
    const bytes = Buffer.from('≥90%\r\n\r\n5人')
    const piped = [...bytes].map((byte) => Uint8Array.of(byte))
    const { lines } = await runWith(piped, '--jsonl')
    expect(lines.map((one) => JSON.parse(one).raw)).toEqual(['≥90%', '', '5人'])
    expect((await runWith([])).lines).toEqual([])
    expect((await runWith(['\n'])).lines).toEqual(['\tmissing\tblank'])
    expect((await runWith([], '--json')).lines).toEqual(['[]'])
  })

  it('gives one value for every line of a long file', async () => {
    const { lines } = await runWith(null, '--file', fileOf('5人\n'.repeat(30_000)), '--jsonl')
    expect(lines.length).toBe(30_000)
  })

  it('keeps a cell of several lines on one line', async () => {
    expect(await run('≥90\n%')).toEqual(['≥90⏎%\tquantity\t≥90%'])
  })

  it('takes units of a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guibiao-values-'))
    const unit = { code: '{步}', dimension: 'count', factor: '1', spellings: ['步'] }
    writeFileSync(join(folder, 'units.json'), JSON.stringify({ units: [unit] }))
    expect(await run('5万步', '--rules', folder)).toEqual(['5万步\tquantity\t50000步'])
  })

  it('refuses a year that is none, a unit that is no money, and a terminal without anything to read', async () => {
    await expect(run('5', '--year', '20')).rejects.toThrow(/year such as 2020/)
    await expect(run('5', '--amount-unit', '个')).rejects.toThrow(/expected a unit of money/)
    await expect(run()).rejects.toThrow(/nothing to read/)
  })

  it('says what cannot be read, and prints what came before it', async () => {
    expect(await runWith(null, '--file', '/no/such/file')).toMatchObject({
      code: 3,
      said: expect.stringMatching(/cannot be read: ENOENT/),
    })
    const { lines, said, code } = await runWith(null, '5人', '--file', fileOf(Uint8Array.of(0xce, 0xe5, 0x0a)))
    expect([lines.length, code]).toEqual([1, 3])
    expect(said).toMatch(/no UTF-8 text.*iconv/)
  })
})
