/** What the system tells of another process, and how to end one with all that it started. */
import { readFileSync } from 'node:fs'

/** Resident memory of a process in bytes; null where the system does not tell (only Linux has /proc). */
export function residentBytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}

/** Kills a process and its descendants, also those that made themselves leaders of groups of their own. */
export function killTree(pid: number | undefined): void {
  if (pid === undefined) return
  for (const one of [...descendantsOf(pid), pid]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
}

function descendantsOf(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim()
    return children === '' ? [] : children.split(' ').flatMap((text) => [...descendantsOf(Number(text)), Number(text)])
  } catch {
    return []
  }
}
