/**
 * Claims in little room: each distinct place once for a filing, then `[place, start, end, raw]`. They stay readable JSON
 * for SQL (`v_claims`).
 */
import type { Cells, Claim, Place } from '../model.ts'

/** `[block, row, column, address]`. */
export type CompactPlace = readonly [number, number | null, number | null, string]
/** `[place, start, end, raw]`; `place` is a position in the filing's list of places. */
export type CompactClaim = readonly [number, number, number, string]

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
      const text = `${place.block} ${place.row} ${place.column} ${place.address}`
      const index = byText.get(text) ?? list.push([place.block, place.row, place.column, place.address]) - 1
      byText.set(text, index)
      byPlace.set(place, index)
      return index
    },
  }
}

/** The places of a filing as objects, one for each. */
export function expandPlaces(list: readonly CompactPlace[]): readonly Place[] {
  return list.map(([block, row, column, address]) => ({ block, row, column, address }))
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
  let json = ''
  for (const [key, claims] of Object.entries(cells))
    json += `${json === '' ? '{' : ','}${JSON.stringify(key)}:${JSON.stringify(compactClaims(claims, places))}`
  return json === '' ? null : `${json}}`
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
