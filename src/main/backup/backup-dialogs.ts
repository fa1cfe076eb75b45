import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, shell, type BrowserWindow } from 'electron'
import { BACKUP_EXTENSION } from '#shared/backup/backup-format.ts'
import { safeFileName } from '#main/files/safe-file-name.ts'
import type { BackupDialogs } from './backup-handlers.ts'

const FILTERS = [{ name: 'Customer Desk', extensions: [BACKUP_EXTENSION] }]

/** The dialogs of a window. */
export function backupDialogs(window: BrowserWindow): BackupDialogs {
  return {
    async chooseBackup() {
      const chosen = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [...FILTERS, { name: '*', extensions: ['*'] }],
      })
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    },
    async chooseTarget(suggestedName) {
      const chosen = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(suggestedName)),
        filters: FILTERS,
      })
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
    },
    async showFolder(folder) {
      await mkdir(folder, { recursive: true })
      await shell.openPath(folder)
    },
  }
}
