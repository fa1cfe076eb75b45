import { setMaxListeners } from 'node:events'
import type { ConnectorCapabilities, RemoteSystem } from '#shared/connector/capabilities.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import { err } from '#shared/result.ts'
import type { ConnectionParts } from '#main/connectors/connector-parts.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import { CallRefusal, type IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { requireWorkspace } from './workspace-handlers.ts'
import { actionsOf, readRelated, runAction } from './remote-action-calls.ts'
import { previewServerImport, runServerImport, type ReadImportFile } from './server-import-calls.ts'
import { listWebhooks, removeWebhook, saveWebhook } from './webhook-calls.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** What the remote handlers need of the rest of main. */
export interface RemoteParts {
  workspaces: WorkspaceStore
  credentials: CredentialStore
  capabilitiesOf: (system: RemoteSystem) => ConnectorCapabilities
  connect: (system: RemoteSystem, parts: ConnectionParts) => RemoteConnector
  readImportFile: ReadImportFile
}

type RemoteHandlers = Pick<
  IpcHandlers,
  | Extract<keyof IpcHandlers, `remote:${string}`>
  | Extract<keyof IpcHandlers, `webhooks:${'list' | 'save' | 'remove'}`>
>

/** The engine's calls: the connector of the workspace is found here, where the credentials are, and called. */
export function remoteHandlers(parts: RemoteParts): {
  handlers: RemoteHandlers
  /** Forgets the connector of a workspace whose connection or credentials have changed. */
  forget: (workspaceId: string) => void
  /** Breaks off every call under way: the page that asked is gone. */
  cancelAll: () => void
} {
  const connectors = new Map<string, RemoteConnector>()
  const running = new Map<string, AbortController>()

  const connectorOf = async (workspaceId: string): Promise<RemoteConnector | null> => {
    const known = connectors.get(workspaceId)
    if (known !== undefined) return known
    const { connection } = requireWorkspace(parts.workspaces, workspaceId)
    if (connection === null) return null
    const { system, baseUrl, scopeId } = connection
    let credentials = await parts.credentials.get(connection.id)
    if (credentials === null) return null
    const connector = parts.connect(system, {
      ...{ baseUrl, scopeId, credentials },
      saveCredentials: (changed) => {
        credentials = { ...credentials, ...changed }
        return parts.credentials.set(connection.id, credentials)
      },
    })
    connectors.set(workspaceId, connector)
    return connector
  }

  const cancellable = async <T>(callId: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController()
    // One call may be many requests, each of which listens.
    setMaxListeners(0, controller.signal)
    running.set(callId, controller)
    try {
      return await run(controller.signal)
    } finally {
      running.delete(callId)
    }
  }

  const notConfigured = err({ kind: 'not-configured' } as const)
  const handlers: RemoteHandlers = {
    'remote:capabilities': ({ workspaceId }) => {
      const { lastSystem } = requireWorkspace(parts.workspaces, workspaceId)
      if (lastSystem === null) throw new CallRefusal('not-found', 'connection')
      return parts.capabilitiesOf(lastSystem)
    },
    'remote:check': ({ workspaceId, callId }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return connector === null ? notConfigured : connector.checkConnection(signal)
      }),
    'remote:pull': ({ workspaceId, callId, kind, request }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return connector === null ? notConfigured : connector.pull(kind, request, signal)
      }),
    'remote:get': ({ workspaceId, callId, kind, remoteIds }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return connector === null ? notConfigured : connector.get(kind, remoteIds, signal)
      }),
    'remote:find': ({ workspaceId, callId, keys }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return connector === null ? notConfigured : connector.find(keys, signal)
      }),
    'remote:push': ({ workspaceId, callId, kind, items }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        if (connector !== null) return connector.push(kind, items, signal)
        return items.map(({ localId }) => ({
          status: 'not-sent' as const,
          localId,
          error: { kind: 'not-configured' as const },
        }))
      }),
    'remote:related': ({ workspaceId, callId, kind, customerRemoteId }) =>
      cancellable(callId, async (signal) =>
        readRelated(await connectorOf(workspaceId), kind, customerRemoteId, signal),
      ),
    'remote:run-action': ({ workspaceId, callId, action }) =>
      cancellable(callId, async (signal) => runAction(await connectorOf(workspaceId), action, signal)),
    'remote:shipping-order': ({ workspaceId, callId, fulfilmentId }) =>
      cancellable(callId, async (signal) => {
        const actions = actionsOf(await connectorOf(workspaceId))
        return actions.ok ? actions.value.shippingOrder(fulfilmentId, signal) : actions
      }),
    'remote:integration-customers': ({ workspaceId, callId, instanceId, page }) =>
      cancellable(callId, async (signal) => {
        const actions = actionsOf(await connectorOf(workspaceId))
        return actions.ok ? actions.value.integrationCustomers(instanceId, page, signal) : actions
      }),
    'remote:import-preview': ({ workspaceId, callId, token }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return previewServerImport({ connector, token, read: parts.readImportFile }, signal)
      }),
    'remote:import': ({ workspaceId, callId, token }) =>
      cancellable(callId, async (signal) => {
        const connector = await connectorOf(workspaceId)
        return runServerImport({ connector, token, read: parts.readImportFile }, signal)
      }),
    'webhooks:list': ({ workspaceId, callId }) =>
      cancellable(callId, async (signal) => listWebhooks(await connectorOf(workspaceId), signal)),
    'webhooks:save': ({ workspaceId, callId, id, draft }) =>
      cancellable(callId, async (signal) =>
        saveWebhook(await connectorOf(workspaceId), { id, draft }, signal),
      ),
    'webhooks:remove': ({ workspaceId, callId, id }) =>
      cancellable(callId, async (signal) => removeWebhook(await connectorOf(workspaceId), id, signal)),
    'remote:cancel': ({ callId }) => {
      running.get(callId)?.abort()
      return null
    },
  }
  return {
    handlers,
    forget: (workspaceId) => connectors.delete(workspaceId),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}
