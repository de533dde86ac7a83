/**
 * Claims and marks in little room: each distinct place once for a filing, then `[place, start, end, raw]`. Claims stay
 * readable JSON for SQL (`v_claims`); marks repeat the claims with their rules and are compressed.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Cells, Claim, Mark, Place } from '../model.ts'

/** `[block, row, column, address]`. */
export type CompactPlace = readonly [number, number | null, number | null, string]
/** `[place, start, end, raw]`; `place` is a position in the filing's list of places. */
export type CompactClaim = readonly [number, number, number, string]
type CompactMark = readonly [...CompactClaim, as: number, rule: number, into: string | null]

/** Numbers the places of one filing in the order in which they are first met. */
export interface Places {
  readonly list: readonly CompactPlace[]
  indexOf(place: Place): number
}

/** Starts an empty list of places. */
export function collectPlaces(): Places {
  const list: CompactPlace[] = []
  const byPlace = new Map<Place, number>()
  const byText = new Map<string, number>()
  return {
    list,
    indexOf: (place) => {
      const known = byPlace.get(place)
      if (known !== undefined) return known
      const compact: CompactPlace = [place.block, place.row, place.column, place.address]
      const text = compact.join('\u0000')
      const index = byText.get(text) ?? list.push(compact) - 1
      byText.set(text, index)
      byPlace.set(place, index)
      return index
    },
  }
}

const placeOf = ([block, row, column, address]: CompactPlace): Place => ({ block, row, column, address })

/** The places of a filing as objects, one for each. */
export function expandPlaces(list: readonly CompactPlace[]): readonly Place[] {
  return list.map(placeOf)
}

/** Claims in compact form. */
export function compactClaims(claims: readonly Claim[], places: Places): readonly CompactClaim[] {
  return claims.map(({ place, start, end, raw }) => [places.indexOf(place), start, end, raw])
}

/** The inverse of {@link compactClaims}. */
export function expandClaims(claims: readonly CompactClaim[], places: readonly Place[]): readonly Claim[] {
  return claims.map(([place, start, end, raw]) => ({ place: places[place]!, start, end, raw }))
}

/** The claims of a record as JSON, null when it has none. */
export function compactCells(cells: Cells, places: Places): string | null {
  const entries = Object.entries(cells)
  if (entries.length === 0) return null
  return JSON.stringify(Object.fromEntries(entries.map(([key, claims]) => [key, compactClaims(claims, places)])))
}

/** The inverse of {@link compactCells}. */
export function expandCells(json: string | null, places: readonly Place[]): Cells {
  if (json === null) return {}
  const cells = JSON.parse(json) as Record<string, readonly CompactClaim[]>
  return Object.fromEntries(Object.entries(cells).map(([key, claims]) => [key, expandClaims(claims, places)]))
}

/** Claims that stand alone (of a finding), each with its own place: `[block, row, column, address, start, end, raw]`. */
export function compactLooseClaims(claims: readonly Claim[]): string | null {
  if (claims.length === 0) return null
  return JSON.stringify(
    claims.map(({ place: p, start, end, raw }) => [p.block, p.row, p.column, p.address, start, end, raw]),
  )
}

/** The inverse of {@link compactLooseClaims}. */
export function expandLooseClaims(json: string | null): readonly Claim[] {
  const claims = JSON.parse(json ?? '[]') as readonly (readonly [...CompactPlace, number, number, string])[]
  return claims.map(([block, row, column, address, start, end, raw]) => ({
    place: { block, row, column, address },
    start,
    end,
    raw,
  }))
}

const AS = ['label', 'value', 'ignored', 'unread'] as const

/** Marks as compressed JSON (`{rules, marks}`, raw deflate), null when there are none. */
export function compactMarks(marks: readonly Mark[], places: Places): Uint8Array | null {
  if (marks.length === 0) return null
  const rules = new Map<string, number>()
  const compact = marks.map(({ place, start, end, raw, as, rule, into }): CompactMark => {
    const index = rules.get(rule) ?? rules.size
    rules.set(rule, index)
    return [places.indexOf(place), start, end, raw, AS.indexOf(as), index, into]
  })
  return deflateRawSync(JSON.stringify({ rules: [...rules.keys()], marks: compact }))
}

/** The inverse of {@link compactMarks}. */
export function expandMarks(bytes: Uint8Array | null, places: readonly Place[]): readonly Mark[] {
  if (bytes === null) return []
  const { rules, marks } = JSON.parse(inflateRawSync(bytes).toString()) as {
    readonly rules: readonly string[]
    readonly marks: readonly CompactMark[]
  }
  return marks.map(([place, start, end, raw, as, rule, into]) => ({
    place: places[place]!,
    start,
    end,
    raw,
    as: AS[as]!,
    rule: rules[rule]!,
    into,
  }))
}
