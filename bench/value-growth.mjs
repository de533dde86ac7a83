/**
 * How the work of the value reader grows with the length of a text: for every spelling of a unit, every sign, every
 * phrase of its grammar and every pair of them, repeated, in every reading.
 *
 *     npm run bench:value-growth [-- LENGTH]
 *
 * A text of four times the length may take about four times the work. Prints the runs whose work grew most, in processor
 * time, and exits with 1 when one grew more than ninefold and takes more than 150 ms: a reading that looks back over its
 * text. The small version is a property in tests/value-properties.test.ts.
 */
import { readFileSync } from 'node:fs'
import { compileUnits, findMentions, NO_CONTEXT, parseAmount, parseRate, parseValue } from '../dist/value/index.js'

const LENGTH = Number(process.argv[2] ?? 10_000)
const { units: list } = JSON.parse(readFileSync(new URL('../schema/units.json', import.meta.url), 'utf8'))
const units = compileUnits(list)
const typed = { type: 'number', value: '5', format: '0%', formula: null }
const timed = { ...NO_CONTEXT, indicator: '完成时间', level2: 'timeliness', operator: '≥', unit: '%', stored: typed }

const READINGS = {
  value: (text) => parseValue(text, NO_CONTEXT, units),
  'value with context': (text) => parseValue(text, timed, units),
  context: (text) =>
    parseValue('5', { ...NO_CONTEXT, indicator: text, unit: text, operator: text, amountUnit: text }, units),
  mentions: (text) => findMentions(text, units),
  amount: (text) => parseAmount(text, { amountUnit: '万元' }, units),
  rate: (text) => parseRate(text, null),
}

const SIGNS = [
  ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
  ...'\n\t　é①Ⅳ😀０Ａ％￥‰‱≥≤–—－～·×…□。，、：；（）“”《》【】㎡℃²〇○零一二两三四五六七八九十廿百千万亿兆点余多来半几数成近约超过不未没并每均人第前后底末内年月日号季周度至到和与分之负达摄附以上含又块毛角元整级率',
]
const PHRASES =
  '5元 5- (5 1,222 1, 2020年 2020. a1- 大于5小于6 5%( 5%(含) 80%>x 每人 1/ 5/人· 元/ 百分之 五分之一 一又 1又 又二分之一 3个亿 一两 二O 3点5 5元3角 两毛五 第一季度 季度末 3月底- 10月至次年 1- 百余 近百 不得 1千 5万5 1e5 .5 [5 5| ≥|5| ** <x< 5<x 20246- 0371- -- (5.2) 2020学年 半年1次 一年两 5天半 亿万元 零下5 零事故 提高5 一次 三公 一、 (1) GB ISO9001 7×24 5米×'.split(
    ' ',
  )
const PAIRED = [
  ...'5一十万亿元年月-至()/每人%≥不点O余半个第前底又., a三<x次块两零近百°|*日学周',
  '1,222',
  '分之',
  '以上',
  '季度',
  '含',
]

function work(read, text) {
  const before = process.cpuUsage()
  read(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const results = []
function measure(name, read, head, piece) {
  const text = (length) => head + piece.repeat(Math.ceil(length / piece.length))
  const short = work(read, text(LENGTH))
  const long = work(read, text(4 * LENGTH))
  results.push({ name: `${name}: ${JSON.stringify(head)} then ${JSON.stringify(piece)}`, growth: long / short, long })
}

const pieces = [...new Set([...SIGNS, ...PHRASES, ...list.flatMap((unit) => unit.spellings)])]
for (const piece of pieces) for (const [name, read] of Object.entries(READINGS)) measure(name, read, '', piece)
for (const a of PAIRED) for (const b of PAIRED) if (a !== b) measure('pair', READINGS.value, '', a + b)
for (const head of ['5', '五', '≥', '每', '(', '5(', '1-', '百分之', '第', '不', '2020年'])
  for (const piece of PAIRED) measure('head', READINGS.value, head, piece)

const telling = results.filter(({ long }) => long > 150).sort((a, b) => b.growth - a.growth)
console.log(
  `${results.length} runs of ${LENGTH} and ${4 * LENGTH} characters; longest ${Math.max(...results.map(({ long }) => long)).toFixed(0)} ms`,
)
for (const { name, growth, long } of telling.slice(0, 5))
  console.log(`${growth.toFixed(1)} times the work, ${long.toFixed(0)} ms: ${name}`)
if (telling.some(({ growth }) => growth > 9)) process.exitCode = 1
