import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import { err, type Result } from '#shared/result.ts'
import type { BackupJob, BackupJobResult } from './backup-job.ts'
import type { ErasedPeople } from './erased-people.ts'
import type { ReadBackup } from './read-backup.ts'
import type { WrittenBackup } from './write-backup.ts'

/** Does the jobs of backups somewhere else than on main's own thread. */
export interface BackupService {
  /** Writes what the window sends over the port that it gets under `callId`. */
  write(
    job: Extract<BackupJob, { type: 'write' }>,
    callId: string,
  ): Promise<Result<WrittenBackup, BackupError>>
  /** Reads a file from end to end. */
  check(path: string): Promise<Result<ReadBackup, BackupError>>
  /** Gives the window the batches of a file over the port that it gets under `callId`, without people erased since. */
  read(path: string, erased: ErasedPeople, callId: string): void
}

/** The service of the app: a process for each job (built to backup-process.cjs beside main's own file). */
export function createBackupService(
  sendPort: (callId: string, port: MessagePortMain) => void,
): BackupService {
  return {
    write: async (job, callId) =>
      (await run(job, portFor(callId, sendPort))) as Result<WrittenBackup, BackupError>,
    check: async (path) => (await run({ type: 'check', path }, null)) as Result<ReadBackup, BackupError>,
    read: (path, erased, callId) => void run({ type: 'read', path, erased }, portFor(callId, sendPort)),
  }
}

function portFor(callId: string, sendPort: (callId: string, port: MessagePortMain) => void): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain()
  sendPort(callId, port2)
  return port1
}

function run(job: BackupJob, port: MessagePortMain | null): Promise<BackupJobResult> {
  const child = utilityProcess.fork(join(import.meta.dirname, 'backup-process.cjs'), [], {
    serviceName: 'Customer Desk backup',
  })
  return new Promise((resolve) => {
    child.once('message', (result: BackupJobResult) => {
      resolve(result)
      child.kill()
    })
    child.once('exit', () => resolve(err({ kind: 'failed', detail: 'process-ended' })))
    child.postMessage(job, port === null ? [] : [port])
  })
}
