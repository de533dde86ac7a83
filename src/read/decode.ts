/** Text files: which encoding they are in, told by byte order mark, declaration and what decodes. */

/** Decoded text; `broken` counts the characters that could not be decoded and stand as U+FFFD. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
  readonly broken: number
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, broken: text.split('\ufffd').length - 1 }
}

/** UTF-16 without a byte order mark: every other byte of markup, digits and line ends is zero. */
function looksUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 512)
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0 && head[i + 1] !== 0) even++
    if (head[i] !== 0 && head[i + 1] === 0) odd++
  }
  if (odd > head.length / 16 && even === 0) return 'utf-16le'
  return even > head.length / 16 && odd === 0 ? 'utf-16be' : null
}

/** An encoding's name as filers write it → a decoder that exists; GBK and GB2312 are subsets of GB18030. */
function canonical(name: string): string | null {
  const label = name.toLowerCase()
  if (/^(?:gb2312|gbk|gb18030|gb_2312-80|cp936|ms936|x-gbk)$/.test(label)) return 'gb18030'
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/**
 * Decodes a text file: a byte order mark decides; else the declared encoding if all of it decodes; else UTF-8, GB18030
 * and Big5, whichever leaves the fewest characters undecoded.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs(bytes, 'utf-8')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be')
  const wide = looksUtf16(bytes)
  if (wide) return decodeAs(bytes, wide)
  const named = declared === null ? null : canonical(declared)
  const candidates = [...(named && !named.startsWith('utf-16') ? [named] : []), 'utf-8', 'gb18030', 'big5']
  let best: Decoded | null = null
  for (const encoding of candidates) {
    const decoded = decodeAs(bytes, encoding)
    if (decoded.broken === 0) return decoded
    if (!best || decoded.broken < best.broken) best = decoded
  }
  return best ?? { text: '', encoding: 'utf-8', broken: 0 }
}
