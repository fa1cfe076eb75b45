import type { Result } from '../result.ts'
import type { RemoteError } from './remote-error.ts'

/** What a remote can tell of by itself. */
export const WEBHOOK_TOPICS = ['created', 'updated', 'deleted'] as const

/** One of these. */
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number]

/** Attributes that an update can be narrowed to; `name` is first or last name, `address` either of the two. */
export const WEBHOOK_FILTERS = [
  'name',
  'phone',
  'mobile',
  'email',
  'address',
  'tags',
  'image',
  'accepts_marketing',
] as const

/** One of these. */
export type WebhookFilter = (typeof WEBHOOK_FILTERS)[number]

/** What is to be told of, and where to. */
export interface WebhookDraft {
  topic: WebhookTopic
  /** Public address that leads to this computer. */
  address: string
  /** Of `updated`: at least one of these must have changed; none = any change. */
  filters: readonly WebhookFilter[]
}

/** A hook that is registered at a remote. */
export interface RemoteWebhook extends WebhookDraft {
  /** The remote's id, as text. */
  id: string
  /** Present where the remote has stopped telling, after failures or by somebody's hand; a change begins it anew. */
  stopped?: true
}

/** Why a hook was not registered, changed or removed. `refused`: by the remote, in its own words. */
export type WebhookFailure = RemoteError | { kind: 'refused'; reason: string }

/** Where a listener on this computer is to be told. */
export interface WebhookListening {
  port: number
  /** Secret part of the address, without slashes. */
  path: string
  /** False where the port is taken by somebody else. */
  running: boolean
}

/** The hooks of a remote that tells of changes by itself. Nothing here is repeated. */
export interface WebhookManager {
  /** Those about customers; others that somebody has registered are left alone. */
  list(signal: AbortSignal): Promise<Result<RemoteWebhook[], RemoteError>>
  register(draft: WebhookDraft, signal: AbortSignal): Promise<Result<RemoteWebhook, WebhookFailure>>
  change(id: string, draft: WebhookDraft, signal: AbortSignal): Promise<Result<RemoteWebhook, WebhookFailure>>
  /** One that is not there any more counts as removed. */
  remove(id: string, signal: AbortSignal): Promise<Result<null, WebhookFailure>>
}
