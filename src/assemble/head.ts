/** The head of a filing: codes split from names, name and phone in one cell, dates. */
import { cellsOf, type Span } from '../form/claims.ts'
import type { Draft } from '../form/draft.ts'
import type { Field, Filing } from '../model.ts'
import { glue, isBlank, normalize } from '../text.ts'
import { parseDate, type UnitTable } from '../value/index.ts'

/** The head keys of a filing, ready. */
export type Head = Pick<
  Filing,
  | 'title'
  | 'attachmentNo'
  | 'fiscalYear'
  | 'asOf'
  | 'department'
  | 'departmentCode'
  | 'agency'
  | 'agencyCode'
  | 'projectName'
  | 'projectCode'
  | 'projectPeriod'
  | 'amountUnit'
  | 'duties'
  | 'signoff'
  | 'division'
  | 'uscc'
  | 'fields'
  | 'cells'
>

/** Head keys that the record has no key for: kept as fields under their label. */
const AS_FIELDS: Readonly<Record<string, string>> = { localFinance: '地方财政部门', centralDepartment: '中央主管部门' }

/** A 21-character project code: division, year, letter, 12 digits (预算管理一体化). */
const PROJECT_CODE = /(?<![0-9A-Za-z])(?:\d{8}[A-Z]\d{12}|\d{6}[A-Z]\d{14}|\d{21})(?![0-9A-Za-z])/

/** Builds the head of a filing from its draft. */
export function assembleHead(draft: Draft, units: UnitTable): Head {
  const text = (key: string) => {
    const found = draft.head.get(key)?.text.trim()
    return found ? found : null
  }
  const department = splitCode(text('department'))
  const agency = splitCode(text('agency'))
  const project = splitProject(text('projectName'))
  const person = splitPhone(text('namePhone'))
  const year = /(?:19|20)\d\d/.exec(normalize(text('fiscalYear') ?? ''))?.[0]
  const fields: Field[] = draft.fields.map(({ label, text: body }) => ({
    label: glue(label.text).replace(/[:：]$/, ''),
    text: body?.text ?? '',
    cells: cellsOf({ label, text: body }),
  }))
  for (const [key, label] of Object.entries(AS_FIELDS)) {
    const span = draft.head.get(key)
    if (span && !isBlank(span.text)) fields.push({ label, text: span.text, cells: cellsOf({ text: span }) })
  }
  return {
    title: text('title'),
    attachmentNo: text('attachmentNo')?.replace(/[\s:：]+$/, '') ?? null,
    fiscalYear: year === undefined ? null : Number(year),
    asOf: asOf(text('asOf')),
    department: department.name,
    departmentCode: department.code,
    agency: agency.name,
    agencyCode: agency.code,
    projectName: project.name,
    projectCode: text('projectCode') ?? project.code,
    projectPeriod: text('projectPeriod'),
    amountUnit: text('amountUnit'),
    duties: text('duties'),
    signoff: {
      preparedBy: text('preparedBy'),
      phone: splitPhone(text('phone')).phone ?? text('phone') ?? person.phone,
      filedOn: dateOf(text('filedOn'), units),
      head: text('head') ?? person.name,
    },
    division: null,
    uscc: text('uscc'),
    fields: [...fields, ...secondPerson(draft), ...secondTotal(draft)],
    cells: headCells(draft.head),
  }
}

/** 项目负责人及电话 where name and phone stand elsewhere too (填表人 … 联系电话): what has no key of its own is a field. */
function secondPerson(draft: Draft): readonly Field[] {
  const span = draft.head.get('namePhone')
  const { name, phone } = splitPhone(span?.text.trim() || null)
  const other = (key: string, own: string | null) => {
    const text = draft.head.get(key)?.text.trim()
    return own !== null && text !== undefined && text !== '' && glue(text) !== glue(own)
  }
  if (!span || !(other('phone', phone) || other('head', name))) return []
  return [{ label: '负责人及联系电话', text: span.text, cells: cellsOf({ text: span }) }]
}

/** 自评总分 in the head that is not the total below the indicators: both are printed, one of them is a field. */
function secondTotal(draft: Draft): readonly Field[] {
  const span = draft.head.get('totalScore')
  const total = draft.totals.score
  if (!span || isBlank(span.text) || !total || Number.parseFloat(span.text) === Number.parseFloat(total.text)) return []
  return [{ label: '总分', text: span.text, cells: cellsOf({ text: span }) }]
}

function headCells(head: ReadonlyMap<string, Span>): Filing['cells'] {
  const named = cellsOf(Object.fromEntries(head))
  const cell = named.namePhone
  const { name, phone } = splitPhone(head.get('namePhone')?.text.trim() || null)
  return cell ? { ...(name !== null && { head: cell }), ...(phone !== null && { phone: cell }), ...named } : named
}

/** 某街道办事处（盖章）: where the stamp goes is no part of the name. */
const STAMP = /[(（](?:单位|部门)?(?:盖章|公章|签章)[)）]$/

/** `[103]市财政局`, `【812033】…`, `219-…`, `219001-…`, `… 308001`: the budget code and the name without it. */
function splitCode(text: string | null): { readonly name: string | null; readonly code: string | null } {
  if (text === null) return { name: null, code: null }
  const glued = glue(text).replace(STAMP, '')
  const front = /^(?:[[【〔(（]([0-9A-Za-z]{2,})[\]】〕)）]|([0-9]{3,})[-—–_、.]?(?=\D))(.+)$/su.exec(glued)
  if (front) return { name: front[3]!, code: (front[1] ?? front[2])! }
  const back = /^(.*\D)[[【(（-]?([0-9]{3,})[\]】)）]?$/su.exec(glued)
  if (back) return { name: back[1]!.replace(/[[【(（\-—]$/, ''), code: back[2]! }
  return { name: glued, code: null }
}

function splitProject(text: string | null): { readonly name: string | null; readonly code: string | null } {
  if (text === null) return { name: null, code: null }
  const glued = glue(text)
  const front = /^([0-9A-Za-z]{10,})[-—_－]+(.+)$/su.exec(glued)
  if (front) return { name: front[2]!, code: front[1]! }
  const code = PROJECT_CODE.exec(glued)
  if (!code) return { name: glued, code: null }
  const name = (glued.slice(0, code.index) + glued.slice(code.index + code[0].length)).replace(
    /^[-—_、.]+|[-—_、.]+$|[[【(（](?:(?:项目)?(?:代码|编码|编号)[:：]?)?[\]】)）]/g,
    '',
  )
  return { name: name === '' ? null : name, code: code[0] }
}

/** `张某0000-0000000(办公)`: a name and a phone number in one cell. */
function splitPhone(text: string | null): { readonly name: string | null; readonly phone: string | null } {
  if (text === null) return { name: null, phone: null }
  const numbers = [...text.matchAll(/\d[\d\- ]{5,}\d/g)]
  const [first, last] = [numbers[0], numbers.at(-1)]
  const name = (first ? text.slice(0, first.index) : text).replace(/[\s,，、:：/]+$/, '')
  // Two numbers in one cell stay together: 0571-00000000、13800000000.
  const phone = first && last ? text.slice(first.index, last.index + last[0].length) : null
  return { name: name === '' ? null : glue(name), phone }
}

/** 2023年1—7月 → `2023-07`, 2022年第三季度 → `2022-09`, 截至2023年7月31日 → `2023-07-31`: the last month or day meant. */
function asOf(text: string | null): string | null {
  if (text === null) return null
  const plain = normalize(text)
  const year = /(?:19|20)\d\d/.exec(plain)?.[0]
  const month = [...plain.matchAll(/(\d{1,2})月/g)].at(-1)?.[1] ?? lastMonth(plain)
  if (!year || !month || Number(month) < 1 || Number(month) > 12) return text
  const day = /月(\d{1,2})日/.exec(plain)?.[1]
  return [year, month.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-')
}

/** The last month of a quarter or of half a year. */
function lastMonth(text: string): string | undefined {
  const quarter = /([一二三四两1-4])个?季度/.exec(text)?.[1]
  if (quarter) return String(3 * ('一二三四'.indexOf(quarter.replace('两', '二')) + 1 || Number(quarter)))
  const half = /([上下])半年/.exec(text)?.[1]
  return half ? (half === '上' ? '6' : '12') : undefined
}

function dateOf(text: string | null, units: UnitTable): string | null {
  if (text === null) return null
  return parseDate(text, null, units)?.date ?? text
}
