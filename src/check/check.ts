/** What a check is: one rule that a reviewer would apply, with its reason, its examples, and what it says when it fires. */
import type { Claim, Check as Described, Filing, Finding } from '../model.ts'
import type { Divisions } from './divisions.ts'
import type { Profile } from './profile.ts'
import type { View } from './view.ts'

/** A text in both languages of guibiao. */
export interface Bilingual {
  readonly en: string
  readonly zh: string
}

export type Severity = Finding['severity']

/** What a check has to say about one case: what was found, what was expected, what to do. The engine adds where. */
export interface Note extends Bilingual {
  /** The claims in question, of the filing that the finding belongs to. */
  readonly cells?: readonly Claim[]
  readonly indicator?: string | null
  readonly related?: readonly string[]
  readonly expected?: string | null
  readonly found?: string | null
  readonly suggestion?: string | null
  /** Another severity than the rule's, where its formula says so for this case. */
  readonly severity?: Severity
  /** Cells of other filings that speak for the finding. */
  readonly also?: readonly { readonly filing: Filing; readonly cells: readonly Claim[] }[]
}

/** What a check judges with, beside the filing. */
export interface Context {
  readonly profile: Profile
  readonly divisions: Divisions
}

/** The goal form and the self-evaluation of one subject and year. */
export interface Pair {
  readonly goals: View
  readonly evaluation: View
}

/** The same form of the same subject in two years that follow each other. */
export interface Series {
  readonly previous: View
  readonly current: View
}

/** Filings under one key with different contents, in order of import; `latest` is the one that the finding belongs to. */
export interface Versions {
  readonly latest: View
  readonly others: readonly View[]
}

/** All filings of one file, in printed order. */
export interface Packet {
  readonly views: readonly View[]
}

/** One rule. `scope` says what it is shown. */
export type Check = Described &
  (
    | {
        readonly scope: 'filing'
        /** About how an indicator is defined: said once, on the goal form, where the same holds on both forms of a pair. */
        readonly once?: boolean
        run(view: View, context: Context): readonly Note[]
      }
    | { readonly scope: 'pair'; run(pair: Pair, context: Context): readonly Note[] }
    | { readonly scope: 'series'; run(series: Series, context: Context): readonly Note[] }
    | { readonly scope: 'versions'; run(versions: Versions, context: Context): readonly Note[] }
    | { readonly scope: 'packet'; run(packet: Packet, context: Context): readonly Note[] }
  )

/** The rules of one family: one file of this folder. */
export interface Family {
  /** The letters that its ids begin with. */
  readonly id: string
  readonly title: Bilingual
  readonly checks: readonly Check[]
}
