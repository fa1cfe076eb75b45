import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import type { CsvJobReply } from './csv-job.ts'
import { CsvProcessClient } from './csv-process-client.ts'

/** Hands a port to the window, which waits for it under `callId`. */
export type SendPort = (callId: string, port: MessagePortMain) => void

/** The CSV process of the app (built to csv-process.cjs beside main's own file), started when it is first needed. */
export function createCsvService(sendPort: SendPort): CsvProcessClient<MessagePortMain> {
  return new CsvProcessClient<MessagePortMain>(
    (receive, ended) => {
      const child = utilityProcess.fork(join(import.meta.dirname, 'csv-process.cjs'), [], {
        serviceName: 'Customer Desk CSV',
      })
      child.on('message', (reply: CsvJobReply) => receive(reply))
      child.once('exit', ended)
      return {
        send: (job, port) => {
          child.postMessage(job, port === null ? [] : [port])
        },
      }
    },
    () => {
      const { port1, port2 } = new MessageChannelMain()
      return { forProcess: port1, forWindow: port2 }
    },
    sendPort,
  )
}
