/** Texts in both languages at once: a page shows one of them and can switch to the other. */
import { type Html, html, type Part } from './html.ts'

/** A text in English and Chinese. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/** Both texts; the page's style hides one. Words of files are not words of ours: they go in as plain text. */
export function both({ en, zh }: Words): Html {
  return html`<span lang="en">${en}</span><span lang="zh-CN">${zh}</span>`
}

/** Words of ours, or a text as it stands in a file. */
export type Label = Words | string

/** A label as markup. */
export function drawLabel(label: Label): Part {
  return typeof label === 'string' ? label : both(label)
}

/** The style that hides the other language, chosen by `data-lang` of the page. */
export const BILINGUAL_STYLE = `
html[data-lang=en] [lang=zh-CN],html[data-lang=zh] [lang=en]{display:none}
`

/** Shorthand for words. */
export const words = (en: string, zh: string): Words => ({ en, zh })
