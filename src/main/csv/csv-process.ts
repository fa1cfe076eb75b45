import type { MessageEvent, MessagePortMain } from 'electron'
import { runCsvJob, type CsvJob, type CsvJobPort } from './csv-job.ts'

/**
 * Entry of the CSV process, an Electron utility process: whatever a file costs in time and memory is paid here and not
 * by main or the window.
 */
const parent = process.parentPort

parent.on('message', (event: MessageEvent) => {
  const port = event.ports[0]
  void runCsvJob(event.data as CsvJob, port === undefined ? null : rowPort(port), (reply) => {
    parent.postMessage(reply)
  })
})

function rowPort(port: MessagePortMain): CsvJobPort {
  return {
    send: (message) => {
      port.postMessage(message)
    },
    listen(receive, closed) {
      port.on('message', (event) => {
        receive(event.data as Parameters<typeof receive>[0])
      })
      port.on('close', closed)
      port.start()
    },
    close: () => {
      port.close()
    },
  }
}
