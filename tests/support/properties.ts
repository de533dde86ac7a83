/**
 * Properties are drawn from one seed in every run, so that a change alone decides whether the tests pass. `npm run
 * properties` draws others, a hundred times as many: what it finds becomes a case of its own.
 */
import fc from 'fast-check'

const factor = Number(process.env.PROPERTIES ?? 0)
fc.configureGlobal(factor > 0 ? { numRuns: 100 * factor } : { seed: 20_201_129 })

/** How often a property runs that needs another number of draws than the usual hundred. */
export const times = (runs: number): number => runs * Math.max(1, factor)

export default fc
