import type { RemoteSystem } from '../connector/capabilities.ts'
import type { BackupBatch, BackupKind } from './backup-format.ts'

/** Why a backup could not be written or used. In each case nothing was changed. */
export type BackupError =
  /** `cut-short`: its end is missing. `damaged`: its content is not what was written. */
  | { kind: 'disk-full' | 'no-access' | 'not-found' | 'not-a-backup' | 'cut-short' | 'damaged' }
  /** Written by a newer version of the app. */
  | { kind: 'newer'; appVersion: string }
  /** Of a workspace of another name. */
  | { kind: 'other-workspace'; name: string }
  /** Another workspace, of this name, is still to be filled from it. */
  | { kind: 'needed'; name: string }
  /** The store could not be read, or the process ended. `detail` is for the log. */
  | { kind: 'failed'; detail: string }

/** A backup as lists show it. */
export interface BackupInfo {
  /** Names it in calls: a file name in the folder of backups, or a token for a file that a person has chosen. */
  id: string
  fileName: string
  kind: BackupKind
  /** ms since the epoch. */
  createdAt: number
  /** Bytes. */
  size: number
  /** Customers when it was made. */
  customers: number
  appVersion: string
  workspaceId: string
  workspaceName: string
  /** Version of the schema of each collection in the app that wrote it. */
  schemas: Record<string, number>
}

/** A backup that a removed workspace left. */
export interface RemovedBackup extends BackupInfo {
  /**
   * Id of that workspace: those of the same one can be deleted together. A file that somebody put among them by hand may say
   * that it is of another.
   */
  leftBy: string
}

/** A backup whose content was read from end to end and is whole. */
export interface CheckedBackup extends BackupInfo {
  /** Documents by collection. */
  counts: Record<string, number>
  /** What the workspace was connected with; null where it never was. */
  lastSystem: RemoteSystem | null
  /** '' where it never was connected. */
  accountName: string
}

/** From the storage worker to whoever writes a backup; each is answered before the next is sent. */
export type BackupWriteMessage =
  /** One line of the file, already as text: a BackupBatch of so many documents. */
  | { type: 'batch'; collection: string; documents: number; line: string }
  | { type: 'end' }
  /** The store could not be read to its end. */
  | { type: 'failed'; detail: string }
  | { type: 'cancel' }

/** The answer: go on. */
export interface BackupWriteReply {
  type: 'ack'
}

/** From the window to whoever reads a backup: the next batch, or no more. */
export type BackupReadMessage = { type: 'next' } | { type: 'cancel' }

/** A batch as a restore gets it: without people who were erased since; `leftOut`: how many customers those were. */
export type RestoredBatch = BackupBatch & { leftOut: number }

/** The answer. */
export type BackupReadReply =
  { type: 'batch'; batch: RestoredBatch } | { type: 'end' } | { type: 'failed'; error: BackupError }

/** Somebody who was erased: what is needed to know them again in a backup. Main keeps it as hashes. */
export interface ErasedPerson {
  /** Local id of the customer. */
  customerId: string
  /** '' where the remote never had them. */
  remoteId: string
  /** E-mails that nobody else here has. */
  emails: string[]
}
