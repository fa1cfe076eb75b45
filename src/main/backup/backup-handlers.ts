import { dirname, join } from 'node:path'
import type { BackupHeader, BackupKind } from '#shared/backup/backup-format.ts'
import { BACKUP_FORMAT, BACKUP_FORMAT_VERSION } from '#shared/backup/backup-format.ts'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { UnfinishedFiles } from '#main/files/unfinished-files.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { backupErrorOf } from './backup-failure.ts'
import { backupInfo, type BackupFolder } from './backup-folder.ts'
import { backupFileName, copyFileName } from './backup-names.ts'
import type { BackupService } from './backup-service.ts'

/** Native dialogs for backups; a path they give never leaves main. Null where the person gave up. */
export interface BackupDialogs {
  chooseBackup(): Promise<string | null>
  chooseTarget(suggestedName: string): Promise<string | null>
  showFolder(folder: string): Promise<void>
}

/** What the handlers are put together from. */
export interface BackupParts {
  folder: BackupFolder
  service: BackupService
  dialogs: BackupDialogs
  appVersion: string
  requireWorkspace: (workspaceId: string) => Workspace
  /** Of all workspaces that are here, and of those whose backups are about to be deleted. */
  workspaceIds: () => readonly string[]
  /** Told from which backup a workspace is being filled; of one that is not to be filled nothing is kept. */
  fillFrom: (workspaceId: string, path: string) => Promise<void>
  unfinished: Pick<UnfinishedFiles, 'outputFor' | 'done'>
  now: () => number
}

type BackupChannel = Extract<keyof IpcHandlers, `backup:${string}`>

/** The handlers of backups. */
export function backupHandlers(parts: BackupParts): Pick<IpcHandlers, BackupChannel> {
  const { folder, service, dialogs } = parts
  return {
    'backup:list': ({ workspaceId, toFill }) =>
      toFill ? folder.listToFill(workspaceId) : folder.list(workspaceId),
    'backup:list-removed': () => folder.listOthers(parts.workspaceIds()),
    'backup:delete-removed': async ({ id, all }) => {
      try {
        const isDeleted = await folder.removeOther(id, all, parts.workspaceIds())
        return isDeleted ? ok(null) : err({ kind: 'not-found' })
      } catch (error) {
        return err(backupErrorOf(error))
      }
    },
    'backup:write': (input) => writeBackup(parts, input),
    'backup:choose': async ({ workspaceId }) => {
      const path = await dialogs.chooseBackup()
      return path === null ? null : folder.info(workspaceId, folder.choose(path))
    },
    'backup:check': async ({ workspaceId, id, anyWorkspace }) => {
      const path = folder.pathOf(workspaceId, id)
      if (path === null) return err({ kind: 'not-found' })
      const read = await service.check(path)
      if (!read.ok) return read
      const { header, counts } = read.value
      if (header.workspace.id !== workspaceId && !anyWorkspace) {
        return err({ kind: 'other-workspace', name: header.workspace.name })
      }
      const info = await folder.info(workspaceId, id)
      if (!info.ok) return info
      const { lastSystem, lastScope } = header.workspace
      return ok({ ...info.value, counts, lastSystem, accountName: lastScope?.accountName ?? '' })
    },
    'backup:read': async ({ workspaceId, id, callId }) => {
      const path = folder.pathOf(workspaceId, id)
      const info = await folder.info(workspaceId, id)
      if (path === null || !info.ok) return info.ok ? err({ kind: 'not-found' }) : info
      try {
        // Of the workspace the backup was made of, whichever it is read into.
        const { workspaceId: of } = info.value
        const erased = of === workspaceId ? folder.erased(of) : folder.erasedAnywhere(of)
        await parts.fillFrom(workspaceId, path)
        service.read(path, await erased, callId)
        return ok(null)
      } catch (error) {
        return err(backupErrorOf(error))
      }
    },
    'backup:show-folder': async ({ workspaceId }) => {
      await dialogs.showFolder(folder.folderOf(workspaceId))
      return null
    },
    'backup:add-erased': async ({ workspaceId, ...person }) => {
      parts.requireWorkspace(workspaceId)
      await folder.addErased(workspaceId, person, parts.now())
      return null
    },
  }
}

interface WriteInput {
  workspaceId: string
  kind: BackupKind
  customers: number
  schemas: Record<string, number>
  /** True where a person says where it goes. */
  choose: boolean
  callId: string
}

async function writeBackup(
  { folder, service, dialogs, appVersion, requireWorkspace, unfinished, now }: BackupParts,
  { workspaceId, kind, customers, schemas, choose, callId }: WriteInput,
): Promise<Result<BackupInfo, BackupError> | null> {
  const { id, name, lastSystem, lastScope } = requireWorkspace(workspaceId)
  const createdAt = now()
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    formatVersion: BACKUP_FORMAT_VERSION,
    ...{ appVersion, createdAt, kind, schemas, customers },
    workspace: { id, name, lastSystem, lastScope },
  }
  try {
    const fileName = backupFileName(kind, createdAt)
    const path = choose
      ? await dialogs.chooseTarget(copyFileName(name, createdAt))
      : join(await folder.prepare(workspaceId), fileName)
    if (path === null) return null
    const output = await unfinished.outputFor(path)
    const written = await service.write({ type: 'write', ...output, header }, callId)
    if (!written.ok) return written
    await unfinished.done(output)
    if (dirname(path) === folder.folderOf(workspaceId)) await folder.rotate(workspaceId)
    return ok(backupInfo(choose ? folder.choose(path) : fileName, path, written.value.size, header))
  } catch (error) {
    return err(backupErrorOf(error))
  }
}
