/** The schema of rule files: form families and terms. */
import type { Unit } from '../model.ts'

/** Everything that steers a reading beside the bytes. `digest` identifies it: records carry it. */
export interface Rules {
  readonly units: readonly Unit[]
  readonly digest: string
}
