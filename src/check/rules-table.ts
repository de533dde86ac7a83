/** The documentation of all rules, made from the rules themselves: `docs/checks.md`. */
import type { Check, Family } from './check.ts'
import { FAMILIES } from './families.ts'

/** A profile as a user would write it, for the page. */
export const EXAMPLE_PROFILE = `{
  "id": "county",
  "extends": "default",
  "name": { "en": "Our county", "zh": "本县" },
  "applies": { "divisions": ["340621"], "forms": ["project-self-evaluation"], "years": { "from": 2023 } },
  "execution": { "reasonBelow": "90", "caps": [{ "below": "60", "total": "79" }] },
  "off": ["HDR-04"],
  "severities": { "SAT-01": "info" }
}`

/** A file of waivers, for the page. */
export const EXAMPLE_WAIVERS = `{
  "waivers": [
    {
      "rule": "FND-02",
      "filing": "department-goals|2020||某区住房和城乡建设局||",
      "reason": "年中拨付, 已核对凭证",
      "by": "张某",
      "on": "2021-03-01"
    }
  ]
}`

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
reviewer would ask about, **info** is style. [Profiles](#profiles) switch rules off and re-grade
them, [waivers](#waivers) let single findings pass.

${list.join('\n')}

${families.map(drawFamily).join('\n')}
${PROFILES}
## Sources

${Object.entries(SOURCES)
  .map(([code, what]) => `- ${code}: ${what}`)
  .join('\n')}
`
}

const PROFILES = `## Profiles

What points, bands, caps and grades a form is judged by depends on province, year and form: each filing gets the profile whose
\`applies\` names most of what it is, else \`default\`. Your own stand in \`my-rules/profiles/*.json\` beside your forms and terms, and
\`--rules my-rules\` takes them in; \`--profile ID\` or \`--profile FILE.json\` puts one over all filings. A file names only what differs
from the one it \`extends\` ([its schema](../schema/profile.schema.json)); one with the id of a built-in profile stands in its place.

\`\`\`json
${EXAMPLE_PROFILE}
\`\`\`

Unknown keys, rules, forms and levels are refused with the file and the JSON path, and so is what contradicts itself: points that
miss the total, bands or grades out of order, a rule that is both off and re-graded, profiles that extend each other in a circle.

## Waivers

A single finding that a person lets pass stays on record with the reason, the person and the date. \`filing\` is the \`id\` of a filing,
its \`digest\`, or its \`key\`: with the key the waiver outlives a resubmission; \`indicator\` narrows it to one row
([its schema](../schema/waivers.schema.json)). \`guibiao check --waivers waivers.json\` leaves these findings out and says how many.

\`\`\`json
${EXAMPLE_WAIVERS}
\`\`\`

## What records carry

\`guibiao extract\`, \`import\` and \`remap\` put what a filing says by itself into its \`findings\`, with a profile that fits; its status goes on
telling how it was read. What two filings say together (XT, FND-06, HDR-13, HDR-15) depends on what else is there: \`guibiao check\`
finds it, in files or in a database, and reports the definition of an indicator (IND, TGT) once, on the goal form. A rule that fails on
a filing is kept as \`CHECK-FAILED\`: a defect of guibiao, not of the form.

Each form with points is also scored again: \`guibiao check\` prints the range that evidence and profile support beside the claimed
score, and how many of the claimed points rest on measured values, words, restated targets, copied names, or nothing.
`

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
