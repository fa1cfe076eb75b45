import type { RowPort } from '#shared/csv/row-port.ts'

/** A port of the window as the import and export code sees it. The browser tells when the other process is gone. */
export function rowPortOf<Incoming, Outgoing>(port: MessagePort): RowPort<Incoming, Outgoing> {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    listen(receive, closed) {
      port.addEventListener('close', closed, { once: true })
      port.addEventListener('message', (event: MessageEvent<Incoming>) => {
        receive(event.data)
      })
      port.start()
    },
    close: () => {
      port.close()
    },
  }
}
