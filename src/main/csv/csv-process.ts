import type { MessageEvent, MessagePortMain } from 'electron'
import { runCsvJob, type CsvJob, type CsvJobPort, type CsvJobReply } from './csv-job.ts'
import { StagedStores } from './staged-stores.ts'

/**
 * Entry of the CSV process, an Electron utility process: whatever a file costs in time and memory is paid here and not
 * by main or the window.
 */
const parent = process.parentPort
const stores = new StagedStores()

parent.on('message', (event: MessageEvent) => {
  const port = event.ports[0]
  const reply = (answer: CsvJobReply): void => {
    parent.postMessage(answer)
  }
  void runCsvJob(event.data as CsvJob, port === undefined ? null : rowPort(port), reply, stores)
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
