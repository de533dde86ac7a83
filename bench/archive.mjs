/**
 * Made-up filings as real .docx files, the same for the same seed: project self-evaluations of offices and years, in
 * folders by year, division and department.
 *
 *     node bench/archive.mjs FOLDER COUNT [small|medium|large]
 *
 * `small` files have about 15 KB of XML (one form), `medium` 75 KB (one long form), `large` 630 KB (nine long forms).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'

const PLACES = ['东湖区', '西山区', '南园区', '北塔区', '青山县', '白水县', '石桥县', '云溪市', '柳河县', '金沙县']
const OFFICES = [
  '住房和城乡建设局',
  '水利局',
  '农业农村局',
  '教育局',
  '卫生健康局',
  '交通运输局',
  '民政局',
  '自然资源局',
  '文化旅游局',
  '城市管理局',
]
const WORKS = [
  '道路提质改造',
  '污水处理厂运行',
  '农村危房改造',
  '高标准农田建设',
  '临时救助',
  '校舍维修',
  '公交补贴',
  '河道治理',
  '古树保护',
  '垃圾分类',
]

/** Level 1, level 2, name, comparison, unit, lowest and highest figure, decimals. */
const ROWS = [
  ['产出指标', '数量指标', '改造长度', '≥', '公里', 1, 90, 1],
  ['产出指标', '数量指标', '培训人次', '', '人次', 40, 9000, 0],
  ['产出指标', '数量指标', '补助户数', '≥', '户', 12, 900, 0],
  ['产出指标', '质量指标', '验收合格率', '', '%', 90, 100, 0],
  ['产出指标', '质量指标', '水质达标率', '≥', '%', 80, 99, 2],
  ['产出指标', '时效指标', '完成时间', '', '月底前', 6, 12, 0],
  ['产出指标', '成本指标', '资金投入', '≤', '万元', 20, 9000, 2],
  ['效益指标', '经济效益指标', '降低运输成本', '≥', '%', 5, 40, 1],
  ['效益指标', '社会效益指标', '带动就业人数', '≥', '人', 10, 700, 0],
  ['效益指标', '生态效益指标', '减少排放', '≥', '吨', 3, 800, 1],
  ['效益指标', '可持续影响指标', '设施使用年限', '≥', '年', 5, 50, 0],
  ['满意度指标', '服务对象满意度指标', '群众满意度', '≥', '%', 80, 99, 1],
]

/** What a size is made of: forms a file, indicators a form, and the run properties that Word writes beside every text. */
const SIZES = {
  small: { forms: 1, indicators: 12, wordy: false },
  medium: { forms: 1, indicators: 33, wordy: true },
  large: { forms: 9, indicators: 30, wordy: true },
}

/** Numbers from 0 to 1 that look random (mulberry32). */
export function diceOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const between = (dice, low, high, decimals = 0) => (low + dice() * (high - low)).toFixed(decimals)
const pick = (dice, list) => list[Math.floor(dice() * list.length)]

const PROPERTIES = '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体"/><w:sz w:val="18"/></w:rPr>'
const escapeXml = (text) => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)

function paragraph(text, wordy) {
  return `<w:p>${wordy ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : ''}<w:r>${wordy ? PROPERTIES : ''}<w:t>${escapeXml(text)}</w:t></w:r></w:p>`
}

/** A cell `[text, columns, merge]`; `merge` true begins a merge over rows, false goes on with one. */
function cell([text, columns = 1, merge = null], wordy) {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''
  const down = merge === null ? '' : merge ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  return `<w:tc><w:tcPr><w:tcW w:w="960" w:type="dxa"/>${span}${down}</w:tcPr>${paragraph(text, wordy)}</w:tc>`
}

function table(rows, wordy) {
  const lines = rows.map((cells) => `<w:tr>${cells.map((one) => cell(one, wordy)).join('')}</w:tr>`)
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="960"/>'.repeat(8)}</w:tblGrid>${lines.join('')}</w:tbl>`
}

/** The rows of one form; what it is about comes from `subject`. */
function formRows(dice, indicators, subject) {
  const budget = between(dice, 20, 9000, 2)
  const rate = between(dice, 60, 100, 2)
  const executed = ((Number(budget) * Number(rate)) / 100).toFixed(2)
  const rows = [
    [['项目名称'], [subject.project, 7]],
    [['主管部门'], [subject.department, 3], ['实施单位'], [subject.agency, 3]],
    [['项目资金（万元）', 1, true], ['', 2], ['年初预算数'], ['全年预算数'], ['全年执行数'], ['执行率'], ['得分']],
    [['', 1, false], ['年度资金总额', 2], [budget], [budget], [executed], [`${rate}%`], ['9.5']],
    [['', 1, false], ['其中：当年财政拨款', 2], [budget], [budget], [executed], [`${rate}%`], ['—']],
    [
      ['年度总体目标', 1, true],
      ['预期目标', 4],
      ['实际完成情况', 3],
    ],
    [
      ['', 1, false],
      [`投入${budget}万元，${subject.project}按期完工，惠及${between(dice, 90, 9000)}户。`, 4],
      [`已拨付${executed}万元，工程通过验收。`, 3],
    ],
    [
      ['绩效指标', 1, true],
      ['一级指标'],
      ['二级指标'],
      ['三级指标'],
      ['年度指标值'],
      ['实际完成值'],
      ['分值'],
      ['得分'],
    ],
  ]
  const points = (90 / indicators).toFixed(1)
  let above = ['', '']
  for (let i = 0; i < indicators; i++) {
    const [level1, level2, name, comparison, unit, low, high, decimals] =
      ROWS[Math.floor((i * ROWS.length) / indicators)]
    const target = between(dice, low, high, decimals)
    const actual = dice() < 0.8 ? target : between(dice, low, high, decimals)
    const same1 = above[0] === level1
    rows.push([
      ['', 1, false],
      [same1 ? '' : level1, 1, !same1],
      [same1 && above[1] === level2 ? '' : level2, 1, !(same1 && above[1] === level2)],
      [`${pick(dice, WORKS)}${name}${Math.floor(dice() * 90)}期`],
      [`${comparison}${target}${unit}`],
      [`${actual}${unit}`],
      [points],
      [points],
    ])
    above = [level1, level2]
  }
  rows.push([['总分', 6], ['100'], ['99.5']])
  return rows
}

/** What the number of a file says: its year, the department that filed it, and its path. */
export function placeOf(number) {
  const [year, place] = [2019 + (number % 5), PLACES[Math.floor(number / 5) % 10]]
  const department = `${place}${OFFICES[Math.floor(number / 50) % 10]}`
  return { year, department, path: `${year}/${place}/${department}/自评表${number}.docx` }
}

/** The path and bytes of one file of an archive. */
export function makeFile(number, size = 'small', seed = 1) {
  const dice = diceOf(seed * 1_000_003 + number)
  const { forms, indicators, wordy } = SIZES[size]
  const { year, department, path } = placeOf(number)
  const body = Array.from({ length: forms }, (_, at) => {
    const subject = {
      project: `${pick(dice, WORKS)}项目${number}-${at + 1}`,
      department,
      agency: `${department}第${1 + (number % 7)}中心`,
    }
    return `${paragraph('项目支出绩效自评表', wordy)}${paragraph(`（${year}年度）`, wordy)}${table(formRows(dice, indicators, subject), wordy)}`
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`
  return { path, xml, bytes: zip(xml) }
}

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

function zip(xml) {
  const parts = { '[Content_Types].xml': TYPES, '_rels/.rels': RELATIONS, 'word/document.xml': xml }
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
  return zipSync(files, { mtime: new Date(2020, 0, 1), level: 6 })
}

/** Writes the files numbered from `from` up to `to` (exclusive) below a folder. */
export function writeArchive(folder, to, size = 'small', from = 0) {
  for (let number = from; number < to; number++) {
    const { path, bytes } = makeFile(number, size)
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, count, size] = process.argv.slice(2)
  if (folder === undefined || !(Number(count) > 0) || (size !== undefined && !(size in SIZES))) {
    console.error('node bench/archive.mjs FOLDER COUNT [small|medium|large]')
    process.exit(2)
  }
  writeArchive(folder, Number(count), size)
}
