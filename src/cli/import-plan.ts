/** `guibiao import --dry-run`: what would be read, what is known already, and what paths and lists say of it. */
import { existsSync } from 'node:fs'
import { drawTable, type Hints, openSqlite, planImport, printable } from '../index.ts'
import type { Context } from './context.ts'
import type { HintSource } from './hints.ts'
import { EXIT } from './io.ts'

/** Prints one line a path, then the sums; nothing is written, and no database is made. */
export async function runDry(
  paths: readonly string[],
  db: string,
  hints: HintSource,
  { out, exit }: Context,
  json: boolean,
): Promise<void> {
  const store = existsSync(db) ? await openSqlite(db, { readOnly: true }) : null
  const sums: Record<string, number> = {}
  try {
    for await (const file of planImport(paths, { store, hintsOf: hints.hintsOf })) {
      sums[file.plan] = (sums[file.plan] ?? 0) + 1
      if (json) await out.print(`${JSON.stringify(file)}\n`)
      else
        await out.print(
          `${[file.plan, printable(file.path), said(file.hints), told(file.message)].join('\t').trimEnd()}\n`,
        )
    }
  } finally {
    await store?.close()
  }
  for (const remark of hints.remarks()) out.say(remark)
  if (!json)
    await out.print(
      drawTable(
        Object.entries(sums).map(([plan, count]) => [plan, `${count}`]),
        { right: [1] },
      ),
    )
  exit(sums.missing ? EXIT.rejected : EXIT.fine)
}

const said = (hints: Hints | null) =>
  Object.entries(hints ?? {})
    .map(([key, { value }]) => printable(`${key}=${value}`))
    .join(' ')
const told = (message: string | null) => (message === null ? '' : printable(message))
