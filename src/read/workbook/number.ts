/** Numbers of a workbook: decimal strings of 15 digits, dates by arithmetic, display where SheetJS has it wrong. */
import { formatNumber, isDateFormat } from '../sheetjs.ts'
import { needsSpelling, sectionsOf, spellOut } from './spell-out.ts'

/** A number as a decimal string of at most 15 significant digits, which is all that Excel keeps and shows. */
export function decimalOf(value: number): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(14).split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '')
  if (digits === '') return '0'
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

const two = (n: number) => String(n).padStart(2, '0')

/**
 * A date serial (ECMA-376-1 §18.17.4) as ISO 8601: a date, a date with time, or a time `T09:30:00` below one day.
 * null outside of the years 1900–9999. The 1900 system counts a 29 February 1900 that never was.
 */
export function isoOf(serial: number, date1904: boolean): string | null {
  const seconds = Math.round(serial * 86400)
  const day = Math.floor(seconds / 86400)
  const rest = seconds - day * 86400
  const time = `T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
  if (day < 0 || (date1904 ? day > 2957003 : day > 2958465)) return null
  if (day === 0 && !date1904) return rest > 0 || serial > 0 ? time : null
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day >= 61 ? 30 : 31)
  const date = new Date(epoch + day * 86_400_000)
  const iso = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  return rest === 0 ? iso : iso + time
}

/** Date formats that are known by their number only, as Excel in zh-CN shows them (ECMA-376-1 §18.8.30). */
export const CHINESE_FORMATS: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
} // biome-ignore format: a table

/** Built-in formats whose order of day, month and year is that of the system; SheetJS gives them as in America. */
const LOCAL_DATES: Readonly<Record<string, string>> = {
  'm/d/yy': 'yyyy/m/d', '14': 'yyyy/m/d', 'm/d/yy h:mm': 'yyyy/m/d h:mm', '22': 'yyyy/m/d h:mm',
} // biome-ignore format: a table

/** What there is to know about a number format before it is used. */
export interface NumberFormat {
  /** The format as Excel means it; `General` for none. */
  readonly code: string
  readonly date: boolean
  /** Differs from what SheetJS formats by itself. */
  readonly rewritten: boolean
  /** Says `General` among other things, or has a point that is a literal. */
  readonly spelled: boolean
  /** Shows text otherwise than it is stored (`@"元"`), or hides it. */
  readonly text: boolean
  /** Chinese numerals (`[DBNum1]` …) and other wishes that are not carried out. */
  readonly unknown: boolean
}

const QUOTED = /"[^"]*"|\\.|!.|\[[^\]]*\]/g
const formats = new Map<string, NumberFormat>()

/** Understands a format code, or the number of a built-in one. Each code is looked at once. */
export function numberFormatOf(format: string | undefined): NumberFormat {
  const key = format ?? 'General'
  const known = formats.get(key)
  if (known) return known
  const made = understand(key)
  if (formats.size < 10_000) formats.set(key, made)
  return made
}

function understand(key: string): NumberFormat {
  const named = CHINESE_FORMATS[Number(key)] ?? LOCAL_DATES[key] ?? key
  const code = named
    .replace(/G\/通用格式/g, 'General')
    .replace(/\[DBNum\d\](?:\[\$-[\dA-Fa-f]+\])?/g, '')
    // `!` escapes the next character, as `\` does; SheetJS prints it.
    .replace(QUOTED, (part) => (part.startsWith('!') ? `\\${part.slice(1)}` : part))
    // Characters that SheetJS refuses outside of quotes.
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|上午\/下午|[^\x20-\x7e€]+/g, (part) =>
      /^[^\x20-\x7e€]/.test(part) && part !== '上午/下午' ? `"${part}"` : part,
    )
  const bare = code.replace(QUOTED, '')
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(code)
  return {
    code,
    date: code !== 'General' && !elapsed && isDateFormat(code),
    rewritten: code !== key,
    spelled: needsSpelling(code),
    text: code !== '@' && (sectionsOf(code).length > 3 || /@/.test(bare)),
    unknown: /\[DBNum/.test(key) || /a{3,}|b{2,}|e{2,}(?![+-])/i.test(bare.replace(/am\/pm|General/gi, '')),
  }
}

/**
 * A number as Excel displays it, without the padding that a format asks for; undefined when the format is not
 * understood. `shown` is what SheetJS made of it.
 */
export function displayed(
  value: number,
  format: NumberFormat,
  shown: string | undefined,
  date1904: boolean,
): string | undefined {
  if (format.unknown) return undefined
  // Excel keeps 15 digits; what lies behind them is not shown.
  const kept = Number(value.toPrecision(15))
  if (format.spelled) {
    const general = formatNumber('General', kept, date1904)
    return general && formatNumber(spellOut(format.code, kept, general), kept, date1904)?.trim()
  }
  // Halves that binary fractions miss (1.005) are rounded up as Excel does, which rounds the decimal digits.
  const half = !format.date && format.code !== 'General' && /\.\d*5$/.test(String(kept))
  const text =
    format.rewritten || half || kept !== value || shown === undefined
      ? formatNumber(format.code, half ? kept * (1 + 2 ** -50) : kept, date1904)
      : shown
  return text?.trim()
}
