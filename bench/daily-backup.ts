import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The first backup of a new app comes a minute after its start. */
const LONGEST_MS = 180_000

/** Waits until the backup of the day is written: what is measured afterwards has the app to itself. */
export async function dailyBackup(dataFolder: string): Promise<void> {
  const end = performance.now() + LONGEST_MS
  while (performance.now() < end) {
    const files = await readdir(join(dataFolder, 'backups'), { recursive: true }).catch(() => [])
    if (files.some((file) => file.endsWith('.daily.deskbackup'))) return
    await pause(500)
  }
  throw new Error('The backup of the day was not written')
}
