/** Cell text made ready for reading: one spelling for each glyph, no white space, and the way back to the original. */

/** Cleaned text; `at[i]` is the offset in the original of character `i`; null when nothing was changed. */
export interface Clean {
  readonly text: string
  readonly at: readonly number[] | null
}

const FOLD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '-': '–—－―−﹣‐‑‒─━﹘ｰ',
    '~': '～〜∼˜∽',
    '≥': '≧⩾≳⋝',
    '≤': '≦⩽≲⋜',
    '>': '›﹥',
    '<': '‹﹤',
    '=': '═﹦',
    '≈': '≒≃≅',
    '×': '✕✖╳',
    '/': '∕⁄',
    '·': '•・∙‧⋅',
    '.': '﹒․',
    '%': '﹪٪',
    '¥': '￥',
    '£': '￡',
    $: '﹩',
    '"': '“”„‟',
    "'": '‘’‚‛',
    '(': '﹙',
    ')': '﹚',
    '[': '〔【',
    ']': '〕】',
    万: '萬',
    亿: '億',
    个: '個箇',
    点: '點',
    负: '負',
    两: '兩',
    几: '幾',
    余: '餘',
    圆: '圓',
    贰: '貳',
    陆: '陸',
    叁: '參叄',
    吨: '噸',
    里: '裏裡',
    顷: '頃',
    钟: '鐘鍾',
    时: '時',
    约: '約',
    于: '於',
    过: '過',
    达: '達',
    华: '華',
    摄: '攝',
    币: '幣',
    台: '臺',
    处: '處',
    项: '項',
    户: '戶',
    条: '條',
    辆: '輛',
    张: '張',
    间: '間',
    场: '場',
    届: '屆',
    头: '頭',
    只: '隻',
    双: '雙',
    对: '對',
    号: '號',
    岁: '歲',
    欧: '歐',
    韩: '韓',
    铢: '銖',
    镑: '鎊',
    仑: '侖',
    后: '後',
    级: '級',
    数: '數',
    减: '減',
    长: '長',
    学: '學',
    当: '當',
    将: '將',
    满: '滿',
    标: '標',
    内: '內',
    实: '實',
    际: '際',
    二十: '廿',
    三十: '卅',
  }).flatMap(([to, from]) => [...from].map((char) => [char, to] as const)),
)

/** White space and invisible characters. */
function isSpace(code: number): boolean {
  if (code <= 0x20 || code === 0xa0 || code === 0xad || code === 0x3000 || code === 0xfeff) return true
  return (code >= 0x2000 && code <= 0x200f) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x2060
}

function isDigitCode(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)
}

/** One character as it is read: full-width forms, unit signs (㎡, ㎞, ℃) and look-alikes folded. */
function fold(char: string, code: number): string {
  const known = FOLD.get(char)
  if (known !== undefined) return known
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  // Superscripts and the squared unit signs of the CJK Compatibility block (㎡ → m2).
  if (code === 0xb2 || code === 0xb3 || (code >= 0x3371 && code <= 0x33df)) return char.normalize('NFKC')
  return char
}

/** True when cleaning would change nothing. */
function isClean(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code <= 0x20) return false
    if (code >= 0x80 && (isSpace(code) || fold(text[i]!, code) !== text[i])) return false
  }
  return true
}

/**
 * Cleans a text in one pass. White space goes, except between two digits (`3 5` is not 35), where one blank stays.
 */
export function clean(original: string): Clean {
  if (isClean(original)) return { text: original, at: null }
  let text = ''
  const at: number[] = []
  let blank = false
  let last = 0
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i)
    if (isSpace(code)) {
      blank = true
      continue
    }
    const char = original[i]!
    const folded = code < 0x80 ? char : fold(char, code)
    if (blank && isDigitCode(last) && isDigitCode(code)) {
      text += ' '
      at.push(i - 1)
    }
    blank = false
    for (let k = 0; k < folded.length; k++) at.push(i)
    text += folded
    last = code
  }
  return { text, at }
}

/** The original text behind the cleaned span [start, end). */
export function originalOf(original: string, cleaned: Clean, start: number, end: number): string {
  if (end <= start) return ''
  const { at } = cleaned
  return at === null ? original.slice(start, end) : original.slice(at[start]!, at[end - 1]! + 1)
}
