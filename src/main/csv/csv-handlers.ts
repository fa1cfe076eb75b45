import { join } from 'node:path'
import { csvHandlersOf, type CsvHandlers } from './csv-channels.ts'
import { CsvFiles } from './csv-files.ts'
import { createCsvService, type SendPort } from './csv-service.ts'
import { fileDialogs } from './file-dialogs.ts'

/** Puts the CSV part together for a window; `folder` is the data folder of the app. */
export async function createCsvHandlers(options: {
  window: Parameters<typeof fileDialogs>[0]
  folder: string
  sendPort: SendPort
}): Promise<CsvHandlers> {
  const files = await CsvFiles.open(join(options.folder, 'csv-files.json'))
  return csvHandlersOf(files, createCsvService(options.sendPort), fileDialogs(options.window))
}
