import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import { backupErrorOf } from '#main/backup/backup-failure.ts'

/** Why the app cannot keep its data, as the box says it that is shown where there is no window. */
export type DataFolderProblem = 'no-access' | 'disk-full' | 'other'

/**
 * Tries whether files can be written in the data folder, and throws what the disk throws where they cannot. Chromium itself
 * only says that it did not get the folder for itself, as if another instance of the app had it.
 */
export async function checkDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, 'x', { flush: true })
  } finally {
    await rm(probe, { force: true })
  }
}

/** The problem that an error of the disk tells. */
export function problemOf(error: unknown): DataFolderProblem {
  const { kind }: BackupError = backupErrorOf(error)
  if (kind === 'disk-full') return 'disk-full'
  return kind === 'no-access' || kind === 'not-found' ? 'no-access' : 'other'
}
