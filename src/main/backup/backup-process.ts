import type { MessageEvent, MessagePortMain } from 'electron'
import { runBackupJob, type BackupJob, type BackupJobPort } from './backup-job.ts'

/** Entry of a backup process, an Electron utility process that does one job: compressing is paid here and not by main. */
const parent = process.parentPort

parent.on('message', (event: MessageEvent) => {
  const port = event.ports[0]
  void runBackupJob(event.data as BackupJob, port === undefined ? null : backupPort(port)).then((result) => {
    parent.postMessage(result)
  })
})

function backupPort(port: MessagePortMain): BackupJobPort {
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
