/** What a column of an export holds: the one description behind every format, the table schemas and the data dictionary. */

/**
 * `text`; `integer` and `flag` (0 or 1); `fen`: 分 as a whole number of up to 19 digits; `yuan`: 元 with two decimals and
 * `decimal`: any exact decimal, both text in SQL; `number`: binary floating point, for sorting and plotting; `json`: a list
 * or object as text.
 */
export type ColumnKind = 'text' | 'integer' | 'flag' | 'fen' | 'yuan' | 'decimal' | 'number' | 'json'

/** One column of an export table: its SQL name, kind and meaning. */
export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  readonly en: string
  readonly zh: string
  /** False where every row has a value. */
  readonly nullable: boolean
  /** True where a text may be empty: CSV can't tell that from no value. */
  readonly blank?: boolean
  /** The codes that it may hold, where they are few and fixed. */
  readonly values?: readonly string[]
  /** Its field name in 预算管理一体化 (the export profile `mof`). */
  readonly mof?: string
  /** Names, phones and the like: left empty by `--redact`. */
  readonly personal?: boolean
}

/** A table that is exported, and the views that it comes from. */
export interface ExportTable {
  /** The name of the file or sheet. */
  readonly name: string
  /** The view of what counts; `all` that of everything, where there is one. */
  readonly view: string
  readonly all?: string
  readonly en: string
  readonly zh: string
  readonly columns: readonly Column[]
  /** Columns that tell one row from all others. */
  readonly key: readonly string[]
  /** Views that others are made of, described but not exported. */
  readonly internal?: boolean
}

/** The part of a zod schema that a column is derived from. */
interface Schema {
  safeParse(data: unknown): { readonly success: boolean }
  readonly options?: unknown
  unwrap?(): unknown
}

type Rest = Pick<Partial<Column>, 'mof' | 'personal' | 'nullable'>

/** A column of a kind, or of the kind that a record's zod schema says (then its codes are taken from there, too). */
export function column(name: string, of: ColumnKind | Schema, en: string, zh: string, rest: Rest = {}): Column {
  if (typeof of === 'string') return { name, kind: of, en, zh, nullable: true, ...rest }
  const values = valuesOf(of)
  const [kind, blank] = [kindOf(of), of.safeParse('').success]
  const derived = { name, kind, en, zh, nullable: of.safeParse(null).success, ...(blank ? { blank } : {}) }
  return { ...derived, ...(values === undefined ? {} : { values }), ...rest }
}

/** What a schema accepts tells its kind. */
function kindOf(schema: Schema): ColumnKind {
  const accepts = (data: unknown) => schema.safeParse(data).success
  if (accepts(1)) return 'integer'
  if (accepts(true)) return 'flag'
  if (accepts([]) || accepts({})) return 'json'
  return accepts('1.5') && !accepts('x') ? 'decimal' : 'text'
}

function valuesOf(schema: Schema): readonly string[] | undefined {
  const inner = (schema.unwrap?.() ?? schema) as Schema
  const options = inner.options
  return Array.isArray(options) && options.every((one) => typeof one === 'string') ? options : undefined
}

/** The columns with these names, in this order. Throws when there is no such column. */
export function pick(columns: readonly Column[], names: readonly string[]): readonly Column[] {
  return names.map((name) => {
    const found = columns.find((one) => one.name === name)
    if (!found) throw new Error(`no column ${name}`)
    return found
  })
}

/** A column under another name, with words put in front of what it means. */
export function renamed(from: Column, name: string, en: string, zh: string): Column {
  const { mof: _mof, ...rest } = from
  return { ...rest, name, en: `${en}: ${from.en}`, zh: `${zh}：${from.zh}`, nullable: true }
}
