/** Named random choices that can be replayed one by one, so that a failing draw can be made smaller. */

/** Every choice has a name; its first option is the plainest one. */
export interface Dice {
  pick<T>(name: string, options: readonly T[]): T
  /** True in about `percent` of 100 rolls; false is the plainest. */
  chance(name: string, percent: number): boolean
  /** An integer from low to high, low being the plainest. */
  between(name: string, low: number, high: number): number
  /** Some of the options, in their order. */
  some<T>(name: string, options: readonly T[], percent: number): readonly T[]
  /** The options in another order. */
  shuffle<T>(name: string, options: readonly T[]): readonly T[]
  /** What was rolled: name and occurrence → the number of the option. */
  readonly rolled: ReadonlyMap<string, number>
}

function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function diceOf(roll: (key: string, sides: number) => number): Dice {
  const rolled = new Map<string, number>()
  const counts = new Map<string, number>()
  const next = (name: string, sides: number, weigh: (face: number) => number = (face) => face): number => {
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const key = `${name}#${count}`
    const face = weigh(Math.min(roll(key, sides), sides - 1))
    if (face > 0) rolled.set(key, face)
    return face
  }
  const between = (name: string, low: number, high: number) => low + next(name, high - low + 1)
  const chance = (name: string, percent: number) => next(name, 100, (face) => (face >= 100 - percent ? face : 0)) > 0
  return {
    rolled,
    chance,
    between,
    pick: (name, options) => options[next(name, options.length)]!,
    some: (name, options, percent) => options.filter(() => chance(name, percent)),
    shuffle: (name, options) => {
      const left = [...options]
      return options.map(() => left.splice(next(name, left.length), 1)[0]!)
    },
  }
}

/** Rolls at random; the same seed rolls the same. */
export function rollDice(seed: number): Dice {
  const random = mulberry(seed)
  return diceOf((_key, sides) => Math.floor(random() * sides))
}

/** Rolls what was rolled before; a choice that is not known falls on its plainest option. */
export function replayDice(rolled: ReadonlyMap<string, number>): Dice {
  return diceOf((key) => rolled.get(key) ?? 0)
}

/** The fewest choices of a failing draw that still make it fail: each one is tried without. */
export function smallest(
  rolled: ReadonlyMap<string, number>,
  fails: (dice: Dice) => boolean,
): ReadonlyMap<string, number> {
  let best = new Map(rolled)
  for (let size = Math.ceil(best.size / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.size; ) {
      const keys = [...best.keys()].slice(from, from + size)
      const fewer = new Map([...best].filter(([key]) => !keys.includes(key)))
      const dice = replayDice(fewer)
      if (fails(dice)) best = new Map(dice.rolled)
      else from += size
    }
  }
  return best
}
