/** Single-file web pages (.mht, RFC 2557), as Word, Excel and web systems save them, often under the name .doc or .xls. */
import { latin1 } from './bytes.ts'

/** A page of the archive: its bytes, and the encoding that its part states. */
export interface MimePage {
  readonly bytes: Uint8Array
  readonly charset: string | null
}

/** How much of a file is looked at for its head. */
const HEAD = 8192
/** Parts inside of parts that are opened. */
const NESTED = 4

/** True for a file that begins with the head of a MIME message whose content is a page, or has pages among its parts. */
export function isMimePage(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, HEAD)
  if (!/^\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+/.test(head)) return false
  return /^(?:mime-version|content-type):/im.test(head) && /content-type:\s*(?:multipart\/|text\/html)/i.test(head)
}

function unquote(text: string): Uint8Array {
  const joined = text.replace(/[ \t]*=\r?\n/g, '').replace(/[ \t]+(?=\r?\n)/g, '')
  const bytes = new Uint8Array(joined.length)
  let length = 0
  for (let i = 0; i < joined.length; i++) {
    const code = joined[i] === '=' ? Number.parseInt(joined.slice(i + 1, i + 3), 16) : Number.NaN
    if (Number.isNaN(code)) bytes[length++] = joined.charCodeAt(i)
    else {
      bytes[length++] = code
      i += 2
    }
  }
  return bytes.subarray(0, length)
}

function decodeBody(body: string, encoding: string): Uint8Array {
  if (/quoted-printable/i.test(encoding)) return unquote(body)
  if (/base64/i.test(encoding)) {
    const clean = body.replace(/[^A-Za-z\d+/]/g, '')
    return Uint8Array.from(atob(clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0))), (c) =>
      c.charCodeAt(0),
    )
  }
  return Uint8Array.from(body, (char) => char.charCodeAt(0))
}

/** The pages of an entity, in order; `text` holds one byte a character. */
function pagesIn(text: string, depth: number): MimePage[] {
  const start = text.replace(/^\s+/, '')
  const end = /\r?\n\r?\n/.exec(start)
  const head = (end ? start.slice(0, end.index) : start).replace(/\r?\n[ \t]+/g, ' ')
  const body = end ? start.slice(end.index + end[0].length) : ''
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1] ?? ''
  const type = field('content-type')
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(type)?.[1]?.trim()
  if (/^multipart\//i.test(type) && boundary !== undefined && depth < NESTED)
    return body
      .split(`--${boundary}`)
      .slice(1)
      .filter((part) => !part.startsWith('--'))
      .flatMap((part) => pagesIn(part.replace(/^[ \t]*\r?\n/, ''), depth + 1))
  if (!/^text\/html/i.test(type)) return []
  const charset = /charset="?([\w-]+)"?/i.exec(type)?.[1] ?? null
  return [{ bytes: decodeBody(body, field('content-transfer-encoding')), charset }]
}

/** The pages of a single-file web page, in its order. */
export function mimePages(bytes: Uint8Array): readonly MimePage[] {
  return pagesIn(latin1(bytes, 0, bytes.length), 0)
}
