/** How reports look: language and colour. Colours carry no meaning that the words do not. */

/** Language and colour of a report. */
export interface Style {
  readonly lang: 'en' | 'zh'
  /** ANSI colours: only for a terminal, and not with NO_COLOR. */
  readonly color: boolean
}

/** Paints text, or leaves it as it is. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  blue(text: string): string
}

/** The paint of a style. */
export function paintOf({ color }: Style): Paint {
  const wrap = (on: number, off: number) => (text: string) =>
    color && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    yellow: wrap(33, 39),
    green: wrap(32, 39),
    blue: wrap(34, 39),
  }
}
