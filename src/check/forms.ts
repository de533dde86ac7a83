/** The form families as checks group them. */

/** The forms that are filed with the budget. */
export const GOAL_FORMS = ['department-goals', 'project-goals', 'transfer-goals'] as const

/** The forms that are filed after the year. */
export const EVALUATION_FORMS = [
  'department-self-evaluation',
  'project-self-evaluation',
  'transfer-self-evaluation',
] as const

/** The form that a form is compared with: goals ↔ self-evaluation; null for others. */
export function counterpart(form: string): string | null {
  if (form.endsWith('-goals')) return form.replace(/goals$/, 'self-evaluation')
  if (form.endsWith('-self-evaluation')) return form.replace(/self-evaluation$/, 'goals')
  return null
}

/** The codes of a level 1 (一级指标), as records carry them. */
export const LEVEL1 = [
  'output',
  'benefit',
  'satisfaction',
  'cost',
  'input',
  'process',
  'effect',
  'decision',
  'management',
  'project-completion',
] as const
