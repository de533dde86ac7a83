/** A diagnosis for people: format, reader, what is lost, where a second reading differs. */
import type { Finding } from '../model.ts'
import { paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { cutTo, printable } from './width.ts'

/** What `examine` says of a file, as far as it is drawn. */
export interface Examined {
  readonly member: string | null
  readonly bytes: number
  readonly format: string
  readonly outcome: string
  readonly message: string | null
  readonly reader: string | null
  readonly counts: { readonly tables: number; readonly cells: number; readonly paragraphs: number; readonly characters: number } | null // biome-ignore format: one line
  readonly lost: readonly { readonly en: string; readonly zh: string }[]
  readonly findings: readonly Pick<Finding, 'severity' | 'rule' | 'message'>[]
  readonly second: {
    readonly by: string
    readonly failed: string | null
    readonly same: number
    readonly differences: readonly {
      readonly kind: 'ours' | 'theirs' | 'text' | 'place'
      readonly address: string | null
      readonly ours: string | null
      readonly theirs: string | null
    }[]
  } | null
  readonly members: readonly Examined[]
}

/** How many differences are shown. */
const SHOWN = 200

const KINDS = {
  ours: ['only guibiao has', '仅本系统读到'],
  theirs: ['only the other has', '仅对方读到'],
  text: ['texts differ', '文字不同'],
  place: ['stands elsewhere', '位置不同'],
} as const

/** Draws a diagnosis. Ends with a line break. */
export function drawDiagnosis(found: Examined, name: string, style: Style): string {
  const { bold, dim, red } = paintOf(style)
  const say = (en: string, zh: string) => (style.lang === 'en' ? en : zh)
  const { format, reader, counts, message, members, bytes, lost, findings } = found
  const read = reader === null ? '' : say(` · read by ${reader}`, ` · 由 ${reader} 读取`)
  const lines = [`${bold(printable(name))}  ${format}${read} · ${bytes} ${say('bytes', '字节')}\n`]
  if (message !== null) lines.push(`${red(found.outcome)}: ${printable(message)}\n`)
  if (counts) {
    const { tables, cells, paragraphs, characters } = counts
    lines.push(
      say(
        `tables ${tables}, cells ${cells}, lines outside of tables ${paragraphs}, characters ${characters}\n`,
        `表 ${tables}，单元格 ${cells}，表外文字 ${paragraphs} 段，字符 ${characters}\n`,
      ),
    )
    if (lost.length === 0)
      lines.push(say('spans and texts are exact in this format\n', '此格式的合并与文字可准确读取\n'))
  }
  for (const words of lost) lines.push(say(`cannot hold: ${words.en}\n`, `无法保留：${words.zh}\n`))
  for (const { severity, rule, message: text } of findings)
    lines.push(`${dim(severity)}  ${rule}  ${printable(text[style.lang])}\n`)
  lines.push(drawSecond(found, style))
  for (const member of members) lines.push(`\n${drawDiagnosis(member, `${name}!/${member.member}`, style)}`)
  return lines.join('')
}

function drawSecond({ second }: Examined, style: Style): string {
  if (!second) return ''
  const say = (en: string, zh: string) => (style.lang === 'en' ? en : zh)
  const { by, failed, same, differences } = second
  if (failed !== null)
    return say(`${by} can't read it: ${printable(failed)}\n`, `${by} 无法读取：${printable(failed)}\n`)
  const title = say(
    `read again by ${by}: ${same} lines the same, ${differences.length} differences\n`,
    `由 ${by} 再次读取：${same} 行相同，${differences.length} 处不同\n`,
  )
  const at = style.lang === 'en' ? 0 : 1
  const quote = (text: string | null) => (text === null ? '' : cutTo(printable(text), 40))
  const rows = differences
    .slice(0, SHOWN)
    .map(({ kind, address, ours, theirs }) => [KINDS[kind][at], address ?? '–', quote(ours), theirs === null ? '' : `${by}: ${quote(theirs)}`]) // biome-ignore format: one line
  const rest = differences.length > SHOWN ? `  … ${differences.length - SHOWN}\n` : ''
  return title + drawTable(rows, { indent: 2 }) + rest
}
