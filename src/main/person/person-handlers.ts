import { join } from 'node:path'
import { namesIn } from '#main/files/names-in.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { erasePersonLines, findPersonLines } from '#main/log/person-lines.ts'
import type { PersonFiles } from './person-files.ts'

/** What the handlers are put together from. */
export interface PersonParts {
  files: PersonFiles
  /** The data folder of the app. */
  dataFolder: string
  logFile: string
  /** The native dialog; null where the person gave up. The path never leaves main. */
  chooseFile: (suggestedName: string) => Promise<string | null>
}

type PersonChannel = Extract<keyof IpcHandlers, `person:${string}`>

/** The handlers of what main keeps about one person, and of the file that tells all that is held about them. */
export function personHandlers({
  files,
  dataFolder,
  logFile,
  chooseFile,
}: PersonParts): Pick<IpcHandlers, PersonChannel> {
  return {
    'person:find': async ({ traits }) => ({
      logLines: await findPersonLines(logFile, traits),
      // Folders of damaged stores that were kept aside: their names are times.
      keptAside: (await namesIn(join(dataFolder, 'damaged'))).sort(),
    }),
    'person:erase-log': async ({ traits }) => {
      await erasePersonLines(logFile, traits)
      return null
    },
    'person:create-file': async ({ suggestedName }) => {
      const path = await chooseFile(suggestedName)
      return path === null ? null : files.create(path)
    },
    'person:add-text': ({ token, text }) => files.add(token, text),
    'person:finish-file': ({ token, keep }) => files.finish(token, keep),
  }
}
