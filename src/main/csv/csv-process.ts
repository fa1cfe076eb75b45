import type { MessageEvent } from 'electron'
import { rowPortOf } from '#main/ipc/row-port-of.ts'
import { runCsvJob, type CsvJob, type CsvJobReply } from './csv-job.ts'
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
  void runCsvJob(event.data as CsvJob, port === undefined ? null : rowPortOf(port), reply, stores)
})
