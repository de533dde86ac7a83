/** What charts have in common: the SVG around them, and text in it. Own SVG, because a page may not load a library. */
import type { Label } from '../bilingual.ts'
import { type Html, html, type Part } from '../html.ts'
import { cutTo, displayWidth } from '../width.ts'

/** Where and how a text stands. */
export interface TextAt {
  readonly x: number
  readonly y: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly kind?: 'label' | 'value' | 'axis'
}

/** A chart: `title` is read out in its place, the table under it has its numbers. */
export function drawSvg(width: number, height: number, title: Label, body: Part): Html {
  const name = typeof title === 'string' ? title : `${title.en} · ${title.zh}`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="chart 图"><svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}">${body}</svg></div>`
}

/** A text in a chart, cut to a width in half-characters; the whole of it is shown when pointed at. */
export function drawText(label: Label, at: TextAt, most = 40): Html {
  const { x, y, anchor = 'start', kind = 'label' } = at
  const one = (text: string, lang: string) => {
    const cut = cutTo(text.replace(/\s+/g, ' '), most)
    const attributes = html`x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" class="${kind}"${lang !== '' && html` lang="${lang}"`}`
    return html`<text ${attributes}>${cut}${displayWidth(text) > most && html`<title>${text}</title>`}</text>`
  }
  return typeof label === 'string' ? one(label, '') : html`${one(label.en, 'en')}${one(label.zh, 'zh-CN')}`
}

/** Coordinates to a tenth: more only makes the page longer. */
export function round(x: number): number {
  return Math.round(x * 10) / 10
}

/** A step of 1, 2 or 5 times a power of ten that divides a range into at most `parts`. */
export function niceStep(range: number, parts: number): number {
  if (!(range > 0)) return 1
  const raw = range / parts
  const power = 10 ** Math.floor(Math.log10(raw))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= raw * 0.999999)!
}
