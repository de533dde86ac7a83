/**
 * CPU time of the readers against their peers, on the same files in the same run: .docx against mammoth + cheerio, .xlsx
 * against SheetJS itself. `npm run build && node bench/read.mjs [rounds]`. Exit 1 when a ratio misses its target.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import mammoth from 'mammoth'
import { read } from 'xlsx'
import { readDocument } from '../dist/read/index.js'

const rounds = Number(process.argv[2] ?? 7)
const folder = join(import.meta.dirname, '../tests/fixtures/filings')
const filesOf = (extension) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => new Uint8Array(readFileSync(join(folder, name))))

/** Milliseconds of CPU that a task takes for all files, garbage collection included: the mean of passes that take 400 ms. */
async function cpuOf(files, task) {
  const before = process.cpuUsage()
  for (let passes = 1; ; passes++) {
    for (const bytes of files) await task(bytes)
    const { user, system } = process.cpuUsage(before)
    if (user + system > 400_000) return (user + system) / 1000 / passes
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** The rows of every table of mammoth's page, as a program would take them from it. */
async function mammothTables(bytes) {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
  const $ = load(value)
  return $('table')
    .toArray()
    .map(
      (table) =>
      $(table)
        .find('tr')
        .toArray()
        .map((row) => $(row).children('td, th').toArray().map((cell) => [$(cell).text(), $(cell).attr('rowspan'), $(cell).attr('colspan')])), // biome-ignore format: one line
    )
}

/** SheetJS with the options that keep what we keep. */
const sheetjs = async (bytes) =>
  read(bytes, {
    type: 'array',
    dense: true,
    nodim: true,
    cellNF: true,
    cellStyles: true,
    cellFormula: true,
    cellHTML: false,
  })

/** Both tasks in turn, so that what slows the machine down slows both. */
async function compare(name, files, ours, theirs) {
  for (const task of [ours, theirs]) for (let n = 0; n < 4; n++) await cpuOf(files, task)
  const pairs = []
  for (let n = 0; n < rounds; n++) pairs.push([await cpuOf(files, ours), await cpuOf(files, theirs)])
  const [a, b] = [median(pairs.map(([x]) => x)), median(pairs.map(([, y]) => y))]
  const ratio = median(pairs.map(([x, y]) => x / y))
  console.log(`${name}: ${files.length} files, ours ${(a / files.length).toFixed(2)} ms, theirs ${(b / files.length).toFixed(2)} ms a file, ratio ${ratio.toFixed(2)} (1 : ${(1 / ratio).toFixed(1)})`) // biome-ignore format: one line
  return ratio
}

const docx = await compare('.docx against mammoth + cheerio', filesOf('.docx'), readDocument, mammothTables)
const xlsx = await compare('.xlsx against SheetJS', filesOf('.xlsx'), readDocument, sheetjs)
console.log(`targets: .docx ≤ 0.10 ${docx <= 0.1 ? 'met' : 'missed'}, .xlsx ≤ 1.30 ${xlsx <= 1.3 ? 'met' : 'missed'}`)
process.exitCode = docx <= 0.1 && xlsx <= 1.3 ? 0 : 1
