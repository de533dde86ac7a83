/** Drawn forms as the filings that guibiao makes of them: lines with `|` are a table, others are paragraphs. */
import { remap } from '../../src/extract.ts'
import type { Filing } from '../../src/model.ts'
import { loadRules } from '../../src/rules.ts'
import { parseDocument } from './draw-document.ts'
import { sha256Of } from './records.ts'

const rules = loadRules()

/** The filings of drawn files (parted by a line of `=`), in order. */
export async function drawnFilings(drawing: string): Promise<readonly Filing[]> {
  const files = drawing.split(/\n=+\n/)
  const all = await Promise.all(
    files.map((file, at) => remap(parseDocument(file), sha256Of(file + at), rules, { path: `drawn-${at + 1}.docx` })),
  )
  return all.flatMap(({ filings }) => filings)
}
