import type { BackupHeader } from '#shared/backup/backup-format.ts'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import type { WorkspaceInfo, Workspace } from '#shared/domain/workspace.ts'
import { ok, type Result } from '#shared/result.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import { CallRefusal, type IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** The workspace as the window may see it: with the state of its credentials, never with the credentials. */
export function workspaceInfo(workspace: Workspace, credentials: CredentialStore): WorkspaceInfo {
  const { connection } = workspace
  return { ...workspace, credentials: connection === null ? 'missing' : credentials.state(connection.id) }
}

/** The workspace with this id; a call that names another is refused. */
export function requireWorkspace(store: WorkspaceStore, workspaceId: string): Workspace {
  const workspace = store.find(workspaceId)
  if (workspace === undefined) throw new CallRefusal('not-found', 'workspace')
  return workspace
}

/** What else belongs to a workspace. */
export interface WorkspaceBelongings {
  /** Told before a workspace is forgotten. */
  removed: (workspaceId: string) => Promise<void>
  removeBackups: (workspaceId: string) => Promise<void>
  /** Where a chosen backup is, and the workspace that it is of. */
  openedBackup: (
    backupId: string,
  ) => Promise<Result<{ path: string; workspace: BackupHeader['workspace'] }, BackupError>>
}

/** Handlers for listing, making, renaming and removing workspaces. */
export function workspaceHandlers(
  store: WorkspaceStore,
  credentials: CredentialStore,
  { removed, removeBackups, openedBackup }: WorkspaceBelongings,
): Pick<IpcHandlers, Extract<keyof IpcHandlers, `workspaces:${string}`>> {
  return {
    'workspaces:list': () => store.list().map((workspace) => workspaceInfo(workspace, credentials)),
    'workspaces:create': async ({ name }) => workspaceInfo(await store.create(name), credentials),
    'workspaces:create-for-backup': async ({ name, backupId }) => {
      const found = await openedBackup(backupId)
      if (!found.ok) return found
      const { path, workspace } = found.value
      const { lastSystem, lastScope } = workspace
      return ok(workspaceInfo(await store.createToFill(name, { lastSystem, lastScope }, path), credentials))
    },
    'workspaces:filled': async ({ workspaceId }) => {
      requireWorkspace(store, workspaceId)
      await store.filled(workspaceId)
      return null
    },
    'workspaces:rename': async ({ workspaceId, name }) => {
      requireWorkspace(store, workspaceId)
      return workspaceInfo(await store.rename(workspaceId, name), credentials)
    },
    'workspaces:remove': async ({ workspaceId, backups }) => {
      const { connection } = requireWorkspace(store, workspaceId)
      if (store.list().length === 1) throw new CallRefusal('forbidden', 'the last workspace')
      await removed(workspaceId)
      if (connection !== null) await credentials.remove(connection.id)
      await store.remove(workspaceId, backups)
      return null
    },
    'workspaces:removed': async ({ workspaceId }) => {
      const removal = store.removing.find(({ id }) => id === workspaceId)
      if (removal?.backups === true) await removeBackups(workspaceId)
      await store.removed(workspaceId)
      return null
    },
  }
}
