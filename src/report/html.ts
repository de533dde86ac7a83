/** Markup made from templates: everything that is put into one is escaped, so that no text of a file becomes markup. */

/** A piece of a page that is markup already. */
export interface Html {
  readonly markup: string
}

/** What may stand in a template: text and numbers are escaped, pieces of markup are not; null and false leave nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML, in elements and in quoted attributes. Characters that a page cannot show or that turn its direction
 * (C0, C1, bidirectional controls) are written out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (char) => ESCAPES[char]!)
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/** A template of markup: html`<p title="${text}">${parts}</p>`. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0]!
  for (const [at, part] of parts.entries()) markup += partMarkup(part) + strings[at + 1]!
  return { markup }
}

/** Markup that is trusted as it stands: our own style sheets and scripts. */
export function trusted(markup: string): Html {
  return { markup }
}

function partMarkup(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(partMarkup).join('')
}
