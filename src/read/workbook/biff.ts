/** Records of a binary workbook ([MS-XLS] §2.1.4) that would keep SheetJS counting for ever, put out of its sight. */
import { u16 } from '../bytes.ts'

const EXTERN_SHEET = 0x17
/** A record that says nothing about cells (TEMPLATE) and that SheetJS passes over. */
const PASSED_OVER = 0x60

/**
 * The stream with EXTERNSHEET records (§2.4.105) that are too short to hold their count renamed: SheetJS counts down from
 * it and never meets zero. The same array where there is none.
 */
export function withoutEndless(stream: Uint8Array): Uint8Array {
  let changed: Uint8Array | null = null
  for (let at = 0; at + 4 <= stream.length; at += 4 + u16(stream, at + 2)) {
    const length = Math.min(u16(stream, at + 2), stream.length - at - 4)
    if (u16(stream, at) !== EXTERN_SHEET || length >= 2) continue
    changed ??= stream.slice()
    changed[at] = PASSED_OVER
  }
  return changed ?? stream
}
