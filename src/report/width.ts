/** Text in columns of a terminal, where a Chinese character takes two. */

// East Asian Wide and Fullwidth of Unicode's EastAsianWidth.txt (UAX #11), by block; emoji are wide too.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u
const ZERO = /[\p{Mn}\p{Me}\u200b-\u200f\u2060\ufeff]/u

/** The number of terminal columns that a text takes: 2 for East Asian wide characters, 0 for combining marks. */
export function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += ZERO.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return width
}

/** A text filled up with blanks to a width; longer texts stay as they are. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** The same with the blanks in front, for numbers. */
export function padLeftTo(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text
}

/** A text cut to a width, with `…` where something is cut off. */
export function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let cut = ''
  let used = 0
  for (const char of text) {
    const own = displayWidth(char)
    if (used + own > width - 1) break
    cut += char
    used += own
  }
  return `${cut}…`
}

/** A text from a file in one line that cannot steer a terminal: line breaks as ⏎, control characters as `\x1b`. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|\n/g, '⏎')
    .replace(/\t/g, ' ')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )
}
