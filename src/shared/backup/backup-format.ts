import { z } from 'zod'
import { REMOTE_SYSTEMS, type RemoteSystem } from '../connector/capabilities.ts'
import type { Json } from '../json.ts'

/*
 * A backup is JSON lines, gzipped: a header, batches of documents as they are stored, a footer (docs/backups.md,
 * section 2). Nothing of it may change its meaning: people keep such files for years.
 */

/** First property of every header, by which a backup is told from any other file. */
export const BACKUP_FORMAT = 'customer-desk-backup'

/** Version of the format. A reader refuses what is newer than itself. */
export const BACKUP_FORMAT_VERSION = 1

/** Ending of the files' names. */
export const BACKUP_EXTENSION = 'deskbackup'

/** Why a backup was made: by the clock, by a person, or before something that changes much. */
export const BACKUP_KINDS = [
  'daily',
  'by-hand',
  'before-restore',
  'before-migration',
  'readable-rest',
] as const

/** Why a backup was made. */
export type BackupKind = (typeof BACKUP_KINDS)[number]

/** First line of a backup. It holds no addresses of servers and no secrets. */
export interface BackupHeader {
  format: typeof BACKUP_FORMAT
  formatVersion: number
  /** Version of the app that wrote it. */
  appVersion: string
  /** ms since the epoch. */
  createdAt: number
  kind: BackupKind
  /** Version of the schema of each collection in the app that wrote it. */
  schemas: Record<string, number>
  workspace: {
    id: string
    name: string
    /** What the workspace is or was connected with, so that linked customers keep their meaning. */
    lastSystem: RemoteSystem | null
    lastScope: { scopeId: string; accountName: string } | null
  }
  /** Customers when writing began, for lists of backups; what is in the file the footer says. */
  customers: number
}

/** Documents of one collection as they are stored, without what the store itself adds. */
export interface BackupBatch {
  collection: string
  /** Version of the schema under which they were stored. */
  version: number
  documents: { [field: string]: Json }[]
}

/** Last line of a backup: without it the file was cut short. */
export interface BackupFooter {
  end: true
  /** Documents by collection. */
  counts: Record<string, number>
  /** SHA-256 of all lines before this one, line ends included, in hex. */
  sha256: string
}

/** Run-time check of the first line. */
export const backupHeaderSchema: z.ZodType<BackupHeader> = z.object({
  format: z.literal(BACKUP_FORMAT),
  formatVersion: z.number().int().min(1),
  appVersion: z.string().max(64),
  createdAt: z.number().min(0),
  kind: z.enum(BACKUP_KINDS),
  schemas: z.record(z.string(), z.number().int().min(0)),
  workspace: z.object({
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(100),
    lastSystem: z.enum(REMOTE_SYSTEMS).nullable(),
    lastScope: z.object({ scopeId: z.string(), accountName: z.string() }).nullable(),
  }),
  customers: z.number().int().min(0),
})

/** Run-time check of the beginning of a batch; its documents are checked where they enter the store. */
export const backupBatchSchema: z.ZodType<BackupBatch> = z.object({
  collection: z.string().min(1).max(64),
  version: z.number().int().min(0),
  documents: z.array(z.custom<BackupBatch['documents'][number]>(isRecord)),
})

/** Run-time check of the last line. */
export const backupFooterSchema: z.ZodType<BackupFooter> = z.object({
  end: z.literal(true),
  counts: z.record(z.string(), z.number().int().min(0)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
