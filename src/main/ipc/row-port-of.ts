import type { MessagePortMain } from 'electron'
import type { RowPort } from '#shared/csv/row-port.ts'

/** A port that came to a process of main, as the code there sees it. */
export function rowPortOf<Incoming, Outgoing>(port: MessagePortMain): RowPort<Incoming, Outgoing> {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    listen(receive, closed) {
      port.on('message', (event) => {
        receive(event.data as Incoming)
      })
      port.on('close', closed)
      port.start()
    },
    close: () => {
      port.close()
    },
  }
}
