/** bytes + rules → Extraction: the stages in order. No file system, clock or random; only reading is asynchronous. */
import { assemble, factsOf } from './assemble/index.ts'
import { type CheckSetup, findingsAlone, RULE_IDS } from './check/index.ts'
import type { Rules as MapperRules } from './form/form.ts'
import { mapDocument } from './form/index.ts'
import { type Document, type Extraction, type Filing, LIMITS, type Limits } from './model.ts'
import { readDocument, sha256Of } from './read/index.ts'

export { sha256Of, sniff } from './read/index.ts'

/** What a file is read by: forms, terms and units, and what its filings are checked with. Without `checks` nothing is. */
export interface Rules extends MapperRules {
  readonly checks?: CheckSetup
}

/** What the caller knows about a file beside its bytes. */
export interface ExtractOptions {
  /** The path as the record's `source.path` shows it. */
  readonly path: string
  readonly limits?: Limits
  /** The digest of the bytes, where it is known already. */
  readonly sha256?: string
}

/** Reads one file, maps it, values what it holds and checks each filing by itself. Rejects with a `ReadError` when it cannot be read. */
export async function extract(bytes: Uint8Array, rules: Rules, options: ExtractOptions): Promise<Extraction> {
  const document = await readDocument(bytes, options.limits ?? LIMITS)
  return remap(document, options.sha256 ?? sha256Of(bytes), rules, options)
}

/** The same from a stored Document: once read, nothing of the file is needed again. */
export async function remap(
  document: Document,
  sha256: string,
  rules: Rules,
  options: ExtractOptions,
): Promise<Extraction> {
  const { drafts, book } = mapDocument(document, rules)
  const filings: Filing[] = []
  const evidence: Extraction['evidence'][number][] = []
  for (const draft of drafts) {
    const filing = assemble(draft, book, rules, { path: options.path, sha256, format: document.format })
    const id = sha256Of(`${sha256}:${draft.anchor.block}:${draft.anchor.row}`).slice(0, 32)
    evidence.push(draft.evidence)
    filings.push(judge({ ...filing, id, digest: sha256Of(factsOf(filing)).slice(0, 32) }, rules))
  }
  return { sha256, document, filings, ledger: book.ledger(), findings: document.findings, evidence }
}

const ownRules = new Set([...RULE_IDS, 'CHECK-FAILED'])

/**
 * The filing with what checks find in it alone, in place of what they found before; what the reading itself has to say
 * stays. Its status tells how it was read, so findings of checks don't change it.
 */
export function judge(filing: Filing, { checks }: Rules): Filing {
  const read = filing.findings.filter(({ rule }) => !ownRules.has(rule))
  return { ...filing, findings: checks ? [...read, ...findingsAlone(filing, checks)] : read }
}
