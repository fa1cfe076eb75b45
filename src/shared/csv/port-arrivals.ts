import type { RowPort } from './row-port.ts'

/** The messages of a port in order, taken one at a time; `closed` is what a port that closes comes to. */
export function portArrivals<Message extends object>(
  port: RowPort<Message, never>,
  closed: Message,
): { next(): Promise<Message> } {
  const arrived: Message[] = []
  let take: ((message: Message) => void) | null = null
  const arrive = (message: Message): void => {
    if (take === null) arrived.push(message)
    else {
      take(message)
      take = null
    }
  }
  port.listen(arrive, () => {
    arrive(closed)
  })
  return {
    async next() {
      return arrived.shift() ?? (await new Promise<Message>((resolve) => (take = resolve)))
    },
  }
}
