import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultsOfUnits } from '../src/rules/faults-of-units.ts'
import { loadRules } from '../src/rules.ts'
import { compileUnits, NO_CONTEXT, parseValue } from '../src/value/index.ts'
import { UNITS } from './value-reading.ts'

/** A folder with one `units.json`. */
function folderOf(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'guibiao-units-'))
  writeFileSync(join(folder, 'units.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return folder
}

const line = (parts: object) => ({ code: '{步}', dimension: 'count', factor: '1', spellings: ['步'], ...parts })
const read = (text: string, ...units: readonly object[]) =>
  parseValue(text, NO_CONTEXT, compileUnits(loadRules(folderOf({ units })).units))

describe('units in a folder of rules', () => {
  it('are read after one line of data', () => {
    expect(read('5万步', line({}))).toMatchObject({ kind: 'quantity', value: '50000', unit: '{步}', flags: [] })
    expect(read('3步/人', line({}))).toMatchObject({ value: '3', unit: '{步}/{人}' })
  })

  it('convert to the base of their dimension, or to the unit whose code they carry', () => {
    expect(
      read('2俄里', line({ code: '{俄里}', dimension: 'length', factor: '1066.8', spellings: ['俄里'] })),
    ).toMatchObject({ value: '2133.6', unit: 'm' })
    expect(read('2打包', line({ code: '{个}', factor: '12', spellings: ['打包'] }))).toMatchObject({
      value: '24',
      unit: '{个}',
    })
  })

  it('overrule a built-in spelling', () => {
    expect(read('3块', line({ code: '{地块}', spellings: ['块'] }))).toMatchObject({ unit: '{地块}' })
  })

  it('are found in cells however wide their spelling is written', () => {
    expect(read('≥5ＰＵ', line({ code: 'PU', dimension: 'panel', spellings: ['ＰＵ'] }))).toMatchObject({ unit: 'PU' })
  })
})

describe('a wrong line of units', () => {
  const wrong: readonly (readonly [string, object, RegExp])[] = [
    ['a factor that is no number', { factor: '1,5' }, /units\.json: \/units\/0\/factor: .*pattern/],
    ['a factor of binary floating point', { factor: 0.1 }, /\/units\/0\/factor: .*expected string, received number/],
    ['a mistyped key', { facto: '1' }, /\/units\/0: Unrecognized key: "facto"/],
    ['no spelling', { spellings: [] }, /\/units\/0\/spellings: /],
    ['a factor of nothing', { factor: '0' }, /\/units\/0\/factor: "0" loses every number; expected more than 0/],
    ['a division by nothing', { factor: '1/0' }, /\/units\/0\/factor: "1\/0" loses every number/],
    ['a code without braces', { code: '步' }, /\/units\/0\/code: "步" is no code; expected a UCUM code .*\{步\}/],
    ['a currency that is none', { code: 'YUAN', dimension: 'money' }, /\/units\/0\/code: .*expected an ISO 4217 code/],
    ['a digit in front', { spellings: ['步', '2步'] }, /\/units\/0\/spellings\/1: "2步" begins with a digit/],
    ['a blank', { spellings: ['大 步'] }, /\/units\/0\/spellings\/0: .*write it without/],
    ['one spelling twice', { spellings: ['步', '步'] }, /\/units\/0\/spellings\/1: "步" stands at \/units\/0 too/],
    ['nothing to convert to', { dimension: 'stride', factor: '0.7' }, /"stride" has no unit of factor 1; expected/],
    ['too much to convert to', { factor: '12' }, /"count" has \d+ units of factor 1, and none is meant; expected/],
  ]
  it.each(wrong)('with %s is refused, and the message says where and what was expected', (_name, parts, message) => {
    expect(() => loadRules(folderOf({ units: [line(parts)] }))).toThrow(message)
  })

  it('does not stand in the built-in units', () => expect(faultsOfUnits(UNITS, UNITS)).toEqual([]))
})
