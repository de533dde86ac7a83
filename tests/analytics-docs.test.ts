import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Column, ExportTable } from '../src/export/column.ts'
import { ANALYTICS_VERSION, TABLES } from '../src/export/tables/index.ts'
import { applyMigrations } from '../src/store/migrations.ts'
import { ROOT } from './support/source-files.ts'

const PAGE = join(ROOT, 'docs/data-dictionary.md')

const cell = (text: string) => text.replaceAll('|', '\\|')
const values = ({ values = [] }: Column) =>
  values.length === 0 ? '' : ` (${values.map((one) => `\`${one}\``).join(', ')})`

function drawTable({ name, view, all, en, zh, key, columns, internal }: ExportTable): string {
  const views = all === undefined ? `\`${view}\`` : `\`${view}\`, \`${all}\``
  const about = [
    internal ? 'Not exported. 不导出。' : `File 文件: \`${name}\`.`,
    `Key 主键: ${key.map((one) => `\`${one}\``).join(', ')}.`,
  ]
  const rows = columns.map(
    (one) =>
      `| \`${one.name}\` | ${one.kind}${one.nullable ? '' : ' ·'} | ${cell(one.en)}${values(one)} | ${cell(one.zh)} |${one.mof === undefined ? '' : ` \`${one.mof}\``} |`,
  )
  return `### ${views}\n\n${en}\n\n${zh}\n\n${about.join(' ')}\n\n| column 列 | kind 类型 | meaning | 含义 | mof |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

/** `docs/data-dictionary.md` is made from the tables of the contract; GOLDENS=write makes it again. */
const drawn = `# Data dictionary · 数据字典

The analytics contract, version ${ANALYTICS_VERSION}: the views of the database and the tables of \`guibiao export\`. A test makes this page from \`src/export/tables/\` and fails when a view and its description differ. [analytics.md](analytics.md) shows what to do with it.

分析数据的公开约定，第 ${ANALYTICS_VERSION} 版：数据库视图与 \`guibiao export\` 导出表。本页由程序生成；视图与说明不一致时测试失败。用法见 [analytics.md](analytics.md)。

- \`v_X\` holds what counts: filings whose standing is \`current\`. \`v_all_X\` holds everything. · \`v_X\` 只含有效填报表，\`v_all_X\` 含全部。
- Kinds: \`text\`; \`integer\`; \`flag\` 0/1; \`fen\` 分 as a whole number, made for sums; \`yuan\` 元 with two decimals and \`decimal\` exact decimals (text in SQL); \`number\` floating point, for sorting and plotting only; \`json\`. A \`·\` marks columns that are never empty. · 类型：\`fen\` 为整数分，用于求和；\`yuan\`、\`decimal\` 为精确小数（SQL 中为文本）；\`number\` 为浮点数，仅供排序和作图；\`·\` 表示从不为空。
- \`mof\`: the field name in 预算管理一体化, used by \`--names mof\`. · \`mof\`：预算管理一体化的字段名，\`--names mof\` 时使用。

${TABLES.map(drawTable).join('\n')}`

/** View → its columns in order. */
function viewsOf(): Map<string, string[]> {
  const db = new Sqlite(':memory:')
  applyMigrations(db, ':memory:')
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all()
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)').pluck()
  const found = new Map(names.map((name) => [name, columns.all(name)]))
  db.close()
  return found
}

describe('the analytics contract', () => {
  const views = viewsOf()
  const described = TABLES.flatMap(({ view, all, columns }) =>
    [view, ...(all === undefined ? [] : [all])].map((name) => [name, columns] as const),
  )

  it.each(described)('describes the columns of %s, all of them, in their order', (name, columns) => {
    expect(columns.map((one) => one.name)).toEqual(views.get(name))
  })

  it('has a word for every column in both languages, and each once', () => {
    for (const { name, columns, key } of TABLES) {
      const names = columns.map((one) => one.name)
      expect(new Set(names).size, name).toBe(names.length)
      expect(
        columns.filter(({ en, zh }) => en === '' || !/\p{Script=Han}/u.test(zh)),
        name,
      ).toEqual([])
      expect(
        key.filter((one) => !names.includes(one)),
        name,
      ).toEqual([])
    }
  })

  it('gives each name of 预算管理一体化 to one column of a table', () => {
    const standard =
      'fiscal_year mof_div_code dept_code dept_name agency_code agency_name pro_code pro_name kpi_val ind_comp ind_weight eval_score devi_analy reply_amt year_adj_amt cur_amt year_exe_amt exe_amt_rate exe_score lv1_perf_ind_name lv2_perf_ind_name lv3_perf_ind_name'
    for (const { name, columns } of TABLES) {
      const names = columns.flatMap(({ mof }) => (mof === undefined ? [] : [mof]))
      expect(new Set(names).size, name).toBe(names.length)
    }
    const used = new Set(TABLES.flatMap(({ columns }) => columns.flatMap(({ mof }) => mof ?? [])))
    expect([...used].sort()).toEqual(standard.split(' ').sort())
  })

  it('is what docs/data-dictionary.md says', () => {
    if (process.env.GOLDENS === 'write') writeFileSync(PAGE, drawn)
    expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8')).toBe(drawn)
  })
})
