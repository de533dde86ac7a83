/** A database of drawn forms as an import would fill it: bodies with projects, five years, goals and self-evaluations. */
import { evaluation, goals } from '../../src/check/sketch.ts'
import { remap } from '../../src/extract.ts'
import { loadRules } from '../../src/rules.ts'
import { packReading } from '../../src/store/pack.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { parseDocument } from './draw-document.ts'
import { diceOf } from './made-up-archive.ts'
import { sha256Of } from './records.ts'

const COUNTIES = ['濉溪县', '萧县', '砀山县', '灵璧县', '泗县', '五河县', '怀远县', '固镇县', '霍邱县', '金寨县']
const OFFICES = [
  '交通运输局',
  '水利局',
  '农业农村局',
  '教育局',
  '民政局',
  '林业局',
  '住房和城乡建设局',
  '卫生健康委员会',
]
const NAMES = ['养护里程', '修补面积', '培训人数', '补助户数', '巡查次数', '购置设备数量', '绿化面积', '安装路灯数量']
const BATCH = 100

/** Files `count` forms under keys of their own; one of ten self-evaluations is filed again with another score. */
export async function fileArchive(path: string, count: number): Promise<void> {
  const { checks: _checks, ...rules } = loadRules()
  const store = await openSqlite(path)
  const run = await store.startRun({
    command: 'made up',
    startedAt: '2024-01-01T00:00:00Z',
    version: '0',
    rulesDigest: rules.digest,
  })
  const dice = diceOf(11)
  let entries = []
  for (let at = 0; at < count; at++) {
    const drawing = drawingOf(at, dice)
    const file = { path: `${at}.docx`, sha256: sha256Of(`${at}`) }
    const extraction = await remap(parseDocument(drawing), file.sha256, rules, file)
    const packed = packReading({ ...file, bytes: 1, format: 'docx', outcome: 'read', message: null, extraction })
    entries.push({ ...file, hints: null, packed })
    if (entries.length < BATCH && at + 1 < count) continue
    await store.save(run, entries)
    entries = []
  }
  await store.finishRun(run, '2024-01-01T00:00:00Z', 'done')
  await store.close()
}

function drawingOf(at: number, dice: () => number): string {
  const body = Math.floor(at / 20)
  const [year, project] = [2019 + (Math.floor(at / 2) % 5), Math.floor(at / 10) % 2]
  const office = OFFICES[Math.floor(body / COUNTIES.length) % OFFICES.length]
  const branch = Math.floor(body / (COUNTIES.length * OFFICES.length))
  const name = `${COUNTIES[body % COUNTIES.length]}${office}${branch === 0 ? '' : `第${branch}分局`}`
  const head = [`项目名称 | ${project === 0 ? '运行维护' : '新建改造'}`, `主管部门 | ${name}`]
  const money = 100 + (body % 900)
  const targets = NAMES.map((_, k) => 10 + ((body * 7 + k * 13 + year) % 90))
  const rowOf = (k: number) => `产出指标 | 数量指标 | ${NAMES[k]} | ≥${targets[k]}个`
  const rows = NAMES.map((_, k) => rowOf(k))
  if (at % 2 === 0)
    return goals({ head, year: `（${year}年度）`, funds: [`年度资金总额 | ${money}`], rows, after: ['填表人：张某'] })
  const done = rows.map(
    (row, k) => `${row} | ${Math.round(targets[k]! * (0.9 + dice() / 3))}个 | 10 | ${dice() < 0.8 ? 10 : 9}`,
  )
  const spent = Math.round(money * (0.7 + 0.3 * dice()))
  const funds = [
    `年度资金总额 | ${dice() < 0.9 ? money : money + 9} | ${money} | ${spent} | 10 | ${Math.round((100 * spent) / money)}% | 10`,
  ]
  return evaluation({ head, year: `（${year}年度）`, funds, rows: done, total: '90 | 90', after: ['填表人：张某'] })
}
