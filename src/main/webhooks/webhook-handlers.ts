import type { CredentialStore } from '#main/credentials/credential-store.ts'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import type { WebhookFormat } from '#main/connectors/kit/webhook-format.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { requireWorkspace } from '#main/workspaces/workspace-handlers.ts'
import type { WorkspaceStore } from '#main/workspaces/workspace-store.ts'
import type { WebhookReceiver, WebhookSource } from './webhook-receiver.ts'

/** Channels for listening on this computer. */
export function webhookHandlers(
  workspaces: WorkspaceStore,
  receiver: WebhookReceiver,
): Pick<IpcHandlers, 'webhooks:listening' | 'webhooks:listen'> {
  return {
    'webhooks:listening': ({ workspaceId }) => {
      requireWorkspace(workspaces, workspaceId)
      return receiver.status(workspaceId)
    },
    'webhooks:listen': async ({ workspaceId, port }) => {
      requireWorkspace(workspaces, workspaceId)
      if (port !== null) return receiver.listen(workspaceId, port)
      await receiver.stop(workspaceId)
      return { ok: true, value: null }
    },
  }
}

/** What a workspace's remote signs with, asked for anew with each message: credentials change. */
export function webhookSourceOf(
  workspaces: WorkspaceStore,
  credentials: CredentialStore,
  formatOf: (system: RemoteSystem) => WebhookFormat | null,
): (workspaceId: string) => WebhookSource | null {
  return (workspaceId) => {
    const connection = workspaces.find(workspaceId)?.connection ?? null
    const format = connection === null ? null : formatOf(connection.system)
    if (connection === null || format === null) return null
    const secret = async (): Promise<string> => {
      const stored = await credentials.get(connection.id)
      return stored === null ? '' : format.secretOf(stored)
    }
    return { format, secret }
  }
}
