/** Amounts in 分 (0.01 元), exactly: decimal strings shifted and rounded half-even, without binary floating point. */

/** The power of ten that leads from a money unit (金额单位) to 分. Other units have none: no sum may read them. */
const FEN_EXPONENT: ReadonlyMap<string, number> = new Map(
  Object.entries({
    分: 0,
    角: 1,
    元: 2,
    百元: 4,
    千元: 5,
    万元: 6,
    十万元: 7,
    百万元: 8,
    千万元: 9,
    亿元: 10,
  }),
)

const LARGEST = 2n ** 63n - 1n

/** `fen` is null when there is no amount, no known unit, or no room for it; `rounded` when 分 does not hold it exactly. */
export interface Fen {
  readonly fen: bigint | null
  readonly rounded: boolean
}

const NONE: Fen = { fen: null, rounded: false }

/** An exact decimal in a money unit as 分. Null amounts and units that are not Chinese money give null. */
export function toFen(amount: string | null, unit: string | null): Fen {
  const exponent = unit === null ? undefined : FEN_EXPONENT.get(unit)
  if (amount === null || exponent === undefined) return NONE
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match) return { fen: null, rounded: true }
  const fraction = match[3] ?? ''
  const whole = BigInt(match[2]! + fraction.slice(0, exponent).padEnd(exponent, '0'))
  const rest = fraction.slice(exponent)
  const size = whole + (roundsUp(rest, whole) ? 1n : 0n)
  if (size > LARGEST) return { fen: null, rounded: true }
  return { fen: match[1] === '-' ? -size : size, rounded: /[1-9]/.test(rest) }
}

/** Half-even: up above one half, and at exactly one half where the last kept digit is odd. */
function roundsUp(rest: string, whole: bigint): boolean {
  if (!/^[5-9]/.test(rest)) return false
  return !/^50*$/.test(rest) || whole % 2n === 1n
}
