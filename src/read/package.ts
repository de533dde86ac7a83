/** Parts of an Open Packaging file (ECMA-376-2) and how they refer to each other. */
import type { Limits } from '../model.ts'
import { parseXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** A relationship (§9.3): `type` is the last word of its URI, `target` the name of the part, or an outside address. */
export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external: boolean
}

/** The name of a part that `target` means when it stands in the part `from`. */
export function resolvePart(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.' && step !== '') parts.push(step)
  }
  return parts.join('/')
}

/** The relationships of a part (of the whole package for `''`), in order; none when it has none. */
export async function relationshipsOf(zip: Zip, part: string, limits: Limits): Promise<readonly Relationship[]> {
  const slash = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const bytes = await zip.bytes(name)
  if (!bytes) return []
  const found: Relationship[] = []
  const open = (element: string, attributes: Readonly<Record<string, string>>) => {
    if (element !== 'Relationship') return
    const external = attributes.TargetMode === 'External'
    const target = attributes.Target ?? ''
    found.push({
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').split('/').at(-1)!,
      target: external ? target : resolvePart(part, target),
      external,
    })
  }
  parseXml(bytes, name, limits, { open, close: () => undefined, text: () => undefined })
  return found
}
