import type { MessageEvent } from 'electron'
import { rowPortOf } from '#main/ipc/row-port-of.ts'
import { runBackupJob, type BackupJob } from './backup-job.ts'

/** Entry of a backup process, an Electron utility process that does one job: compressing is paid here and not by main. */
const parent = process.parentPort

parent.on('message', (event: MessageEvent) => {
  const port = event.ports[0]
  void runBackupJob(event.data as BackupJob, port === undefined ? null : rowPortOf(port)).then((result) => {
    parent.postMessage(result)
  })
})
