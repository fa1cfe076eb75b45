import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { safeFileName } from '#main/files/safe-file-name.ts'
import type { FileDialogs } from './csv-channels.ts'

/** The dialogs of a window. */
export function fileDialogs(window: BrowserWindow): FileDialogs {
  return {
    async chooseImport() {
      const chosen = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [
          { name: 'CSV, Excel', extensions: ['csv', 'tsv', 'tab', 'txt', 'xlsx', 'xlsm'] },
          { name: '*', extensions: ['*'] },
        ],
      })
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    },
    async chooseExport(suggestedName) {
      const chosen = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, 'export.csv')),
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      })
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
    },
  }
}

/** Asks where to save a text file; null where the person gave up. */
export async function chooseTextFile(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, 'log.txt')),
    filters: [{ name: 'Text', extensions: ['txt'] }],
  })
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
}

/** Asks where to save what is held about a person; null where the person gave up. */
export async function chooseJsonFile(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, 'person.json')),
    filters: [{ name: 'JSON', extensions: ['json'] }],
  })
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath
}
