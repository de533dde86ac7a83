import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { openOutput } from '../src/cli/io.ts'
import { addValues } from '../src/cli/values.ts'
import { memoryIo } from './support/memory-io.ts'

async function run(...args: readonly string[]): Promise<readonly string[]> {
  const io = memoryIo({})
  const program = new Command('guibiao').option('--json').option('--rules <dir>').exitOverride()
  program.configureOutput({ writeErr: () => {} })
  addValues(program, { io, out: openOutput(io), version: '0', typed: '', exit: () => {} })
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} })
  await program.parseAsync(['values', ...args], { from: 'user' })
  return io.stdout.text().split('\n').slice(0, -1)
}

describe('guibiao values', () => {
  it('prints one value a line as JSON, in order, for blank lines too', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'guibiao-values-')), 'cells.txt')
    writeFileSync(file, '≥90%\n\n16530万\r\n及时\n')
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

  it('refuses a year that is none and a file that cannot be read', async () => {
    await expect(run('5', '--year', '20')).rejects.toThrow(/year such as 2020/)
    await expect(run('--file', '/no/such/file')).rejects.toThrow(/cannot be read/)
  })
})
