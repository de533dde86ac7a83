import type { Check } from './check.ts'
import { normalize } from './normal.ts'
import { bodiesOf, divisionOf, resolveFiling } from './place.ts'
import { evaluation, goals, packet } from './sketch.ts'
import { claimsOf, type View } from './view.ts'

const ROW = '产出指标 | 数量指标 | 养护里程 | ≥50公里'

const plainGoals = goals({ rows: [ROW] })

const unknownPlace: Check = {
  id: 'HDR-09',
  severity: 'warning',
  scope: 'filing',
  forms: 'all',
  title: { en: 'The name of the body does not tell its place', zh: '单位名称无法确定行政区划' },
  why: { en: 'Filings of different places with one name would be mixed up.', zh: '同名单位会混淆，无法按地区汇总。' },
  reads: ['department', 'agency'],
  source: 'D',
  good: plainGoals,
  bad: goals({ head: ['项目名称 | 乡道养护', '主管部门 | 鼓楼区交通运输局'], rows: [ROW] }),
  run: ({ filing }, { divisions }) => {
    const names = bodiesOf(filing)
    if (
      filing.division ||
      names.length === 0 ||
      names.some((name) => /^(?:中央|国家|中国|全国|中华)|部$|总局$/.test(name))
    )
      return []
    const { divisions: found } = resolveFiling(filing, divisions)
    if (found.length === 1) return []
    const list = found.map(
      ({ code, name, parent }) => `${code} ${(parent && divisions.byCode(parent)?.name) ?? ''}${name}`,
    )
    return [
      {
        cells: claimsOf(filing, ...['departmentName', 'department', 'agency'].filter((key) => filing.cells[key])),
        related: found.map(({ code }) => code),
        expected: '1',
        found: String(found.length),
        en:
          found.length === 0
            ? `"${names[0]}" begins with no province, city or county. Write the full name.`
            : `"${names[0]}" may be ${list.join(' or ')}. Write the name with its city.`,
        zh:
          found.length === 0
            ? `“${names[0]}”未包含省市县名称，请填写全称。`
            : `“${names[0]}”可能是${list.join('或')}，请在名称前写明所属城市。`,
      },
    ]
  },
}

const PROJECT_CODE = /^\d{6}(\d{2})[A-Z]\d{12}$/

const wrongCode: Check = {
  id: 'HDR-10',
  severity: 'warning',
  scope: 'filing',
  forms: ['project-goals', 'project-self-evaluation'],
  title: { en: 'The project code does not fit', zh: '项目代码不符合规则' },
  why: {
    en: '21 characters: division (6), year (2), a letter, 12 digits.',
    zh: '项目代码21位：区划6位、年份2位、字母1位、顺序号12位。',
  },
  reads: ['projectCode', 'fiscalYear'],
  source: 'S-SC1, S-SC2, S-STD',
  good: goals({
    head: ['项目名称 | 乡道养护', '项目代码 | 34062122T000000123456', '主管部门 | 濉溪县交通运输局'],
    rows: [ROW],
  }),
  bad: goals({
    head: ['项目名称 | 乡道养护', '项目代码 | 34062124T000000123456', '主管部门 | 濉溪县交通运输局'],
    rows: [ROW],
  }),
  run: ({ filing }, { divisions }) => {
    const code = filing.projectCode === null ? null : normalize(filing.projectCode)
    if (code === null || code === '' || /^[-—/无]+$/.test(code)) return []
    const year = PROJECT_CODE.exec(code)?.[1]
    const place = divisionOf(filing, divisions)?.code
    const wrong = [
      year === undefined ? { en: 'it is not 6 + 2 digits, a letter and 12 digits', zh: '位数或格式不符' } : null,
      year !== undefined && filing.fiscalYear !== null && 2000 + Number(year) > filing.fiscalYear
        ? {
            en: `its year 20${year} lies after ${filing.fiscalYear}`,
            zh: `年份20${year}晚于预算年度${filing.fiscalYear}`,
          }
        : null,
      year !== undefined && place !== undefined && !isSamePlace(code.slice(0, 6), place)
        ? {
            en: `its division ${code.slice(0, 6)} is not ${place}`,
            zh: `区划${code.slice(0, 6)}与单位所在区划${place}不符`,
          }
        : null,
    ].filter((reason) => reason !== null)
    if (wrong.length === 0) return []
    return [
      {
        cells: claimsOf(filing, 'projectCode', 'projectName'),
        found: code,
        en: `Project code ${code}: ${wrong.map(({ en }) => en).join('; ')}. Check it.`,
        zh: `项目代码${code}：${wrong.map(({ zh }) => zh).join('；')}，请核对。`,
      },
    ]
  },
}

/** Equal, or one above the other: city and province also code what their counties carry out. */
function isSamePlace(a: string, b: string): boolean {
  const [p, q] = [a, b].map((code) => code.replace(/(?:00)+$/, '')).sort((x, y) => x.length - y.length)
  return q!.startsWith(p!)
}

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character of a 统一社会信用代码 (GB 32100-2015) holds. */
export function isUscc(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const sum = [...code.slice(0, 17)].reduce((total, char, at) => total + USCC.indexOf(char) * (3 ** at % 31), 0)
  return USCC[(31 - (sum % 31)) % 31] === code[17]
}

const wrongUscc: Check = {
  id: 'HDR-11',
  severity: 'warning',
  scope: 'filing',
  forms: 'all',
  title: { en: 'The credit code is mistyped', zh: '统一社会信用代码校验不通过' },
  why: { en: 'Its last character is computed from the others (GB 32100).', zh: '末位为校验码（GB 32100）。' },
  reads: ['uscc'],
  source: 'K',
  good: goals({
    head: ['项目名称 | 乡道养护', '主管部门 | 濉溪县交通运输局', '统一社会信用代码 | 91350100M000100Y43'],
    rows: [ROW],
  }),
  bad: goals({
    head: ['项目名称 | 乡道养护', '主管部门 | 濉溪县交通运输局', '统一社会信用代码 | 91350100M000100Y34'],
    rows: [ROW],
  }),
  run: ({ filing }) => {
    const code = normalize(filing.uscc ?? '').toUpperCase()
    // 9-character organization codes are older, and no credit codes.
    if (code === '' || isUscc(code) || /^[0-9A-Z]{8}-?[0-9X]$/.test(code)) return []
    return [
      {
        cells: claimsOf(filing, 'uscc'),
        found: filing.uscc,
        en: `"${filing.uscc}" has the wrong length or check character. Copy the code from the certificate.`,
        zh: `“${filing.uscc}”长度或校验位有误，请按证书填写。`,
      },
    ]
  },
}

const resubmitted: Check = {
  id: 'HDR-13',
  severity: 'warning',
  scope: 'versions',
  forms: 'all',
  title: { en: 'Filed twice with different contents', zh: '同一表格重复报送且内容不同' },
  why: { en: 'Only one version may count.', zh: '只能以一份为准。' },
  reads: ['key', 'digest'],
  source: 'D',
  good: plainGoals,
  bad: packet(plainGoals, goals({ rows: [ROW.replace('50', '60')] })),
  run: ({ others }) => [
    {
      also: others.map(({ filing }) => ({ filing, cells: claimsOf(filing, 'title') })),
      related: others.map(({ filing }) => filing.id),
      found: String(others.length + 1),
      en: `${others.length + 1} versions with different contents are known, e.g. in ${others[0]!.filing.source.path}. Say which one counts.`,
      zh: `已有${others.length + 1}份内容不同的版本（如${others[0]!.filing.source.path}），请确认以哪份为准。`,
    },
  ],
}

const NUMERALS = '一二三四五六七八九十'

function attachmentNo({ filing }: View): number | null {
  const m = /附[件表]\s*(\d{1,2}|[一二三四五六七八九十])(?!-)/.exec(normalize(filing.attachmentNo ?? ''))
  return m ? (/\d/.test(m[1]!) ? Number(m[1]) : NUMERALS.indexOf(m[1]!) + 1) : null
}

const attachmentGap: Check = {
  id: 'HDR-15',
  severity: 'info',
  scope: 'packet',
  forms: 'all',
  title: { en: 'Attachments are missing in between', zh: '附件编号不连续' },
  why: { en: 'The forms between were perhaps forgotten.', zh: '中间的附件可能漏报。' },
  reads: ['attachmentNo'],
  source: 'D',
  good: packet(`附件1\n${plainGoals}`, `附件2\n${evaluation({ rows: [`${ROW} | 52公里`] })}`),
  bad: packet(`附件1\n${plainGoals}`, `附件4\n${evaluation({ rows: [`${ROW} | 52公里`] })}`),
  run: ({ views }) => {
    const numbers = [...new Set(views.map(attachmentNo).filter((at) => at !== null))].sort((a, b) => a - b)
    const missing = numbers
      .slice(1)
      .flatMap((at, i) => Array.from({ length: at - numbers[i]! - 1 }, (_, k) => numbers[i]! + 1 + k))
    if (missing.length === 0) return []
    return [
      {
        cells: claimsOf(views.at(-1)!.filing, 'attachmentNo'),
        expected: missing.map((at) => `附件${at}`).join('、'),
        found: numbers.map((at) => `附件${at}`).join('、'),
        en: `The file holds attachments ${numbers.join(', ')}; ${missing.join(', ')} are missing in between. Check whether they belong to it.`,
        zh: `文件中有附件${numbers.join('、')}，缺附件${missing.join('、')}，请核对是否漏报。`,
      },
    ]
  },
}

/** The rules about places, codes, versions and attachments. */
export const IDENTITY_CODES: readonly Check[] = [unknownPlace, wrongCode, wrongUscc, resubmitted, attachmentGap]
