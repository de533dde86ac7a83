/** Results on their way from one place to another: a list that its reader waits for. */

/** A queue with one writer and one reader. */
export interface Mailbox<T> extends AsyncIterable<T> {
  push(item: T): void
  /** No more items; with an error the reader gets it after what is left. */
  end(error?: unknown): void
  /** Items that wait for the reader. */
  readonly size: number
}

/** Opens a mailbox; `onTake` is called after each item that the reader takes. */
export function openMailbox<T>(onTake: () => void = () => {}): Mailbox<T> {
  const items: T[] = []
  let ended = false
  let failure: unknown
  let wake: (() => void) | null = null
  const rouse = () => {
    wake?.()
    wake = null
  }
  async function* read(): AsyncGenerator<T> {
    for (;;) {
      const item = items.shift()
      if (item !== undefined) {
        onTake()
        yield item
      } else if (ended) {
        if (failure !== undefined) throw failure
        return
      } else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }
  return {
    push: (item) => {
      items.push(item)
      rouse()
    },
    end: (error) => {
      ended = true
      failure = error
      rouse()
    },
    get size() {
      return items.length
    },
    [Symbol.asyncIterator]: read,
  }
}
