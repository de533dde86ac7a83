/** Personal data out of texts: phone, identity-card and bank-card numbers and mail addresses become `…`. */

const PERSONAL = [
  // GB 11643: 17 digits and a check character.
  /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g,
  // Bank cards (ISO/IEC 7812): 16 to 19 digits, also in groups of four.
  /(?<![\dA-Za-z.])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\dA-Za-z.])/g,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
  /(?<!\d)0\d{2,3}[-—– ]\d{7,8}(?!\d)/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
]

/** The text without personal numbers and addresses. Names can't be told from other words and stay. */
export function maskPersonal(text: string): string {
  return PERSONAL.reduce((masked, pattern) => masked.replace(pattern, '…'), text)
}
