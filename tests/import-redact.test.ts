import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { memoryIo } from './support/memory-io.ts'
import { docxOf } from './support/small-forms.ts'

let folder: string
let db: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-redact-'))
  mkdirSync(join(folder, 'in'))
  db = join(folder, 'filings.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, 'in', name)

/** Personal data that is planted in forms, names of files and messages. */
const PLANTED = [
  '张三丰',
  '欧阳明',
  '李四',
  '13812345678',
  '0733-28681234',
  '430203199001011234',
  '6222021234567890128',
]

const form = (department: string) =>
  docxOf(
    ['2020年部门整体支出绩效目标表', '填报人：李四'],
    `
    | 部门名称     | ${department}          | <                | <                  |
    | 填表人       | 张三丰                 | 联系电话         | 13812345678        |
    | 单位负责人   | 欧阳明                 | 联系方式         | 0733-28681234      |
    | 年度预算申请 | 资金总额：18926        | <                | <                  |
    | 项目概况     | 由张三丰牵头，身份证430203199001011234，卡号6222021234567890128 | < | < |
    | 一级指标     | 二级指标               | 三级指标         | 指标值             |
    | 产出指标     | 数量指标               | 道路提质改造长度 | 5800米             |
    `,
  )

async function guibiao(...args: string[]) {
  const io = memoryIo({ LANG: 'C' })
  const code = await main(['node', 'guibiao', ...args], io)
  return { code, said: io.stdout.text() + io.stderr.text() }
}

/** What of the planted data stands in a database, in its files as they are and in what they hold compressed. */
function found(planted: readonly string[] = PLANTED): string[] {
  const files = [db, `${db}-wal`, `${db}-shm`].filter((path) => existsSync(path)).map((path) => readFileSync(path))
  const open = new Sqlite(db, { readonly: true })
  const packed = [
    ...open.prepare<[], Buffer>('SELECT content FROM document').pluck().all(),
    ...open.prepare<[], Buffer>('SELECT marks FROM filing WHERE marks IS NOT NULL').pluck().all(),
  ]
  open.close()
  const bytes = [...files, ...packed.map((one) => inflateRawSync(one))]
  return planted.filter((text) => bytes.some((one) => one.includes(text) || one.includes(Buffer.from(text, 'utf16le'))))
}

const files = () => {
  writeFileSync(at('张三丰的目标表.docx'), form('某区住建局'))
  writeFileSync(at('李四-目标表.docx'), form('某区水利局'))
  writeFileSync(at('欧阳明13812345678.docx'), '')
  writeFileSync(
    at('bundle.zip'),
    zipSync({ '李四.docx': form('某区教育局'), '欧阳明-坏.docx': strToU8('PK\u0003\u0004 broken') }),
  )
}

describe('import --redact', () => {
  it('stores nothing that was planted: not in records, documents, paths, runs, nor says it', async () => {
    files()
    const { said } = await guibiao('import', join(folder, 'in'), at('李四.docx'), '--db', db, '--redact')
    expect(found()).toEqual([])
    expect(PLANTED.filter((text) => said.includes(text))).toEqual([])
    const open = new Sqlite(db, { readonly: true })
    expect(open.prepare('SELECT department FROM filing ORDER BY 1').pluck().all()).toEqual([
      '某区住建局',
      '某区教育局',
      '某区水利局',
    ])
    expect(open.prepare('SELECT level3, target_value FROM indicator').all()).toHaveLength(3)
    expect(open.prepare('SELECT command FROM run').pluck().get()).toContain('某某.docx')
    open.close()
  })

  it('is the same when repeated, also for other paths of known bytes', async () => {
    files()
    await guibiao('import', join(folder, 'in'), '--db', db, '--redact')
    const sightings = () => {
      const open = new Sqlite(db, { readonly: true })
      const paths = open.prepare<[], string>('SELECT path FROM sighting ORDER BY path').pluck().all()
      open.close()
      return paths.map((path) => path.slice(at('x').length - 1))
    }
    const before = sightings()
    const again = await guibiao('import', join(folder, 'in'), '--db', db, '--redact', '--json')
    expect(JSON.parse(again.said.split('\n')[0]!)).toMatchObject({ newFiles: 0, newPaths: 0 })
    expect(sightings()).toEqual(before)
    writeFileSync(at('副本张三丰.docx'), form('某区住建局'))
    await guibiao('import', join(folder, 'in'), '--db', db, '--redact')
    expect(sightings().filter((path) => !before.includes(path))).toEqual(['副本某某某.docx'])
    expect(found()).toEqual([])
  })

  it('changes nothing under a remap', async () => {
    files()
    await guibiao('import', join(folder, 'in'), '--db', db, '--redact')
    const { said } = await guibiao('remap', '--db', db, '--json')
    expect(JSON.parse(said)).toMatchObject({ documents: 3, changed: 0 })
  })
})

/** Every other kind of place where filings have such data. */
const elsewhere = () =>
  docxOf(
    [
      '2020年部门整体支出绩效目标表',
      '填报人：李四 13812345678    联系电话：0733-28681234',
      '单位负责人（签字）：欧阳明',
    ],
    `
    | 部门名称               | 某区民政局             | <                      | <              |
    | 填表人及电话           | 张三丰 13812345678     | 负责人                 | 欧 阳 明       |
    | 联系人：李四（0733-28681234）| <                | 账号：6222021234567890128 | <           |
    | 年度预算申请           | 资金总额：18926        | <                      | <              |
    | 整体绩效目标           | 救助对象张三丰（身份证号430203199001011234）已补助，联系人：李四，电话138 1234 5678。 | < | < |
    | 一级指标               | 二级指标               | 三级指标               | 指标值         |
    | 产出指标               | 数量指标               | 李四户改造面积         | 5800米         |
    | 产出指标               | 质量指标               | 卡号6222 0212 3456 7890 128核对 | 13812345678 |
    `,
  )

describe('planted data in other places', () => {
  const everything = [...PLANTED, '138 1234 5678', '欧 阳 明', '6222 0212 3456 7890 128']

  it.each(['import', 'afterwards'])('is gone from records, lists, hints, rejects and run: %s', async (when) => {
    writeFileSync(at('elsewhere.docx'), elsewhere())
    writeFileSync(at('报表-张三丰.pdf'), '%PDF-1.7 a')
    writeFileSync(at('欧阳明 430203199001011234.docx'), 'PK broken')
    const rejects = join(folder, 'rejects.csv')
    const options = ['--rejects', rejects, '--department', '联系人：李四', '--path-pattern', '{agency}.docx']
    await guibiao('import', join(folder, 'in'), '--db', db, ...options, ...(when === 'import' ? ['--redact'] : []))
    if (when === 'afterwards') expect((await guibiao('redact', '--db', db)).code).toBe(0)
    else expect(everything.filter((text) => readFileSync(rejects, 'utf8').includes(text))).toEqual([])
    expect(found(everything)).toEqual([])
    const open = new Sqlite(db, { readonly: true })
    expect(open.prepare('SELECT department FROM filing').pluck().all()).toEqual(['某区民政局'])
    expect(open.prepare('SELECT target_value FROM indicator ORDER BY position').pluck().get()).toBe('5800')
    open.close()
  })
})

describe('guibiao redact', () => {
  it('keeps what people chose for a project that is named after somebody, under its new key', async () => {
    const project = (target: string) =>
      docxOf(
        ['2020年项目支出绩效目标表'],
        `
        | 项目名称 | 李四危房改造项目 | <        | <      |
        | 主管部门 | 某区住建局       | 填报人   | 李四   |
        | 一级指标 | 二级指标         | 三级指标 | 指标值 |
        | 产出指标 | 数量指标         | 改造面积 | ${target} |
        `,
      )
    writeFileSync(at('first.docx'), project('80平方米'))
    writeFileSync(at('second.docx'), project('95平方米'))
    await guibiao('import', join(folder, 'in'), '--db', db)
    const rows = (sql: string): readonly (readonly unknown[])[] => {
      const open = new Sqlite(db, { readonly: true })
      const all = open.prepare(sql).raw().all() as unknown[][]
      open.close()
      return all
    }
    const standings =
      'SELECT target_value, standing, standing_by FROM filing JOIN indicator USING (filing_no) ORDER BY target_value'
    expect(rows(standings).map(([, standing]) => standing)).toEqual(['contested', 'contested'])
    const [[id] = []] = rows("SELECT id FROM filing JOIN indicator USING (filing_no) WHERE target_value = '95'")
    await guibiao('choose', `${id}`, '--db', db, '--reason', '李四签字的一份')
    const chosen = [
      ['80', 'superseded', 'choice'],
      ['95', 'current', 'choice'],
    ]
    expect(rows(standings)).toEqual(chosen)
    expect((await guibiao('redact', '--db', db)).code).toBe(0)
    expect(found(['李四'])).toEqual([])
    expect(rows(standings)).toEqual(chosen)
    expect(rows('SELECT count(*) FROM choice JOIN filing USING (key) WHERE filing.id = filing_id')).toEqual([[1]])
  })

  it('takes out afterwards what an import stored, to the last free page', async () => {
    files()
    writeFileSync(at('second.docx'), Buffer.concat([form('某区水利局'), Buffer.from('x')]))
    await guibiao('import', join(folder, 'in'), '--db', db)
    expect(found()).not.toEqual([])
    const { said, code } = await guibiao('redact', '--db', db)
    expect([code, said]).toEqual([0, 'documents redacted: 4; done\n'])
    expect(found()).toEqual([])
    const open = new Sqlite(db, { readonly: true })
    expect(open.prepare('SELECT count(*) FROM filing').pluck().get()).toBe(4)
    expect(open.pragma('foreign_key_check')).toEqual([])
    expect(open.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    open.close()
  })

  it('gives the same records as an import that redacts', async () => {
    files()
    const records = () => {
      const open = new Sqlite(db, { readonly: true })
      const rows = open
        .prepare(
          'SELECT b.sha256, f.id, f.digest, f.key, f.claims, f.source_path, d.records_digest FROM filing f JOIN blob b USING (blob_no) JOIN document d USING (blob_no) ORDER BY f.id',
        )
        .all()
      open.close()
      return rows
    }
    await guibiao('import', join(folder, 'in'), '--db', db)
    await guibiao('redact', '--db', db)
    const after = records()
    db = join(folder, 'other.db')
    await guibiao('import', join(folder, 'in'), '--db', db, '--redact')
    expect(records()).toEqual(after)
  })
})
