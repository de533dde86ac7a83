/** What people call the codes of records. A code that is not here is shown as it is. */
import { type Label, type Words, words } from '../bilingual.ts'

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  'department-goals': ['department goals', '部门整体支出绩效目标表'],
  'department-self-evaluation': ['department self-evaluation', '部门整体支出绩效自评表'],
  'project-goals': ['project goals', '项目支出绩效目标表'],
  'project-self-evaluation': ['project self-evaluation', '项目支出绩效自评表'],
  'transfer-goals': ['transfer goals', '转移支付绩效目标表'],
  'transfer-self-evaluation': ['transfer self-evaluation', '转移支付绩效自评表'],
  monitoring: ['monitoring', '运行监控表'],
  'baseline-data': ['base data', '基础数据表'],
  scoring: ['scoring', '评价指标评分表'],
  unknown: ['unknown form', '未识别表样'],
  goals: ['goals', '目标'],
  'self-evaluation': ['self-evaluation', '自评'],
  department: ['department as a whole', '部门整体'],
  project: ['project', '项目'],
  'transfer-whole': ['transfer, whole', '转移支付整体'],
  'transfer-region': ['transfer, region', '转移支付区域'],
  'transfer-project': ['transfer, project', '转移支付项目'],
  current: ['current', '有效'],
  superseded: ['superseded', '已被替代'],
  contested: ['contested', '待定'],
  copy: ['copy', '重复件'],
  template: ['blank template', '空表'],
  measured: ['measured', '有度量'],
  words: ['words only', '仅有文字'],
  'restated-target': ['target restated', '重述目标'],
  'name-copy': ['name copied', '照抄名称'],
  'unit-mismatch': ['another unit', '单位不符'],
  missing: ['missing', '缺失'],
  output: ['output', '产出'],
  benefit: ['benefit', '效益'],
  satisfaction: ['satisfaction', '满意度'],
  cost: ['cost', '成本'],
  quantity: ['quantity', '数量'],
  quality: ['quality', '质量'],
  timeliness: ['timeliness', '时效'],
  economic: ['economic', '经济'],
  social: ['social', '社会'],
  ecological: ['ecological', '生态'],
  'economic-benefit': ['economic', '经济效益'],
  'social-benefit': ['social', '社会效益'],
  'ecological-benefit': ['ecological', '生态效益'],
  'sustainable-impact': ['sustainable', '可持续影响'],
  sustainability: ['sustainable', '可持续影响'],
  service: ['service', '服务对象'],
  read: ['read', '已读取'],
  timeout: ['timeout', '超时'],
  'out-of-memory': ['out of memory', '内存不足'],
  'too-large': ['too large', '过大'],
  encrypted: ['encrypted', '已加密'],
  unsupported: ['unsupported', '不支持'],
  damaged: ['damaged', '已损坏'],
  crashed: ['crashed', '读取失败'],
  skipped: ['skipped', '已跳过'],
}

/** A code in words; parts between slashes one by one (`output/quantity` → output › quantity). */
export function nameOf(code: string): Label {
  const parts = code.split('/')
  if (parts.every((part) => !Object.hasOwn(NAMES, part))) return code === '–' ? words('not stated', '未载明') : code
  const join = (at: 0 | 1) => parts.map((part) => (Object.hasOwn(NAMES, part) ? NAMES[part]![at] : part)).join(' › ')
  return words(join(0), join(1))
}

/** The same as words in both languages. */
export function wordsOf(code: string): Words {
  const name = nameOf(code)
  return typeof name === 'string' ? words(name, name) : name
}
