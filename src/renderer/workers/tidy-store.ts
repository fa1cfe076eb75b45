import { renewLog } from './renew-log.ts'

/** Has LevelDB let go of old values. */
export async function tidyStore(factory: IDBFactory): Promise<void> {
  await renewLog(factory)
}
