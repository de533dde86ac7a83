/** A Document as text and back: captions as lines, tables drawn, `sheet NAME` in front of a sheet. */
import { drawGrid, parseGrid } from '../../src/grid.ts'
import type { Block, Document } from '../../src/model.ts'

/** Parses lines and drawn tables into a document. */
export function parseDocument(drawing: string): Document {
  const blocks: Block[] = []
  let drawn: string[] = []
  let name: string | null = null
  const flush = () => {
    if (drawn.length > 0)
      blocks.push({ kind: 'table', name, grid: parseGrid(drawn.join('\n')), hidden: false, within: null })
    drawn = []
  }
  for (const line of drawing.split('\n')) {
    if (line.startsWith('|')) {
      drawn.push(line)
      continue
    }
    flush()
    const sheet = /^sheet (.+)$/.exec(line)?.[1]
    if (sheet) name = sheet
    else if (line.trim() !== '')
      blocks.push({ kind: 'paragraph', text: line.replaceAll('⏎', '\n'), part: 'body', hidden: false })
  }
  flush()
  return { format: 'docx', reader: 'drawn', blocks, findings: [] }
}

/** Draws a document; hidden blocks say so. */
export function drawDocument(document: Document): string {
  return document.blocks
    .map((block) => {
      if (block.kind === 'paragraph') return `${block.text.replaceAll('\n', '⏎')}\n`
      const title = block.name === null ? '' : `sheet ${block.name}\n`
      return `${title}${drawGrid(block.grid)}\n`
    })
    .join('')
}
