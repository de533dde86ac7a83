/** Texts of a document that are its own. */
import type { Document } from '../model.ts'
import { copyText } from '../text.ts'

/**
 * The document with copies of its texts. A reader cuts them out of the text of a whole part; a slice of it would keep
 * all of that in memory as long as anything remembers a single cell. The document is new and nobody else has it yet, so
 * that it is changed in place.
 */
export function ownTexts(document: Document): Document {
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') own(block)
    else for (const cell of block.grid.cells) own(cell)
  }
  return document
}

function own(printed: { text: string }): void {
  printed.text = copyText(printed.text)
}
