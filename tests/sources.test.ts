import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { globBase, globToRegExp, isGlob } from '../src/import/glob.ts'
import { findSources } from '../src/import/sources.ts'
import fc from './support/properties.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes files with their contents into the test's folder. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const relative = (path: string) => path.replace(`${folder}/`, '')
const found = (...paths: string[]) =>
  [...findSources(paths.map((path) => join(folder, path)))].map(({ path, kind }) => `${kind} ${relative(path)}`)

describe('a path pattern', () => {
  it.each([
    ['a/*.docx', 'a/b.docx', true],
    ['a/*.docx', 'a/b/c.docx', false],
    ['a/**/*.docx', 'a/c.docx', true],
    ['a/**/*.docx', 'a/b/d/c.docx', true],
    ['a/**', 'a/b/c.docx', true],
    ['**/*.xlsx', 'x.xlsx', true],
    ['20?[0-9]/{docx,xls*}', '2020/xlsx', true],
    ['20[!0]0', '2000', false],
    ['20[!0]0', '2010', true],
    ['{2019,2020}/**/*{目标,自评}*', '2020/局/绩效自评表.docx', true],
    ['附件?.docx', '附件3.docx', true],
    ['?.docx', '𠮷.docx', true],
    ['a[.docx', 'a[.docx', true],
    ['a{b.docx', 'a{b.docx', true],
    ['a.docx', 'abdocx', false],
    ['[a/b]', '/', false],
    ['[a-c]', 'b', true],
    ['[c-a]', '-', true],
    ['[a-\\]', '\\', true],
    ['[^a-c]', 'b', false],
    ['***', 'abc', true],
    ['{[}]', '{}', true],
    ['{[}]}', '}', true],
    ['{a[{],b}', 'a{', true],
  ])('%s on %s: %s', (pattern, path, matches) => {
    expect(globToRegExp(pattern).test(path)).toBe(matches)
  })

  it.each([
    ['a/b/*.docx', 'a/b'],
    ['*.docx', '.'],
    ['/x/{a,b}/c', '/x'],
    ['/*.docx', '/'],
  ])('%s begins at %s', (pattern, base) => {
    expect(globBase(pattern)).toBe(base)
  })

  it('without special characters matches only itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (path, other) => {
        fc.pre(!isGlob(path))
        expect(globToRegExp(path).test(path)).toBe(true)
        expect(globToRegExp(path).test(other)).toBe(path === other)
      }),
    )
  })

  it('of any characters is a pattern, not an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab*?[]{},!^-\\/.()') }), (pattern) => {
        expect(globToRegExp(pattern)).toBeInstanceOf(RegExp)
      }),
    )
  })
})

describe('finding files', () => {
  it('goes through folders in order of name, and counts what programs left there as skipped', () => {
    write({
      'b/2.xlsx': '',
      'b/1.docx': '',
      'a.docx': '',
      '~$a.docx': '',
      '.DS_Store': '',
      '__MACOSX/a.docx': '',
      'b/Thumbs.db': '',
      'note.md': '',
      noext: '',
    })
    expect(found('.')).toEqual(
      [
        'skipped .DS_Store',
        'file a.docx',
        'file b/1.docx',
        'file b/2.xlsx',
        'skipped b/Thumbs.db',
        'file noext',
        'skipped note.md',
        'skipped __MACOSX',
        'skipped ~$a.docx',
      ].sort((x, y) => (x.split(' ')[1]! < y.split(' ')[1]! ? -1 : 1)),
    )
  })

  it('leaves out what a folder lists in .guibiaoignore, in that folder and below', () => {
    write({
      'a/.guibiaoignore': '# drafts\n草稿*\r\n/b/old\n\nb/*.txt\n',
      'a/草稿1.docx': '',
      'a/b/草稿.xlsx': '',
      'a/b/old/1.docx': '',
      'a/b/2.txt': '',
      'a/b/c/3.txt': '',
      '草稿.docx': '',
    })
    const files = found('.')
    expect(files.filter((line) => line.startsWith('file'))).toEqual(['file a/b/c/3.txt', 'file 草稿.docx'])
    expect(files.filter((line) => line.startsWith('skipped'))).toHaveLength(5)
    expect(found('a/草稿1.docx')).toEqual(['file a/草稿1.docx'])
  })

  it('reads a path that is named even where a folder walk would skip it', () => {
    write({ 'note.md': '', '.hidden/a.docx': '' })
    expect(found('note.md', '.hidden')).toEqual(['file note.md', 'file .hidden/a.docx'])
  })

  it('lists each path once, however often it is named', () => {
    write({ 'a/1.docx': '' })
    expect(found('a/1.docx', 'a', './a/', 'a/*.docx')).toEqual(['file a/1.docx'])
  })

  it('expands a pattern, takes a name with brackets literally when it is there, and reports what is missing', () => {
    write({ 'a/1.docx': '', 'a/2.xlsx': '', 'a/b/3.docx': '', '[1].docx': '' })
    expect(found('a/*.docx')).toEqual(['file a/1.docx'])
    expect(found('**/*.docx')).toEqual(['file [1].docx', 'file a/1.docx', 'file a/b/3.docx'])
    expect(found('[1].docx')).toEqual(['file [1].docx'])
    expect(found('b/*.docx', 'none.docx')).toEqual(['missing b/*.docx', 'missing none.docx'])
  })

  it('does not go round in circles of links, and says which folder a link repeats', () => {
    write({ 'a/1.docx': '' })
    symlinkSync('..', join(folder, 'a/up'))
    symlinkSync('self', join(folder, 'self'))
    symlinkSync('gone.docx', join(folder, 'dead.docx'))
    expect(found('.')).toEqual(['file a/1.docx', 'skipped a/up', 'missing dead.docx', 'missing self'])
  })
})
