import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type {
  RemoteWebhook,
  WebhookDraft,
  WebhookFailure,
  WebhookManager,
} from '#shared/connector/webhooks.ts'
import { err, type Result } from '#shared/result.ts'
import { CallRefusal } from '#main/ipc/ipc-handlers.ts'

const notConfigured = { kind: 'not-configured' } as const

/** The hooks that are registered at the remote of a workspace. */
export async function listWebhooks(
  connector: RemoteConnector | null,
  signal: AbortSignal,
): Promise<Result<RemoteWebhook[], RemoteError>> {
  return connector === null ? err(notConfigured) : managerOf(connector).list(signal)
}

/** Registers a hook, or changes the one with this id. */
export async function saveWebhook(
  connector: RemoteConnector | null,
  { id, draft }: { id: string | null; draft: WebhookDraft },
  signal: AbortSignal,
): Promise<Result<RemoteWebhook, WebhookFailure>> {
  if (connector === null) return err(notConfigured)
  const manager = managerOf(connector)
  return id === null ? manager.register(draft, signal) : manager.change(id, draft, signal)
}

/** Removes a hook. */
export async function removeWebhook(
  connector: RemoteConnector | null,
  id: string,
  signal: AbortSignal,
): Promise<Result<null, WebhookFailure>> {
  return connector === null ? err(notConfigured) : managerOf(connector).remove(id, signal)
}

function managerOf({ webhooks }: RemoteConnector): WebhookManager {
  if (webhooks === undefined) throw new CallRefusal('not-found', 'webhooks')
  return webhooks
}
