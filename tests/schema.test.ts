import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FormFile, TermFile } from '../src/form/form.ts'
import { Document, Filing, Value } from '../src/model.ts'
import { ProfileFile } from '../src/rules/profile-file.ts'
import { WaiverFile } from '../src/rules/waiver-file.ts'
import { loadRules, RuleError, UnitFile } from '../src/rules.ts'

/** `schema/*.schema.json` are made from zod; GOLDENS=write makes them again. */
const folder = join(import.meta.dirname, '../schema')
const SCHEMAS = { filing: Filing, document: Document, value: Value, form: FormFile, terms: TermFile, units: UnitFile, profile: ProfileFile, waivers: WaiverFile } // biome-ignore format: one line

describe('generated schemas', () => {
  it.each(Object.entries(SCHEMAS))('schema/%s.schema.json is fresh', (name, schema) => {
    const path = join(folder, `${name}.schema.json`)
    const text = `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 1)}\n`
    if (process.env.GOLDENS === 'write') writeFileSync(path, text)
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(text)
  })
  it('every schema that a rule file names is there', () => {
    const forms = readdirSync(join(folder, 'forms')).map((name) => join('forms', name))
    const profiles = readdirSync(join(folder, 'profiles')).map((name) => join('profiles', name))
    for (const name of ['terms.json', 'units.json', ...forms, ...profiles]) {
      const named = JSON.parse(readFileSync(join(folder, name), 'utf8')).$schema as string
      expect(existsSync(join(folder, name, '..', named)), `${name}: ${named}`).toBe(true)
    }
  })
})

describe('a wrong rule file', () => {
  const write = (files: Record<string, string>) => {
    const user = mkdtempSync(join(tmpdir(), 'guibiao-rules-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(user, name), text)
    return user
  }
  it('is refused with its name and the JSON path', () => {
    const user = write({ 'terms.json': JSON.stringify({ terms: { head: { projectName: 'no list' } } }) })
    expect(() => loadRules(user)).toThrow(RuleError)
    expect(() => loadRules(user)).toThrow(/terms\.json: \/terms\/head\/projectName:/)
  })
  it('is refused when it is no JSON, or a pattern is no regular expression', () => {
    expect(() => loadRules(write({ 'terms.json': '{' }))).toThrow(/terms\.json: not valid JSON/)
    const bad = { patterns: { caption: { title: ['('] } } }
    expect(() => loadRules(write({ 'terms.json': JSON.stringify(bad) }))).toThrow(
      /\/patterns\/caption\/title\/0: not a valid regular expression/,
    )
  })
  it('is told apart from a folder without any', () => {
    expect(() => loadRules(write({ 'readme.txt': '' }))).toThrow(/holds no rule file/)
    expect(() => loadRules('/no/such/folder')).toThrow(/no such folder/)
  })
  it('of the user adds a spelling without touching the built-in ones', () => {
    const user = write({ 'terms.json': JSON.stringify({ terms: { head: { projectName: ['本表所报之事'] } } }) })
    expect(loadRules(user).terms.match('head', '本表所报之事：')?.code).toBe('projectName')
    expect(loadRules(user).terms.match('head', '项目名称')?.code).toBe('projectName')
    expect(loadRules().terms.match('head', '本表所报之事')).toBeNull()
    expect(loadRules(user).digest).not.toBe(loadRules().digest)
  })
})
