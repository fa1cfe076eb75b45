import { statfs } from 'node:fs/promises'
import type { KeptAside } from '#shared/domain/recovery-state.ts'
import { err, ok } from '#shared/result.ts'
import { backupErrorOf } from '#main/backup/backup-failure.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { StoreGuard } from './store-guard.ts'

/** What the handlers are put together from. */
export interface RecoveryParts {
  guard: StoreGuard
  keptAside: readonly KeptAside[]
  /** Ids of workspaces whose databases are still to be deleted. */
  removing: () => string[]
  /** Ids of workspaces that hold at most a part of the backup they were made for. */
  filling: () => string[]
  dataFolder: string
  now: () => number
}

/** The handlers of recovery. */
export function recoveryHandlers({
  guard,
  keptAside,
  removing,
  filling,
  dataFolder,
  now,
}: RecoveryParts): Pick<IpcHandlers, Extract<keyof IpcHandlers, `recovery:${string}`>> {
  return {
    'recovery:state': () => ({
      damage: guard.damage,
      customers: { ...guard.customers },
      keptAside: [...keptAside],
      removing: removing(),
      filling: filling(),
    }),
    'recovery:note': async ({ workspaceId, customers }) => {
      await guard.note(workspaceId, customers)
      return null
    },
    'recovery:set-aside': async () => {
      try {
        return ok({ folder: await guard.setAside(now()) })
      } catch (error) {
        return err(backupErrorOf(error))
      }
    },
    'recovery:accept': async () => {
      await guard.openAnyway(now())
      return null
    },
    'recovery:free-space': async () => {
      const { bavail, bsize } = await statfs(dataFolder)
      return { bytes: bavail * bsize }
    },
  }
}
