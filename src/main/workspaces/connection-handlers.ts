import { v4 as uuidV4 } from 'uuid'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import type { ConnectionIdentity, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Connection } from '#shared/domain/workspace.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import { CallRefusal, type IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { requireWorkspace, workspaceInfo } from './workspace-handlers.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** What the connection handlers need of the rest of main. */
export interface ConnectionParts {
  workspaces: WorkspaceStore
  credentials: CredentialStore
  /** The base URL that a person's text means; a `protocol` error says why it means none. */
  baseUrlOf: (system: RemoteSystem, typed: string) => Result<string, RemoteError>
  connect: (system: RemoteSystem, baseUrl: string, scopeId: string, token: string) => RemoteConnector
  /** Called when the credentials or the connection of a workspace have changed. */
  changed: (workspaceId: string) => void
}

/** How long a connection test may take, in ms. */
const TEST_TIMEOUT_MS = 20_000

/** Handlers for testing, saving, pausing and removing the connection of a workspace. */
export function connectionHandlers(
  parts: ConnectionParts,
): Pick<IpcHandlers, 'connection:test' | 'connection:save' | 'connection:set-paused' | 'connection:remove'> {
  const { workspaces, credentials } = parts

  const test = async (
    input: Parameters<IpcHandlers['connection:test']>[0],
  ): Promise<Result<ConnectionIdentity & { baseUrl: string; token: string }, RemoteError>> => {
    const { connection: existing, lastScope } = requireWorkspace(workspaces, input.workspaceId)
    const known = lastScope ?? existing
    const baseUrl = parts.baseUrlOf(input.system, input.baseUrl)
    if (!baseUrl.ok) return baseUrl
    // Kept credentials go only to the place they were given for.
    const kept = existing?.baseUrl === baseUrl.value ? await credentials.get(existing.id) : null
    const token = input.token ?? kept
    if (token === null) return err({ kind: 'not-configured' })
    const connector = parts.connect(input.system, baseUrl.value, known?.scopeId ?? '', token)
    const identity = await connector.checkConnection(AbortSignal.timeout(TEST_TIMEOUT_MS))
    if (!identity.ok) return identity
    if (known !== null && known.scopeId !== '' && known.scopeId !== identity.value.scopeId) {
      return err({ kind: 'wrong-scope', expected: known.accountName, actual: identity.value.accountName })
    }
    return ok({ ...identity.value, baseUrl: baseUrl.value, token })
  }

  const setConnection = async (workspaceId: string, connection: Connection | null) => {
    const workspace = await workspaces.setConnection(workspaceId, connection)
    parts.changed(workspaceId)
    return workspaceInfo(workspace, credentials)
  }

  return {
    'connection:test': async (input) => {
      const tested = await test(input)
      if (!tested.ok) return tested
      const { scopeId, accountName, readOnly, missing } = tested.value
      return ok({ scopeId, accountName, readOnly, missing })
    },
    'connection:save': async (input) => {
      const tested = await test(input)
      if (!tested.ok) return tested
      const existing = requireWorkspace(workspaces, input.workspaceId).connection
      const connection: Connection = {
        id: existing?.id ?? uuidV4(),
        system: input.system,
        baseUrl: tested.value.baseUrl,
        scopeId: tested.value.scopeId,
        accountName: tested.value.accountName,
        paused: existing?.paused ?? false,
      }
      await credentials.set(connection.id, tested.value.token)
      return ok(await setConnection(input.workspaceId, connection))
    },
    'connection:set-paused': async ({ workspaceId, paused }) => {
      const { connection } = requireWorkspace(workspaces, workspaceId)
      if (connection === null) throw new CallRefusal('not-found', 'connection')
      const workspace = await workspaces.setConnection(workspaceId, { ...connection, paused })
      return workspaceInfo(workspace, credentials)
    },
    'connection:remove': async ({ workspaceId }) => {
      const { connection } = requireWorkspace(workspaces, workspaceId)
      if (connection !== null) await credentials.remove(connection.id)
      return setConnection(workspaceId, null)
    },
  }
}
