import type { RowPort } from './row-port.ts'

/** Two ends of one channel within a test: messages are copied and come later, in order, as between processes. */
export function portPair<A, B>(): [RowPort<A, B>, RowPort<B, A>] {
  const first = new TestPort<A, B>()
  const second = new TestPort<B, A>()
  first.other = second
  second.other = first
  return [first, second]
}

class TestPort<Incoming, Outgoing> implements RowPort<Incoming, Outgoing> {
  other: TestPort<Outgoing, Incoming> | null = null
  #receive: ((message: Incoming) => void) | null = null
  #closed: (() => void) | null = null
  #waiting: Incoming[] = []
  #isClosed = false

  send(message: Outgoing): void {
    if (this.#isClosed) return
    const copy = structuredClone(message)
    setImmediate(() => this.other?.deliver(copy))
  }

  listen(receive: (message: Incoming) => void, closed: () => void): void {
    this.#receive = receive
    this.#closed = closed
    for (const message of this.#waiting.splice(0)) receive(message)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    setImmediate(() => this.other?.wasClosed())
  }

  deliver(message: Incoming): void {
    if (this.#isClosed) return
    if (this.#receive === null) this.#waiting.push(message)
    else this.#receive(message)
  }

  wasClosed(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#closed?.()
  }
}
