/** Characters of symbol fonts as Unicode: what `w:sym` and text set in Wingdings or Symbol shows. */

const WINGDINGS: Readonly<Record<number, string>> = {
  108: '●', 109: '❍', 110: '■', 111: '□', 112: '□', 113: '❑', 114: '❒', 115: '⬧', 116: '⧫', 117: '◆',
  118: '❖', 119: '⬥', 120: '⌧', 128: '⓪', 129: '①', 130: '②', 131: '③', 132: '④', 133: '⑤', 134: '⑥',
  135: '⑦', 136: '⑧', 137: '⑨', 138: '⑩', 139: '⓿', 140: '❶', 141: '❷', 142: '❸', 143: '❹', 144: '❺',
  145: '❻', 146: '❼', 147: '❽', 148: '❾', 149: '❿', 158: '·', 159: '•', 160: '▪', 161: '○', 162: '⭕',
  164: '◉', 165: '◎', 167: '▪', 168: '□', 170: '✦', 171: '★', 172: '✶', 216: '➢', 223: '←', 224: '→',
  225: '↑', 226: '↓', 232: '➔', 239: '⇦', 240: '⇨', 241: '⇧', 242: '⇩', 251: '✗', 252: '✓', 253: '☒',
  254: '☑', 74: '☺', 76: '☹', 70: '☞', 40: '☎', 42: '✉', 154: '❧', 32: ' ', 
} // biome-ignore format: a table
const WINGDINGS_2: Readonly<Record<number, string>> = {
  79: '✗', 80: '✓', 81: '☒', 82: '☑', 83: '☒', 84: '☒', 85: '⮽', 86: '⮾', 42: '□', 162: '■',
  163: '□', 150: '●', 151: '●', 152: '●', 153: '○', 154: '○', 158: '◉', 159: '◉', 160: '■', 161: '■',
  164: '□', 165: '▣', 105: '⓪', 106: '①', 107: '②', 108: '③', 109: '④', 110: '⑤', 111: '⑥', 112: '⑦',
  113: '⑧', 114: '⑨', 115: '⑩', 32: ' ',
} // biome-ignore format: a table
const WINGDINGS_3: Readonly<Record<number, string>> = {
  112: '▲', 113: '▼', 114: '△', 115: '▽', 116: '◀', 117: '▶', 118: '◁', 119: '▷', 125: '▶', 32: ' ',
} // biome-ignore format: a table
/** Adobe's Symbol encoding: the letters that stand for Greek ones, and the operators. */
const GREEK_FROM = 'ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywVJj'
const GREEK_TO = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςϑϕ'
const OPERATORS: Readonly<Record<number, string>> = {
  45: '−', 64: '≅', 92: '∴', 94: '⊥', 126: '∼', 162: '′', 163: '≤', 165: '∞', 171: '↔', 172: '←',
  173: '↑', 174: '→', 175: '↓', 176: '°', 177: '±', 178: '″', 179: '≥', 180: '×', 181: '∝', 183: '•',
  184: '÷', 185: '≠', 186: '≡', 187: '≈', 188: '…', 197: '⊕', 198: '∅', 199: '∩', 200: '∪', 206: '∈',
  208: '∠', 210: '®', 211: '©', 212: '™', 213: '∏', 214: '√', 215: '⋅', 222: '⇒', 229: '∑', 242: '∫',
} // biome-ignore format: a table

function symbolFont(code: number): string | undefined {
  const greek = GREEK_FROM.indexOf(String.fromCharCode(code))
  if (greek >= 0) return GREEK_TO[greek]
  return OPERATORS[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : undefined)
}

/** True for a font whose characters are not what their codes say. */
export function isSymbolFont(font: string): boolean {
  return /^(?:wingdings(?: [23])?|symbol)$/i.test(font)
}

/**
 * The Unicode character of a code of a symbol font (0x20–0xff, or 0xf020–0xf0ff as files write it); undefined when it
 * has none here.
 */
export function symbolOf(font: string, code: number): string | undefined {
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  const name = font.toLowerCase()
  if (low > 0xff) return isSymbolFont(name) ? String.fromCodePoint(low) : undefined
  if (name === 'wingdings') return WINGDINGS[low]
  if (name === 'wingdings 2') return WINGDINGS_2[low]
  if (name === 'wingdings 3') return WINGDINGS_3[low]
  if (name === 'symbol') return symbolFont(low)
  return code === low && low >= 0x20 ? String.fromCharCode(low) : undefined
}

/** Text that may be set in a symbol font, as it is shown. */
export interface ShownText {
  readonly text: string
  /** Characters without a counterpart, which stay as they are: `Webdings U+F061`. */
  readonly unknown: readonly string[]
}

const PRIVATE = /[\uf020-\uf0ff]/

/**
 * What text set in `font` shows: in a symbol font every character stands for another one. `symbolFont` is the font of
 * characters that only symbol fonts have (U+F020–F0FF), when it differs.
 */
export function shownIn(font: string, text: string, symbolFont = font): ShownText {
  const symbols = isSymbolFont(font)
  if (!symbols && !PRIVATE.test(text)) return { text, unknown: [] }
  const unknown: string[] = []
  const translate = (name: string, char: string) => {
    const code = char.codePointAt(0)!
    const shown = symbolOf(name, code)
    if (shown === undefined) unknown.push(`${name} U+${code.toString(16).toUpperCase().padStart(4, '0')}`.trim())
    return shown ?? char
  }
  const shown = [...text].map((char) => {
    if (PRIVATE.test(char)) return translate(symbolFont, char)
    return symbols && char.codePointAt(0)! < 0x100 ? translate(font, char) : char
  })
  return { text: shown.join(''), unknown }
}
