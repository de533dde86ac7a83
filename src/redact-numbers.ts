/** Numbers that belong to people: telephones, identity cards (GB 11643), bank accounts (ISO/IEC 7812), e-mail addresses. */
import { halfWidth } from './text.ts'

/** A span of a text, end exclusive. */
export type Span = readonly [start: number, end: number]

/** What a number is preceded by when nothing but a label tells what it is. */
const PHONE_LABEL = /(?:电话|手机|联系方式|传真|tel|phone)[^0-9\n]{0,8}$/i
const ACCOUNT_LABEL = /(?:账号|帐号|账户|帐户|卡号)[^0-9\n]{0,8}$/

/** Digits of all scripts that stand alone: no longer number, code or decimal around them. */
const alone = (pattern: string) => new RegExp(`(?<![0-9A-Za-z.])(?:${pattern})(?![0-9A-Za-z]|\\.\\d)`, 'g')

const MOBILE = alone('(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}')
const LANDLINE = alone('(?:\\(0\\d{2,3}\\)|0\\d{2,3})[-—– ]{0,2}[2-9]\\d{2,3}[- ]?\\d{4}(?:[-转]\\d{1,6})?')
const SERVICE = alone('[48]00[- ]\\d{3,4}[- ]?\\d{3,4}')
const IDENTITY = alone('[1-9]\\d{5} ?(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]) ?\\d{3}[0-9Xx]')
const OLD_IDENTITY = alone('[1-9]\\d{5}\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}')
const CARD = alone('\\d{16,19}|\\d{4}(?: \\d{4}){3}(?: \\d{1,3})?')
const LABELLED = /\d[\d\- ]{4,28}\d/g
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/** Finds such numbers in a text; `label` is what is printed before it, in cells to the left and above, one a line. */
export function findNumbers(text: string, label = ''): readonly Span[] {
  const plain = halfWidth(text)
  if (!/\d{4}|@/.test(plain)) return []
  const found: Span[] = []
  const add = (pattern: RegExp, test: (match: string, at: number) => boolean = () => true) => {
    for (const match of plain.matchAll(pattern))
      if (test(match[0], match.index)) found.push([match.index, match.index + match[0].length])
  }
  // Eleven digits that end in many noughts are money.
  add(MOBILE, (match) => !/0{5}$/.test(match))
  for (const pattern of [LANDLINE, SERVICE, IDENTITY, OLD_IDENTITY, EMAIL]) add(pattern)
  add(CARD, (match) => isCard(match.replaceAll(' ', '')))
  add(LABELLED, (_match, at) => isLabelled(`${halfWidth(label)}\n${plain.slice(0, at)}`))
  return found
}

const isLabelled = (before: string) =>
  before.split('\n').some((line) => PHONE_LABEL.test(line) || ACCOUNT_LABEL.test(line))

/** A bank card by its check digit (Luhn), or by the first digits of the issuers; a credit code of a body is none. */
function isCard(digits: string): boolean {
  if (digits.length === 18 && isCreditCode(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0 || /^(?:62|60|9558|4|5[1-5]|3[57])/.test(digits)
}

const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** A unified social credit code (GB 32100) of digits only, by its check digit. */
function isCreditCode(digits: string): boolean {
  if (!/^[159]/.test(digits)) return false
  const sum = CREDIT_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return (31 - (sum % 31)) % 31 === Number(digits[17])
}
