/** The facts of filings as keys and values, to compare two readings of one form. */
import type { Filing } from '../../src/model.ts'

/** Longer texts are left out: some formats cannot hold them. */
const LONGEST = 250
const HEAD = [
  'form',
  'fiscalYear',
  'department',
  'departmentCode',
  'agency',
  'agencyCode',
  'projectName',
  'projectCode',
  'amountUnit',
  'totalWeight',
  'totalScore',
] as const
const FIGURES = ['amount', 'initialBudget', 'adjustedBudget', 'executed', 'executionRate', 'weight', 'score'] as const
const POINTS = ['level1', 'level2', 'weight', 'score', 'deviation'] as const

/** The facts of some filings; blanks are none. */
export function factsOf(filings: readonly Filing[]): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  const seen = new Map<string, number>()
  const once = (key: string) => {
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return `${key}#${seen.get(key)}`
  }
  const add = (key: string, value: string | number | null) => {
    const text = value === null ? '' : String(value).replace(/\s+/g, '')
    if (text !== '' && text.length <= LONGEST) facts.set(key, text)
  }
  for (const [i, filing] of filings.entries()) {
    for (const key of HEAD) add(`${i} ${key}`, filing[key])
    for (const fund of filing.funds) {
      const line = once(`${i} fund ${fund.horizon} ${fund.label}`)
      for (const key of FIGURES) add(`${line} ${key}`, fund[key])
    }
    for (const goal of filing.goals) {
      const line = once(`${i} goal ${goal.horizon}`)
      add(`${line} expected`, goal.expected)
      add(`${line} actual`, goal.actual)
    }
    for (const one of filing.indicators) {
      const row = once(`${i} indicator ${one.level3.replace(/\s+/g, '')}`)
      for (const key of POINTS) add(`${row} ${key}`, one[key])
      for (const { role, horizon, period, subject, value } of one.observations)
        add(`${row} ${role}/${horizon}/${period}/${subject}`, value.raw)
    }
  }
  return facts
}

/** How many facts came back, which were lost, and which are stated otherwise. */
export function compareFacts(want: ReadonlyMap<string, string>, got: ReadonlyMap<string, string>) {
  const lost = [...want.keys()].filter((key) => !got.has(key))
  const wrong = [...got].filter(([key, text]) => want.get(key) !== text).map(([key, text]) => `${key} = ${text}`)
  return { right: want.size - lost.length - wrong.filter((one) => want.has(one.split(' = ')[0]!)).length, lost, wrong }
}
