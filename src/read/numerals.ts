/** Numbers as Word's list numbering writes them (ECMA-376-1 §17.18.59, ST_NumberFormat). */

const DIGITS = '零一二三四五六七八九'
const LEGAL = '零壹贰叁肆伍陆柒捌玖'

/** 十一, 二十, 一百零五 … below ten thousand. */
function chinese(n: number, digits: string, units: readonly string[], one: boolean): string {
  let text = ''
  let gap = false
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    text += (gap ? digits[0] : '') + digits[digit]! + (units[power] ?? '')
    gap = false
  }
  return one && n >= 10 && n < 20 ? text.slice(1) : text
}

const counting = (n: number) => chinese(n, DIGITS, ['', '十', '百', '千'], true)
const legal = (n: number) => chinese(n, LEGAL, ['', '拾', '佰', '仟'], false)
const digitwise = (n: number) => [...String(n)].map((d) => '〇一二三四五六七八九'[Number(d)]).join('')

function roman(n: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'],
    [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i'],
  ] // biome-ignore format: a table
  let text = ''
  let rest = n
  for (const [value, letters] of parts)
    while (rest >= value) {
      text += letters
      rest -= value
    }
  return text
}

/** a … z, aa, bb …: the letter is repeated, not counted on. */
const letter = (n: number) => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.ceil(n / 26))
const from = (first: string, count: number) => (n: number) =>
  n <= count ? String.fromCodePoint(first.codePointAt(0)! + n - 1) : String(n)
const cycle = (letters: string) => (n: number) => letters[(n - 1) % letters.length]!
const circled = (n: number) => (n <= 20 ? from('①', 20)(n) : n <= 35 ? from('㉑', 15)(n - 20) : from('㊱', 15)(n - 35))
const wide = (n: number) => String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))

const FORMATS: Readonly<Record<string, (n: number) => string>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: from('⑴', 20),
  decimalEnclosedFullstop: from('⒈', 20),
  upperRoman: (n) => roman(n).toUpperCase(),
  lowerRoman: roman,
  upperLetter: (n) => letter(n).toUpperCase(),
  lowerLetter: letter,
  chineseCounting: counting,
  chineseCountingThousand: counting,
  japaneseCounting: counting,
  taiwaneseCounting: counting,
  taiwaneseCountingThousand: counting,
  koreanCounting: counting,
  ideographDigital: digitwise,
  japaneseDigitalTenThousand: digitwise,
  taiwaneseDigital: digitwise,
  chineseLegalSimplified: legal,
  ideographLegalTraditional: legal,
  japaneseLegal: legal,
  ideographTraditional: cycle('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: cycle('子丑寅卯辰巳午未申酉戌亥'),
  ideographEnclosedCircle: from('㊀', 10),
  none: () => '',
  bullet: () => '',
}

/** A positive number in a list's number format; undefined when the format is not known. */
export function numeral(format: string, n: number): string | undefined {
  if (n <= 0 || n > 9999) return String(n)
  return Object.hasOwn(FORMATS, format) ? FORMATS[format]!(n) : undefined
}
