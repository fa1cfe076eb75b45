import type { AppApi } from '#renderer/bridge/app-api.ts'
import type { CsvGate } from '#renderer/import/csv-gate.ts'
import type { TakenFile } from '../import-flow.ts'

/** Opens dropped files. One without a path, from a browser or a mail, is handed over byte by byte. */
export async function openFiles(
  files: readonly File[],
  api: Pick<AppApi, 'openDropped'>,
  gate: Pick<CsvGate, 'receive'>,
): Promise<TakenFile[]> {
  const taken: TakenFile[] = []
  for (const file of files) {
    const opened = await api.openDropped(file)
    const withoutPath = !opened.ok && opened.error.kind === 'not-found' && file.size > 0
    taken.push(withoutPath ? await gate.receive(file.name, file) : opened)
  }
  return taken
}
