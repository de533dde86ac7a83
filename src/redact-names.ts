/** Names of people, found by the labels that they stand beside. A text alone does not say what in it is a name. */
import type { Cell, Document, Grid } from './model.ts'
import { glue, normalizeLabel } from './text.ts'

/** Labels whose cell, or whose rest of the line, is the name of a person. */
const LABEL =
  '(?:填表|填报|制表|编制|经办|联系|负责|审核|复核|评价|报告|申报|责任|申请|主管|审批|验收|签字|签收|项目组?)人(?:员)?|(?:主管|分管|单位|部门|局|处室)?(?:领导|主管)|法定代表人|法人代表|财务主管|会计|出纳|局长|处长|科长|主任|组长|姓名'
const LABEL_CELL = new RegExp(
  `^(?:[\\p{Script=Han}]{0,6})(?:${LABEL})(?:姓名)?(?:[(（]?(?:签字|签章|签名|盖章)[)）]?)?(?:及(?:联系)?(?:电话|方式))?$`,
  'u',
)
const INLINE = new RegExp(
  `(?:${LABEL})(?:姓名)?(?:[(（](?:签字|签章|签名|盖章)[)）])?\\s*([:：]?)\\s*((?:[\\p{Script=Han}]\\s?){1,3}[\\p{Script=Han}](?:·[\\p{Script=Han}]{1,6})?)`,
  'gu',
)

/** The surnames of nearly everyone (百家姓 by use), the double ones first. */
const DOUBLE = '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 南宫 独孤'.split(' ')
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慈麹展'

/** Words that begin like names and are none. */
const WORDS = new Set(
  '高新 高效 高质 高质量 安全 安全生产 安排 全面 全年 全部 方便 方案 方式 周期 时间 时效 成本 成果 成效 水利 金额 金融 程度 程序 国家 国有 公司 和谐 和社会 万元 项目 单位 经济 经费 文化 文件 文明 常务 常规 常态 平均 平台 平稳 平安 计划 相关 明显 明确 强化 来源 应急 应用 管理 管护 管网 路面 路灯 路径 车辆 车站 连续 农村 农业 农民 农户 时段 乐观 支出 支付 支持 都市 普及 权利 游客 游览 池塘 房屋 海洋 花卉 区域 区级 区县 关注 关系 关于 武装 江河 江边 林业 林地 林场 田间 田地 马路 雷达 龙头 华侨 金库 石油 石料 白天 黄金 黄河 江苏 江西 云南 安徽 海南 河北 宁夏 吉林 广东 湖南 主任 科长 局长 处长 领导 电话 签字 签章 盖章 日期 年月日 向上 何时 任务 任何 包括 包含 单价 单项 解决 解释 教育 施工 施行 查处 查看 查询 满意 满意度 满足 容量 封闭 印刷 展示 展开 修缮 修建 修复 原因 原则 原件 商品 商业 师资 师范 师生 边境 边界 门诊 门户 井盖 索引 宣传 初步 初审 晋升 通过 同意 符合 符号 章程 冷链 米粮 盘活 谈判 盖板 练习 皮肤 储备 储蓄 惠民 惠及 乐园 南方 班级 位置 况且 战略 隆重 司法 商务 文旅 文广 文体 史志 国资 国土 计生 安监 林草 党政 党史 党建 党群 农林 农机 房产 房管 宗教 路政 海事 海关 石化'.split(
    ' ',
  ),
)

/** True for two to four characters that begin like a name and are no word of the trade. */
export function looksLikeName(text: string): boolean {
  const glued = glue(text)
  if (!/^[\p{Script=Han}]{2,4}$/u.test(glued) || WORDS.has(glued)) return false
  if (/[局县市区镇乡村院校厅部科处站所会表稿版年月日份号类司室组队办委园馆校]$/.test(glued)) return false
  if (DOUBLE.some((surname) => glued.startsWith(surname))) return glued.length >= 3
  return SINGLE.includes(glued[0]!) && glued.length <= 3
}

/** Names that stand in a document. `sure` ones are hidden wherever they occur, `cells` as a whole where they stand. */
export interface Names {
  readonly sure: ReadonlySet<string>
  readonly cells: ReadonlySet<Cell>
}

/** Finds names in cells and captions; `known` ones were read off the form by other means. */
export function findNames(document: Document, known: readonly (string | null)[] = []): Names {
  const sure = new Set<string>()
  const cells = new Set<Cell>()
  const learn = (text: string) => {
    for (const part of text.split(/[、,，/;；\n\d:：()（）]|\s{2,}/)) if (looksLikeName(part)) sure.add(glue(part))
  }
  for (const text of known) if (text !== null) learn(text)
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') learnInline(block.text, learn)
    else learnGrid(block.grid, learn, cells)
  }
  return { sure, cells }
}

/** Names that a text labels itself: `联系人：张某`. */
export function labelledNames(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  learnInline(text, (name) => {
    if (looksLikeName(name)) names.add(glue(name))
  })
  return names
}

/** `联系人：张某`. Without a colon only what ends like a name does: `负责人张某，` but not `负责人要求各单位`. */
function learnInline(text: string, learn: (text: string) => void): void {
  for (const match of text.matchAll(INLINE)) {
    const [whole, colon, name] = match
    const after = text[match.index + whole.length] ?? ''
    if (colon !== '') for (const length of [4, 3, 2]) learn(glue(name!).slice(0, length))
    else if (!/\p{Script=Han}/u.test(after)) learn(name!)
  }
}

function learnGrid(grid: Grid, learn: (text: string) => void, cells: Set<Cell>): void {
  for (const cell of grid.cells) {
    learnInline(cell.text, learn)
    if (cell.text.length > 30 || !LABEL_CELL.test(normalizeLabel(cell.text))) continue
    const right = grid.cells.find(
      (other) => other.row === cell.row && other.column === cell.column + cell.columnSpan && !other.covered,
    )
    if (right && !LABEL_CELL.test(normalizeLabel(right.text)) && isNameCell(right.text)) {
      learn(right.text)
      if (!OTHER_LABEL.test(right.text)) cells.add(right)
    }
    learnBelow(grid, cell, learn, cells)
  }
}

/** A column of names under its heading: as long as what stands there looks like names. */
function learnBelow(grid: Grid, head: Cell, learn: (text: string) => void, cells: Set<Cell>): void {
  for (let row = head.row + head.rowSpan; row < grid.rows; row++) {
    const below = grid.cells.find((other) => other.row === row && other.column === head.column && !other.covered)
    if (!below || !looksLikeName(below.text)) return
    learn(below.text)
    cells.add(below)
  }
}

const OTHER_LABEL = /电话|手机|方式|日期|时间|职务|职称|单位|部门|备注|签字|签章|盖章|意见|数量|指标|名称|年|月|日/

/** Short, without figures but a telephone's, and no sentence. */
function isNameCell(text: string): boolean {
  const letters = text.replace(/[\d\-—() （）\s+]/g, '')
  return letters !== '' && letters.length <= 16 && !/[。！？%％万元]/.test(letters)
}
