import { expect, it, vi } from 'vitest'
import { portMessages } from './port-messages.ts'

it('gives every message to all who listen, by one listener of the port that goes with the last of them', async () => {
  const { port1, port2 } = new MessageChannel()
  const added = vi.spyOn(port2, 'addEventListener')
  const removed = vi.spyOn(port2, 'removeEventListener')
  const messages$ = portMessages<string>(port2)
  const heard: string[] = []
  const listening = Array.from({ length: 15 }, (_, at) =>
    messages$.subscribe((message) => heard.push(`${message} ${String(at)}`)),
  )
  port2.start()
  port1.postMessage('for')
  await vi.waitFor(() => expect(heard).toHaveLength(15))
  expect(added).toHaveBeenCalledTimes(1)
  for (const subscription of listening) subscription.unsubscribe()
  expect(removed).toHaveBeenCalledTimes(1)
  port1.close()
})
