/** Number formats that SheetJS gets wrong, with the number written into them: the rest of the format stays as it is. */

const LITERAL = String.raw`"[^"]*"|\\.|\[[^\]]*\]|[_*].`
const TOKENS = new RegExp(`${LITERAL}|;|[^]`, 'g')
const GENERAL = new RegExp(`${LITERAL}|General`, 'g')
/** Digits, a point that is a literal, more digits, thousands left out by commas: 16530.5万 written `0\.0,"万"`. */
const POINTED = new RegExp(String.raw`^((?:${LITERAL})*)([#?0]*0)\\\.(0+)(,*)((?:${LITERAL})*)$`)

/** The sections of a format (ECMA-376-1 §18.8.31): positive; negative; zero; text. */
export function sectionsOf(code: string): readonly string[] {
  const sections = ['']
  for (const token of code.match(TOKENS) ?? []) {
    if (token === ';') sections.push('')
    else sections[sections.length - 1] += token
  }
  return sections
}

/** True for a format in which {@link spellOut} has something to write. */
export function needsSpelling(code: string): boolean {
  if (code === 'General') return false
  return sectionsOf(code).some(
    (section) => POINTED.test(section) || section.match(GENERAL)?.some((token) => token === 'General'),
  )
}

function pointed(section: string, value: number): string {
  return section.replace(POINTED, (_, before: string, whole: string, part: string, commas: string, after: string) => {
    const scaled = Math.round(Math.abs(value) / 1000 ** commas.length)
    const least = part.length + whole.replace(/[^0]/g, '').length
    const digits = scaled.toFixed(0).padStart(least, '0')
    return `${before}"${digits.slice(0, -part.length)}.${digits.slice(-part.length)}"${after}`
  })
}

/**
 * The format with the number written where it says `General` among other things, or where its point is a literal.
 * `general` is the number as plain text. The sign goes in where the format has no section for negative numbers.
 */
export function spellOut(code: string, value: number, general: string): string {
  const sections = sectionsOf(code)
  const sign = sections.length === 1 && value < 0 ? '"-"' : ''
  const plain = general.replace(/^-/, '')
  return sections
    .map((section) => {
      const written = pointed(section, value).replace(GENERAL, (token) => (token === 'General' ? `"${plain}"` : token))
      return written === section ? section : sign + written
    })
    .join(';')
}
