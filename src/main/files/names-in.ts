import { readdir } from 'node:fs/promises'
import { diskTroubleOf } from './disk-trouble.ts'

/** What is in a folder; nothing where there is none. Throws what else the disk throws. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (diskTroubleOf(error) === 'not-found') return []
    throw error
  }
}
