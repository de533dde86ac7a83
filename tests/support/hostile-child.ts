/** A reading process whose `extract` does what the text of a file says: for tests of what the pool makes of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtModule } from './built-program.ts'

/** Writes the program into a folder and returns its address. Texts: hang, heap, buffers, exit, abort, kill, kill-once, scratch. */
export function hostileChild(folder: string): URL {
  const from = (path: string) => JSON.stringify(builtModule(path).href)
  const file = join(folder, 'hostile-child.mjs')
  writeFileSync(
    file,
    `import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { serveJobs } from ${from('import/serve-jobs.ts')}
import { packReading } from ${from('store/pack.ts')}
import { ReadError } from ${from('model.ts')}
import { isRubbish, unpackBundle } from ${from('read/bundle.ts')}
const hold = []
const sniff = (bytes) => (bytes[0] === 0x50 && bytes[1] === 0x4b ? 'zip' : 'txt')
const acts = {
  hang: () => { for (;;); },
  heap: () => { for (;;) hold.push(Array.from({ length: 1e5 }, (_, i) => ({ i }))) },
  buffers: () => { const t = setInterval(() => hold.push(Buffer.alloc(2 ** 25, 1)), 5); return new Promise(() => t) },
  exit: () => process.exit(7),
  abort: () => process.abort(),
  kill: () => { process.kill(process.pid, 'SIGKILL'); for (;;); },
  'kill-once': (flag) => { if (!existsSync(flag)) { writeFileSync(flag, ''); acts.kill() } },
  scratch: () => writeFileSync(mkdtempSync(tmpdir() + '/beside-') + '/a', ''),
  defect: () => { throw new TypeError('x is undefined') },
  damaged: () => { throw new ReadError('damaged', 'It ends in the middle.') },
}
async function extract(bytes, _rules, { path }) {
  const text = Buffer.from(bytes).toString()
  const act = text.split(' ')[0]
  await acts[act]?.(path + '.flag')
  const document = { format: 'txt', reader: 'test', blocks: [{ kind: 'paragraph', text, part: 'body', hidden: false }], findings: [] }
  return { sha256: '', document, filings: [], ledger: { label: 0, value: 1, ignored: 0, unread: 0 }, findings: [], evidence: [] }
}
serveJobs(
  process,
  (setup) => {
    if (setup.rules === 'stillborn') process.exit(1)
    return { rules: { digest: 'rules-1' }, limits: setup.limits, sniff, extract, pack: packReading, unpack: unpackBundle, isRubbish }
  },
  () => process.exit(),
)
`,
  )
  return pathToFileURL(file)
}
