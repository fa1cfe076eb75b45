import { deleteDatabases } from '#renderer/backup/delete-databases.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'

/** What finishing removals needs. */
interface FinishParts {
  readonly api: Pick<AppApi, 'call'>
  readonly factory: IDBFactory
  readonly databaseName: (workspaceId: string) => string
}

/**
 * Deletes the databases of workspaces that were removed when the app died before it had deleted them. Main says which
 * these are: that a workspace is not listed is no reason to delete its customers. One that cannot be deleted now stays
 * with main as being removed, and is tried again at the next start.
 */
export async function finishRemovals(
  { api, factory, databaseName }: FinishParts,
  removing: readonly string[],
): Promise<void> {
  for (const workspaceId of removing) {
    if (await tryToDelete(factory, databaseName(workspaceId))) {
      await api.call('workspaces:removed', { workspaceId })
    }
  }
}

/** Deletes the databases of a workspace; false where one of them is still open somewhere. */
export async function tryToDelete(factory: IDBFactory, databaseName: string): Promise<boolean> {
  try {
    await deleteDatabases(factory, databaseName)
    return true
  } catch {
    return false
  }
}
