/** The documentation of all rules, made from the rules themselves: `docs/checks.md`. */
import type { Check, Family } from './check.ts'
import { FAMILIES } from './families.ts'

const SCOPES = {
  filing: '',
  pair: ' · goal form against self-evaluation',
  series: ' · against last year',
  versions: ' · against earlier versions',
  packet: ' · all forms of a file',
} as const

/** The page as Markdown. */
export function drawRules(families: readonly Family[] = FAMILIES): string {
  const count = families.reduce((total, { checks }) => total + checks.length, 0)
  const list = families.map(
    ({ id, title, checks }) => `- [${id}](#${anchorOf(id, title.en)}) ${title.en} (${title.zh}), ${checks.length}`,
  )
  return `# Checks

<!-- Made from src/check by \`GOLDENS=write npx vitest run tests/check-docs.test.ts\`; do not edit. -->

${count} rules. \`guibiao rules ID\` prints one with its examples. An **error** is provable from the form alone, a **warning** is what a
reviewer would ask about, **info** is style. Profiles (\`schema/profiles/*.json\`) switch rules off and re-grade them.

${list.join('\n')}

${families.map(drawFamily).join('\n')}
## Sources

${Object.entries(SOURCES)
  .map(([code, what]) => `- ${code}: ${what}`)
  .join('\n')}
`
}

const SOURCES = {
  D: 'derived from the arithmetic of the forms',
  K: 'common knowledge of the notices named beside it, to be confirmed before quoting',
  'S-STD': 'standard tables of 预算管理一体化',
  'S-CALC': 'scoring as performance modules implement it',
  'S-WARN, S-W0, S-SX': 'warning rules of such modules',
  'S-IMP, S-GT, S-NUM': 'their import and entry rules',
  'S-HBJS, S-HB': 'Hubei, 2020',
  'S-LIB, S-NORM, S-GOAL, S-CS': 'indicator library and guidance on goals',
  'S-RULE, S-KB': 'audit rule lists',
  'S-SC1, S-SC2': 'Sichuan self-evaluations, 2023',
  'S-BJ': 'Beijing, 2016',
  'S-AH': 'Anhui, 2022',
  'S-TP': 'transfer payments, 2021',
  'S-HN': 'Hunan forms (base data, department goals and self-evaluations)',
  'S-YTH': 'a city’s manual of 2022',
  'S-SHPT': 'rules on published budgets',
} as const

const anchorOf = (id: string, title: string) =>
  `${id} ${title}`
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')

function drawFamily({ id, title, checks }: Family): string {
  const rows = checks
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      (check) =>
        `| ${check.id} | ${check.severity} | ${check.title.en}<br>${check.title.zh} | ${check.why.en} | ${formsOf(check)} | ${check.reads.map((read) => `\`${read}\``).join(' ')} | ${check.source} |`,
    )
  return `## ${id} ${title.en}

| rule | severity | finds | why | forms | reads | source |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function formsOf({ forms, scope }: Check): string {
  return `${forms === 'all' ? 'all' : forms.join(', ')}${SCOPES[scope]}`
}
