/** HDR, second part: texts that were carried over, left over, or say who somebody is. */

import type { Claim } from '../model.ts'
import type { Check, Note } from './check.ts'
import { normalize } from './normal.ts'
import { divisionOf } from './place.ts'
import { remember } from './remember.ts'
import { goals } from './sketch.ts'
import { claimsOf, type View } from './view.ts'

const ROW = '产出指标 | 数量指标 | 养护里程 | ≥50公里'

interface Said {
  readonly text: string
  readonly cells: readonly Claim[]
  readonly indicator?: string
}

/** All text that the filer wrote: duties, goals, fields, indicator names and values. */
const textsOf = remember(listTexts)

function listTexts({ filing }: View): readonly Said[] {
  return [
    ...(filing.duties === null ? [] : [{ text: filing.duties, cells: claimsOf(filing, 'duties') }]),
    ...filing.goals.flatMap((goal) =>
      (['expected', 'actual'] as const).flatMap((key) =>
        goal[key] === null ? [] : [{ text: goal[key], cells: claimsOf(goal, key) }],
      ),
    ),
    ...filing.fields.map((field) => ({ text: field.text, cells: claimsOf(field, 'text') })),
    ...filing.indicators.flatMap((row) => [
      { text: row.level3, cells: claimsOf(row, 'level3'), indicator: row.level3 },
      { text: row.target?.raw ?? '', cells: claimsOf(row, 'target'), indicator: row.level3 },
      { text: row.actual?.raw ?? '', cells: claimsOf(row, 'actual'), indicator: row.level3 },
      { text: row.deviation ?? '', cells: claimsOf(row, 'deviation'), indicator: row.level3 },
    ]),
  ].filter(({ text }) => text !== '')
}

const COUNTY = /本县|全县|我县|县人民政府|县政府|县委|县城/g
const DISTRICT =
  /(?<![辖治园社片街小景校库矿林城郊灾牧自山库])(?:本区|我区)|(?<![\u4e00-\u9fff])全区(?!域)|区人民政府|区委区政府/g

const otherLevel: Check = {
  id: 'HDR-08',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: {
    en: 'A district speaks of its county, or a county of its district',
    zh: '区级单位文中称“本县”（或县级单位称“本区”）',
  },
  why: {
    en: 'Text was carried over from before the place changed, or from another place.',
    zh: '沿用区划调整前或其他地区的文本。',
  },
  reads: ['duties', 'goals.expected', 'indicators.target', 'department'],
  source: 'D',
  good: goals({
    head: ['项目名称 | 乡道养护', '主管部门 | 株洲市渌口区交通运输局'],
    goal: ['养护全区乡道五十公里。'],
    rows: [ROW],
  }),
  bad: goals({
    head: ['项目名称 | 乡道养护', '主管部门 | 株洲市渌口区交通运输局', '主要职责 | 负责本县公路的建设和养护'],
    goal: ['养护全县乡道五十公里。'],
    rows: [ROW],
  }),
  run: (view, { divisions }) => {
    const division = divisionOf(view.filing, divisions)
    if (!division || division.code.endsWith('00')) return []
    // 全区 of an autonomous region is the region.
    const kind = /区$/.test(division.name)
      ? COUNTY
      : /(?:县|旗)$/.test(division.name) && !/^(?:15|45|54|64|65)/.test(division.code)
        ? DISTRICT
        : null
    if (!kind) return []
    const hits = textsOf(view).flatMap(({ text, cells }) =>
      [...normalize(text).matchAll(kind)].map(([word]) => ({ word, cells })),
    )
    if (hits.length === 0) return []
    const counts = new Map<string, number>()
    for (const { word } of hits) counts.set(word, (counts.get(word) ?? 0) + 1)
    const list = [...counts].map(([word, count]) => `${word} ${count}`).join(', ')
    return [
      {
        cells: [
          ...new Map(
            hits.flatMap(({ cells }) => cells).map((claim) => [`${claim.place.address} ${claim.start}`, claim]),
          ).values(),
        ],
        related: [division.code],
        expected: division.name,
        found: list,
        en: `The body belongs to ${division.name}, but its text says ${list} (${hits.length} in all). Bring the text up to date.`,
        zh: `单位属于${division.name}，但文中出现${list}（共${hits.length}处），请更新表述。`,
      },
    ]
  },
}

const INSTRUCTION = /\d+字(?:以内|左右|以上)|此处填|请填写|请在此|^…{1,2}$|说明相关任务|请简要|填写说明/

const leftover: Check = {
  id: 'HDR-12',
  severity: 'warning',
  scope: 'filing',
  forms: 'all',
  title: { en: "The form's own instruction was left in a cell", zh: '单元格保留了填表说明' },
  why: { en: 'The cell looks filled, and is not.', zh: '看似已填，实为模板文字。' },
  reads: ['goals.expected', 'fields', 'indicators.target'],
  source: 'S-SC2',
  good: goals({ goal: ['养护乡道五十公里。'], rows: [ROW] }),
  bad: goals({ goal: ['请填写年度目标（200字以内）'], rows: [ROW] }),
  run: (view) =>
    textsOf(view)
      .filter(({ text }) => INSTRUCTION.test(normalize(text)) && text.length < 120)
      .map(
        ({ text, cells, indicator }): Note => ({
          cells,
          indicator: indicator ?? null,
          found: text.slice(0, 60),
          en: `"${text.slice(0, 60)}" is an instruction, not an answer. Fill the cell in.`,
          zh: `“${text.slice(0, 60)}”为填表说明，请填写实际内容。`,
        }),
      ),
}

const personal: Check = {
  id: 'HDR-14',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Personal data', zh: '含个人信息' },
  why: { en: 'Names and phone numbers stay out of analyses and publications.', zh: '姓名、电话不得用于分析和公开。' },
  reads: ['signoff.preparedBy', 'signoff.phone', 'signoff.head'],
  source: 'D',
  good: goals({ rows: [ROW] }),
  bad: `${goals({ rows: [ROW] })}\n填表人：张某  联系电话：0000-0000000`,
  run: ({ filing }) => {
    const found = (['preparedBy', 'phone', 'head'] as const).filter((key) => filing.signoff[key] !== null)
    if (found.length === 0) return []
    return [
      {
        cells: claimsOf(filing, ...found, 'headPerson', 'namePhone'),
        related: found,
        en: `The form carries ${found.join(', ')}. Redact them before the form is passed on.`,
        zh: `表中含有${found.map((key) => ({ preparedBy: '填表人', phone: '电话', head: '负责人' })[key]).join('、')}，对外提供前请脱敏。`,
      },
    ]
  },
}

/** The rules about texts and persons. */
export const HEAD_TEXTS: readonly Check[] = [otherLevel, leftover, personal]
