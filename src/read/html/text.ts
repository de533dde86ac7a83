/** Text of HTML as a browser lays it out: white space collapsed, line breaks where blocks and `<br>` make them. */

/** Elements that start and end a line. */
export const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary title tr ul'.split(
    ' ',
  ),
)

/** Elements whose content is not shown. */
export const SILENT = new Set('script style head template noscript title colgroup col xml'.split(' '))

/** Characters between which a line break in the source is no space (CSS Text 3 §4.1.3). */
const WIDE = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\u3000-\u303f]/

/** Collects lines. A line break in the source and the indentation around it are layout; other spaces are kept. */
export interface Lines {
  add(text: string, preserve: boolean): void
  /** Ends the line if anything stands in it. */
  block(): void
  /** Ends the line, be it empty. */
  break(): void
  /** The text so far, and starts anew. A break at the very end counts only when asked for: a browser shows none. */
  take(lastBreak: boolean): string
  endsWithDigit(): boolean
}

/** An empty collector. */
export function newLines(): Lines {
  let done: string[] = []
  let line = ''
  let soft = false
  let broken = false
  const flush = () => {
    done.push(line)
    line = ''
    soft = false
  }
  const append = (part: string) => {
    const glued = WIDE.test(line.at(-1) ?? '') && WIDE.test(part[0] ?? '')
    if (soft && line !== '' && !glued && !/\s$/.test(line)) line += ' '
    line += part
    soft = false
    broken = false
  }
  return {
    add(text, preserve) {
      if (preserve) {
        for (const [index, part] of text.replace(/\r\n?/g, '\n').split('\n').entries()) {
          if (index > 0) flush()
          line += part
        }
        return
      }
      for (const part of text.split(/([\t ]*[\r\n\f][\t\r\n\f ]*)/))
        if (/[\r\n\f]/.test(part)) soft = true
        else if (part !== '') append(part)
    },
    block() {
      if (line.trim() !== '') flush()
      else line = ''
      soft = false
      broken = false
    },
    break() {
      flush()
      broken = true
    },
    take(lastBreak) {
      if (line !== '' || (lastBreak && broken)) flush()
      const text = done.join('\n')
      done = []
      line = ''
      soft = false
      broken = false
      // Word and Excel save empty cells as a no-break space.
      return /^[\u00a0\s]*$/.test(text) ? '' : text.replace(/[\0-\x08\x0b\x0e-\x1f]/g, '')
    },
    endsWithDigit: () => !soft && /\d$/.test(line),
  }
}
