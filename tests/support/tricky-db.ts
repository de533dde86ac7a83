/** A small database with everything that exports trip over: codes, formulas, breaks, digits, blanks, personal data. */
import { type Columns, fillDb, headOf, quantityColumns } from './filled-db.ts'

const HUGE = 9_000_000_000_000_000_001n

/** What is in it, for tests to look for. */
export const TRICKY = {
  current: 4,
  all: 6,
  amount: '90000000000000.0000000001',
  /** 分 beyond what a double holds. */
  fen: String(HUGE),
  secrets: ['张某某', '13812345678', '李某某', '430202199001011234', '张某某的表'],
  code: '00430212240T000012345',
  texts: [
    '=1+1',
    "＝cmd|' /C calc'!A0",
    '@SUM(A1)',
    '-2+3',
    '0012',
    '1-2',
    '第一行\n"第二行",',
    '𠮷🏗️',
    'a\u0001b\ttab',
    'a_x0041_b',
    '100%',
    '914302120000000001',
  ],
} as const

/** Writes it. */
export function fillTricky(path: string): void {
  const filler = fillDb(path)
  const division: Columns = { division_code: '430212', division_name: '渌口区' }
  const signoff: Columns = { signoff_prepared_by: '张某某', signoff_phone: '13812345678', signoff_head: '李某某' }
  const copied = headOf('project-goals', 2020, '某区住建局', {
    project_name: '道路',
    project_code: TRICKY.code,
    ...division,
    ...signoff,
    duties: '身份证430202199001011234',
  })
  const records = {
    funds: [
      { item: 'total', amount: TRICKY.amount, amount_fen: HUGE, axis: 'total' },
      { item: 'other', label: '其他', amount: '-0.00005', amount_fen: -1n, rounded: 0 },
      { item: 'local-funds', label: '地方', amount: null },
    ],
    goals: [{ expected: `${'长'.repeat(40_000)}`, actual: '' }],
    indicators: TRICKY.texts.map((text, at) => ({
      level3: text,
      ...quantityColumns(
        'target',
        text,
        'ge',
        ['0.000000001', '-12', '165300000', '12345678901234567890.5'][at % 4]!,
        '%',
      ),
      target_high: at === 0 ? '1234567890123456789012345678901234567890.5' : null,
      weight: `${at}.5`,
      deviation: at === 1 ? '联系张某某13812345678' : null,
      extra: JSON.stringify({ 评分标准: text }),
    })),
    findings: [{ rule: 'X-1', message_zh: '某', claims: null, found: '=1' }],
  }
  filler.add({ filing: { ...copied, source_path: '张某某的表.docx' }, ...records })
  filler.add({ filing: { ...copied, standing: 'copy', digest: 'same' }, ...records })
  filler.add({
    filing: headOf('project-self-evaluation', 2020, '某区住建局', {
      project_name: '道路',
      ...division,
      total_score: '98.5',
    }),
    indicators: [{ level3: '=1+1' }],
  })
  filler.add({
    filing: headOf('project-goals', 2021, '某区水利局', { amount_unit: null }),
    indicators: [{ level3: '供水率' }],
  })
  filler.add({ filing: { form: 'project-goals', fiscal_year: null }, indicators: [{ level3: '无年度' }] })
  filler.add({ filing: headOf('project-goals', 2020, '空表', { standing: 'template', status: 'template' }) })
  filler.close()
}
