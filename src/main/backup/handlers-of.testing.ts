import { notNoting } from '#main/files/output-at.testing.ts'
import type { BackupFolder } from './backup-folder.ts'
import { backupHandlers, type BackupParts } from './backup-handlers.ts'

/** The handlers over a folder and what a test gives; whatever else they ask for fails it. */
export function handlersOf(
  folder: BackupFolder,
  parts: Partial<BackupParts>,
): ReturnType<typeof backupHandlers> {
  return backupHandlers({
    ...{
      folder,
      appVersion: '1',
      now: () => 100,
      requireWorkspace: unused,
      workspaceIds: unused,
      fillFrom: unused,
    },
    service: { write: unused, check: unused, read: unused },
    unfinished: notNoting,
    dialogs: { chooseBackup: unused, chooseTarget: unused, showFolder: unused },
    ...parts,
  })
}

/** A part that a test does not expect to be asked. */
export function unused(): never {
  throw new Error('Not asked for')
}
