/** Processor time and medians, for benchmarks that compare two ways in one run. */

/** Milliseconds of processor time that some work takes in this process. */
export async function processorTime(work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The middle one of some numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

/**
 * Runs all ways in turn, so often, after one round to warm up; each gives its figure. Returns the median of every way:
 * what disturbs the machine meets all of them.
 */
export async function inTurn(rounds, ways) {
  const figures = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const [name, way] of Object.entries(ways)) {
      const figure = await way(round)
      if (round > 0) figures[name].push(figure)
    }
  return Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, median(list)]))
}

/** Prints one line of a table. */
export const line = (...cells) => console.log(cells.map((one, at) => `${one}`.padEnd(at === 0 ? 44 : 16)).join(''))
