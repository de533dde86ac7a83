/** fast-check generators made from the zod schemas, so that a key added to a record is in the round trips at once. */
import type { Arbitrary } from 'fast-check'
import type { z } from 'zod'
import fc from './properties.ts'

interface Def {
  readonly type: string
  readonly innerType: z.ZodType
  readonly element: z.ZodType
  readonly valueType: z.ZodType
  readonly shape: Record<string, z.ZodType>
  readonly entries: Record<string, string>
  readonly values: readonly unknown[]
  readonly options: readonly z.ZodType[]
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly format?: string; readonly check: string } } }[]
}

/** Text as it is found in cells: Chinese, digits, breaks, quotes, emoji, NUL; always well-formed Unicode. */
const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '产出指标', '≥90%', '16530万', '第一\n第二', 'a\'b"c', '\u0000', '🏗️', '/'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
)
const decimal = fc.stringMatching(/^-?\d{1,25}(\.\d{1,8})?$/)

/** Any value that a schema accepts; lists have up to `most` members. */
export function arbitraryOf<T extends z.ZodType>(schema: T, most = 3): Arbitrary<z.infer<T>> {
  return build(schema, most) as Arbitrary<z.infer<T>>
}

function build(schema: z.ZodType, most: number): Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def
  const inner = (one: z.ZodType) => build(one, most)
  switch (def.type) {
    case 'string':
      return def.checks?.length ? decimal : text
    case 'number':
    case 'int':
      return fc.integer({ min: 1, max: 3000 })
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null })
    case 'readonly':
      return inner(def.innerType)
    case 'array':
      return fc.array(inner(def.element), { maxLength: most })
    case 'union':
      return fc.oneof(...def.options.map(inner))
    case 'record':
      return fc.dictionary(fc.constantFrom('target', 'level1', '评分标准', '__proto__', 'a"b'), inner(def.valueType), {
        maxKeys: most,
      })
    case 'object':
      return buildObject(def.shape, inner)
    default:
      throw new Error(`No generator for a zod schema of the type ${def.type}: add one.`)
  }
}

function buildObject(shape: Record<string, z.ZodType>, inner: (one: z.ZodType) => Arbitrary<unknown>) {
  const isOptional = (schema: z.ZodType) => (schema._zod.def as unknown as Def).type === 'optional'
  const model = Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      key,
      inner(isOptional(schema) ? (schema._zod.def as unknown as Def).innerType : schema),
    ]),
  )
  const requiredKeys = Object.keys(shape).filter((key) => !isOptional(shape[key]!))
  return fc.record(model, { requiredKeys, noNullPrototype: true })
}
