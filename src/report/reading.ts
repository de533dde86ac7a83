/** A Value in a few characters, as a person reads it: what guibiao understood, not what is printed. */
import type { Value } from '../model.ts'

const SIGNS = { eq: '', ge: '≥', gt: '>', le: '≤', lt: '<', approx: '≈', between: '' } as const

/** `≥90 %`, `165300000 CNY`, `[10, 20] {人}`, `≤2020-10-31`, `text` for a text without a number, `—` for no value. */
export function describeValue(value: Value): string {
  const doubts = value.doubts.length > 0 ? ` (${value.doubts.join(', ')}?)` : ''
  return describe(value) + doubts
}

function describe(value: Value): string {
  if (value.kind === 'missing') return '—'
  if (value.kind === 'qualitative') return 'text'
  const sign = SIGNS[value.comparator ?? 'eq']
  if (value.kind === 'date') return `${sign}${value.date ?? `${value.from ?? ''}…${value.to ?? ''}`}`
  const unit = value.unit === undefined || value.unit === '' ? '' : ` ${value.unit}`
  const arrow = value.direction === 'up' ? '↑' : value.direction === 'down' ? '↓' : ''
  if (value.comparator === 'between')
    return `${arrow}${value.lowOpen ? '(' : '['}${value.low ?? ''}, ${value.high ?? ''}${value.highOpen ? ')' : ']'}${unit}`
  return `${arrow}${sign}${value.value ?? value.low ?? value.high ?? ''}${unit}`
}
