import { join } from 'node:path'
import type { UnfinishedFiles } from '#main/files/unfinished-files.ts'
import { csvHandlersOf, type CsvHandlers } from './csv-channels.ts'
import { CsvFiles } from './csv-files.ts'
import { createCsvService, type SendPort } from './csv-service.ts'
import { fileDialogs } from './file-dialogs.ts'
import { ImportFolders } from './import-folders.ts'

/** Puts the CSV part together for a window; `folder` is the data folder of the app. */
export async function createCsvHandlers(options: {
  window: Parameters<typeof fileDialogs>[0]
  folder: string
  sendPort: SendPort
  unfinished: UnfinishedFiles
}): Promise<CsvHandlers> {
  const folders = new ImportFolders(join(options.folder, 'imports'))
  // What is outdated is known before the window can begin anything; removing it takes its time meanwhile.
  void folders.remove(await folders.outdated(Date.now()))
  return csvHandlersOf(
    new CsvFiles(),
    folders,
    createCsvService(options.sendPort),
    fileDialogs(options.window),
    options.unfinished,
  )
}
