import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { namesIn } from './names-in.ts'

/** What writing a JSON file whole leaves beside it where the app dies in the middle (write-file-atomic). */
const LEFTOVER = /\.json\.\d+$/

/** Removes what writes of JSON files have left in a folder that were broken off before `since` (ms). Throws what the disk throws. */
export async function removeLeftovers(folder: string, since: number): Promise<void> {
  const left = (await namesIn(folder)).filter((name) => LEFTOVER.test(name)).map((name) => join(folder, name))
  for (const path of left) {
    const { mtimeMs } = await stat(path)
    if (mtimeMs < since) await rm(path, { force: true })
  }
}
