/** What a schema cannot say of a user's units: a line that would read nothing, or read a number as another one. */
import type { Unit } from '../model.ts'

/** What is wrong with the units of a user's folder, each with its JSON path; `builtIn` are those that they stand on. */
export function faultsOfUnits(own: readonly Unit[], builtIn: readonly Unit[]): readonly string[] {
  const seen = new Map<string, number>()
  return own.flatMap((unit, i) => [
    ...faultsOfCode(unit, builtIn).map((fault) => `/units/${i}/code: ${fault}`),
    ...faultsOfFactor(unit, own, builtIn).map((fault) => `/units/${i}/factor: ${fault}`),
    ...unit.spellings.flatMap((spelling, k) =>
      faultsOfSpelling(spelling, i, seen).map((fault) => `/units/${i}/spellings/${k}: ${fault}`),
    ),
  ])
}

function faultsOfCode({ code, dimension }: Unit, builtIn: readonly Unit[]): readonly string[] {
  if (builtIn.some((one) => one.code === code)) return []
  if (dimension === 'money')
    return /^[A-Z]{3}$/.test(code) ? [] : [`"${code}" is no currency; expected an ISO 4217 code such as USD`]
  if (/^\{[^{}/\s]+\}$/.test(code) || /^[!-.0-~]+$/.test(code)) return []
  return [`"${code}" is no code; expected a UCUM code such as km, or a word in braces such as {步}`]
}

/** A decimal factor converts: it needs one unit of factor 1 to convert to, of its own code or the only one of its dimension. */
function faultsOfFactor({ code, dimension, factor }: Unit, own: readonly Unit[], builtIn: readonly Unit[]) {
  const [above = '', below = '1'] = factor.split('/')
  if (!/[1-9]/.test(above) || !/[1-9]/.test(below)) return [`"${factor}" loses every number; expected more than 0`]
  if (factor === '1' || factor.includes('/')) return []
  const ones = [...own, ...builtIn].filter((one) => one.factor === '1')
  if (ones.some((one) => one.code === code)) return []
  const inDimension = (units: readonly Unit[]) =>
    new Set(units.filter((one) => one.factor === '1' && one.dimension === dimension).map((one) => one.code))
  const bases = [inDimension(builtIn), inDimension(own)].find((codes) => codes.size > 0)
  if (bases?.size === 1) return []
  const found = bases ? `${bases.size} units of factor 1, and none is meant` : 'no unit of factor 1'
  return [`"${dimension}" has ${found}; expected the code of the unit that ${factor} counts in, or factor "1"`]
}

function faultsOfSpelling(spelling: string, unit: number, seen: Map<string, number>): readonly string[] {
  const first = seen.get(spelling)
  seen.set(spelling, first ?? unit)
  if (/^\d/.test(spelling)) return [`"${spelling}" begins with a digit, which would be read as part of the number`]
  if (/\s/.test(spelling)) return [`"${spelling}" holds a blank; cells are read without blanks, so write it without`]
  return first === undefined ? [] : [`"${spelling}" stands at /units/${first} too; expected one unit for a spelling`]
}
