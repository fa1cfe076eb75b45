import type { RowPort } from '#shared/csv/row-port.ts'

/** Messages of a port in order, one at a time; a port that closes is a cancel. */
export function messageQueue<Message extends { type: string }>(
  port: RowPort<Message | { type: 'cancel' }, never>,
): { next(): Promise<Message | { type: 'cancel' }> } {
  const waiting: (Message | { type: 'cancel' })[] = []
  let wake: (() => void) | null = null
  const add = (message: Message | { type: 'cancel' }): void => {
    waiting.push(message)
    wake?.()
    wake = null
  }
  port.listen(add, () => {
    add({ type: 'cancel' })
  })
  return {
    async next() {
      while (waiting[0] === undefined) await new Promise<void>((resolve) => (wake = resolve))
      return waiting.shift() ?? { type: 'cancel' }
    },
  }
}
