/** A made-up archive of any size, the same for the same seed: districts, departments, projects, five years of forms. */
import type { Columns, Filler, IndicatorColumns } from './filled-db.ts'
import { fillDb, headOf, quantityColumns } from './filled-db.ts'

const CITIES = ['株洲', '长沙', '湘潭', '衡阳', '岳阳', '常德', '益阳', '郴州', '永州', '怀化']
const DISTRICTS = ['东湖区', '西山区', '南园区', '北塔区', '青山县', '白水县', '石桥县', '云溪市']
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
const PROJECTS = [
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

type Sample = readonly [
  name: string,
  level1: string,
  level2: string,
  comparator: string,
  value: number,
  spread: number,
  unit: string,
  printed: string,
]
const SAMPLES: readonly Sample[] = [
  ['道路改造长度', 'output', 'quantity', 'ge', 58, 40, 'm', '米'],
  ['培训人次', 'output', 'quantity', 'ge', 735, 600, '{人次}', '人次'],
  ['补助户数', 'output', 'quantity', 'eq', 139, 100, '{户}', '户'],
  ['验收合格率', 'output', 'quality', 'eq', 100, 0, '%', '%'],
  ['供水水质达标率', 'output', 'quality', 'ge', 95, 4, '%', '%'],
  ['设备完好率', 'output', 'quality', 'ge', 90, 8, '%', '%'],
  ['按时完成率', 'output', 'timeliness', 'ge', 98, 2, '%', '%'],
  ['平均完工时间', 'output', 'timeliness', 'le', 60, 50, 'd', '天'],
  ['项目总成本', 'output', 'cost', 'le', 1_653_000, 1_500_000, 'CNY', '元'],
  ['人均成本', 'cost', 'economic-cost', 'le', 1200, 900, 'CNY/{人}', '元/人'],
  ['带动就业人数', 'benefit', 'social-benefit', 'ge', 120, 100, '{人}', '人'],
  ['节约财政资金', 'benefit', 'economic-benefit', 'ge', 500_000, 400_000, 'CNY', '元'],
  ['污水减排量', 'benefit', 'ecological-benefit', 'ge', 5800, 5000, 'm3', '立方米'],
  ['设施使用年限', 'benefit', 'sustainable-impact', 'ge', 10, 8, 'a', '年'],
  ['群众满意度', 'satisfaction', 'service-satisfaction', 'ge', 90, 8, '%', '%'],
  ['服务对象满意度', 'satisfaction', 'service-satisfaction', 'ge', 95, 4, '%', '%'],
]

const LABELS: Readonly<Record<string, string>> = {
  output: '产出指标',
  cost: '成本指标',
  benefit: '效益指标',
  satisfaction: '满意度指标',
}
const CATEGORY = (level1: string, level2: string) =>
  ({
    cost: 'cost/economic',
    'economic-cost': 'cost/economic',
    'service-satisfaction': 'satisfaction/service',
    'social-benefit': 'benefit/social',
    'economic-benefit': 'benefit/economic',
    'ecological-benefit': 'benefit/ecological',
    'sustainable-impact': 'benefit/sustainable',
  })[level2] ?? `${level1}/${level2}`

/** Numbers from 0 to 1 that look random (mulberry32). */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How large an archive is made. */
export interface ArchiveOptions {
  readonly filings: number
  readonly seed?: number
  /** Indicators a filing, at most 16. */
  readonly indicators?: number
}

/** Writes an archive into a new database and returns how many indicators it holds. */
export function makeArchive(path: string, { filings, seed = 7, indicators = 12 }: ArchiveOptions): number {
  const filler = fillDb(path)
  filler.db.pragma('journal_mode = WAL')
  filler.db.pragma('synchronous = OFF')
  const dice = diceOf(seed)
  let made = 0
  let rows = 0
  for (let body = 0; made < filings; body++) {
    if (body % 20 === 0) filler.db.exec(body === 0 ? 'BEGIN' : 'COMMIT; BEGIN')
    const count = addBody(filler, body, dice, Math.min(indicators, SAMPLES.length), filings - made)
    made += count
    rows += count * Math.min(indicators, SAMPLES.length)
  }
  filler.db.exec('COMMIT')
  filler.db.exec('ANALYZE')
  filler.close()
  return rows
}

/** The forms of one department over five years; some of them twice, some blank. */
function addBody(filler: Filler, body: number, dice: () => number, indicators: number, most: number): number {
  const city = body % CITIES.length
  const district = Math.floor(body / CITIES.length) % DISTRICTS.length
  const office = Math.floor(body / (CITIES.length * DISTRICTS.length))
  const place = `${CITIES[city]}市${DISTRICTS[district]}`
  const name = `${place}${OFFICES[office % OFFICES.length]}${office >= OFFICES.length ? `第${Math.floor(office / OFFICES.length)}分局` : ''}`
  const division = {
    division_code: `43${String(city + 1).padStart(2, '0')}${String(district + 2).padStart(2, '0')}`,
    division_name: place,
  }
  let made = 0
  for (let year = 2019; year <= 2023; year++)
    for (const project of [null, PROJECTS[body % PROJECTS.length]!])
      for (const stage of ['goals', 'self-evaluation']) {
        if (made >= most) return made
        const standing =
          dice() < 0.9 ? 'current' : (['copy', 'superseded', 'contested', 'template'] as const)[Math.floor(dice() * 4)]!
        const form = `${project === null ? 'department' : 'project'}-${stage}`
        addFiling(
          filler,
          headOf(form, year, name, { ...division, project_name: project, standing }),
          stage !== 'goals',
          dice,
          indicators,
        )
        made++
      }
  return made
}

function addFiling(
  filler: Filler,
  head: ReturnType<typeof headOf>,
  evaluated: boolean,
  dice: () => number,
  indicators: number,
): void {
  const fen = Math.round(10 ** (6 + 5 * dice())) * 100
  const rate = dice() < 0.5 ? 1 : dice() < 0.9 ? 0.6 + 0.4 * dice() : 1.2 * dice()
  const executed = Math.round(fen * rate)
  const wan = (amount: number) => String(amount / 1e6)
  const total: Columns = evaluated
    ? {
        ...{
          initial_budget: wan(fen),
          initial_budget_fen: fen,
          adjusted_budget: wan(fen),
          adjusted_budget_fen: fen,
          executed: wan(executed),
          executed_fen: executed,
        },
        ...{ execution_rate: (100 * rate).toFixed(2), weight: '10', score: (10 * Math.min(1, rate)).toFixed(2) },
      }
    : { amount: wan(fen), amount_fen: fen }
  const rows = SAMPLES.slice(0, indicators).map((sample, at) => indicatorOf(sample, at, evaluated, dice))
  const lost = rows.reduce((sum, row) => sum + Number(row.weight) - Number(row.score ?? row.weight), 0)
  filler.add({
    filing: {
      ...head,
      total_weight: evaluated ? '100' : null,
      total_score: evaluated ? String(Math.round((100 - lost - 10 * (1 - Math.min(1, rate))) * 100) / 100) : null,
      source_format: dice() < 0.7 ? 'docx' : 'xlsx',
      ledger_unread: dice() < 0.05 ? Math.ceil(30 * dice()) : 0,
      title: '绩效表',
    },
    funds: [{ item: 'total', ...total }],
    indicators: rows,
    findings:
      dice() < 0.3
        ? [
            {
              rule: ['FND-01', 'EXE-02', 'WGT-01', 'SCR-03', 'DEV-01'][Math.floor(5 * dice() ** 2)]!,
              severity: dice() < 0.4 ? 'error' : 'warning',
            },
          ]
        : [],
  })
}

function indicatorOf(
  [name, level1, level2, comparator, value, spread, unit, printed]: Sample,
  at: number,
  evaluated: boolean,
  dice: () => number,
): IndicatorColumns {
  const wanted = Math.round(value + spread * (dice() - 0.5))
  const sign = { ge: '≥', le: '≤', eq: '' }[comparator] ?? ''
  const weight = String([10, 8, 7, 5][at % 4])
  const got = dice() < 0.6 ? wanted : Math.round(wanted * (0.8 + 0.4 * dice()))
  const missed = comparator === 'ge' ? got < wanted : got > wanted
  const words = dice() < 0.15
  const actual = !evaluated
    ? {}
    : words
      ? { actual_kind: 'qualitative', actual_raw: '已完成' }
      : quantityColumns('actual', `${got}${printed}`, 'eq', String(got), unit)
  return {
    ...{ level3: name, level1, level1_label: LABELS[level1]!, level2, category: CATEGORY(level1, level2), weight },
    ...quantityColumns('target', `${sign}${wanted}${printed}`, comparator, String(wanted), unit),
    ...actual,
    score: evaluated ? (missed && dice() < 0.5 ? String(Number(weight) / 2) : weight) : null,
  }
}
