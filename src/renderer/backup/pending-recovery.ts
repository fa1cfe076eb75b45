import { z } from 'zod'

/** What a person chose on the recovery screen; it is done by the next page, which has nothing of the store open. */
export interface PendingRecovery {
  readonly workspaceId: string
  /** The backup to restore; null = start empty. */
  readonly backupId: string | null
  /** True for a workspace that was made for the backup: whatever is in it already is of an earlier try. */
  readonly fresh: boolean
}

const KEY = 'pending-recovery'
const schema: z.ZodType<PendingRecovery> = z.object({
  workspaceId: z.string().min(1),
  backupId: z.string().min(1).nullable(),
  fresh: z.boolean(),
})

/** Leaves the choice to the next page of this window. */
export function leavePendingRecovery(storage: Storage, recovery: PendingRecovery): void {
  storage.setItem(KEY, JSON.stringify(recovery))
}

/** Takes what was left for this workspace, once; null where nothing was. */
export function takePendingRecovery(storage: Storage, workspaceId: string): PendingRecovery | null {
  const text = storage.getItem(KEY)
  if (text === null) return null
  const parsed = schema.safeParse(JSON.parse(text))
  if (!parsed.success || parsed.data.workspaceId !== workspaceId) return null
  storage.removeItem(KEY)
  return parsed.data
}
