/** Word files saved as one XML file: Word 2003 XML (`w:wordDocument`) and the flat package of later ones (`pkg:package`). */
import type { Document, Limits } from '../model.ts'
import { assemble, NOTHING_INSERTED } from './docx/assemble.ts'
import { readStory } from './docx/story.ts'
import { crc32 } from './inflate.ts'
import { storeZip } from './store-zip.ts'
import { decodeXml } from './xml.ts'

const attribute = (tag: string, name: string) => new RegExp(`\\b(?:\\w+:)?${name}=["']([^"']*)["']`).exec(tag)?.[1]

/** The zip archive that a flat package (ECMA-376-2 in one file) stands for. */
export function zipOfFlat(bytes: Uint8Array): Uint8Array {
  const xml = decodeXml(bytes)
  const parts = [...xml.matchAll(/<((?:\w+:)?)part\b([^>]*)>([\s\S]*?)<\/\1part>/g)].flatMap(([, , tag, content]) => {
    const name = attribute(tag!, 'name')?.replace(/^\//, '')
    const inner = /<((?:\w+:)?)xmlData\b[^>]*>([\s\S]*)<\/\1xmlData>/.exec(content!)?.[2]
    if (name === undefined || inner === undefined) return []
    const data = new TextEncoder().encode(inner.trim())
    return [{ name, data, crc: crc32(data) }]
  })
  return storeZip(parts)
}

/** Reads Word 2003 XML: its elements are those of a .docx but for a few names. Throws a ReadError. */
export function readWord2003(bytes: Uint8Array, limits: Limits): Document {
  const read = (fields: boolean) =>
    readStory(bytes, 'Word 2003 XML', 'body', { limits, fields, styles: null, labels: null })
  const story = read(true)
  return assemble(story.unbalanced ? { ...read(false), unbalanced: true } : story, [], NOTHING_INSERTED)
}
