import {
  WEBHOOK_TOPICS,
  type RemoteWebhook,
  type WebhookDraft,
  type WebhookFailure,
  type WebhookManager,
} from '#shared/connector/webhooks.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { FoundStore, StoreClient } from './client.ts'
import type { StoreFailure } from './store-errors.ts'
import { headerCount, rowsIn, unwrapped } from './store-transport.ts'
import { wireWebhookSchema } from './wire.ts'

const TOPIC_PREFIX = 'customer.'

/** The store shows every hook to every key, so ours are told from those of others by their names. */
const NAME_PREFIX = 'Customer Desk'

/** More pages of hooks than any store has. */
const MOST_PAGES = 20

const notUnderstood = { kind: 'protocol', detail: '/webhooks answered with an unexpected shape' } as const

/**
 * WooCommerce, webhooks of either API: list, register, change, remove. A store cannot narrow an update to some attributes,
 * so filters are dropped.
 *
 * @param secret - what the store is to sign with
 */
export function wooWebhooks(client: StoreClient, secret: string): WebhookManager {
  const write = async (
    request: {
      method: 'POST' | 'PUT' | 'DELETE'
      path: string
      query?: { force: 'true' }
      body?: WebhookDraft
    },
    signal: AbortSignal,
  ): Promise<Result<{ store: FoundStore; body: unknown }, WebhookFailure | 'gone'>> => {
    const store = await client.found(signal)
    if (!store.ok) return store
    const { body: draft, ...rest } = request
    const body = draft === undefined ? {} : { body: bodyOf(draft, secret, store.value) }
    const answer = await client.transport.write(store.value.route, { ...rest, ...body }, signal)
    if (!answer.ok) return err(failureOf(answer.error))
    return ok({ store: store.value, body: answer.value.body })
  }
  const saved = async (
    method: 'POST' | 'PUT',
    path: string,
    draft: WebhookDraft,
    signal: AbortSignal,
  ): Promise<Result<RemoteWebhook, WebhookFailure>> => {
    const answer = await write({ method, path, body: draft }, signal)
    if (!answer.ok) return err(answer.error === 'gone' ? { kind: 'not-found' } : answer.error)
    const { store, body } = answer.value
    const row = store.api.kind === 'legacy' ? unwrapped(body, 'webhook') : ok(body)
    const hook = row.ok ? hookFromWire(row.value) : null
    return hook === null ? err(notUnderstood) : ok(hook)
  }
  return {
    async list(signal) {
      const store = await client.found(signal)
      return store.ok ? listHooks(client, store.value, signal) : store
    },
    register: (draft, signal) => saved('POST', '/webhooks', draft, signal),
    change: (id, draft, signal) => saved('PUT', hookPath(id), draft, signal),
    async remove(id, signal) {
      // Without `force` wc/v3 answers 501; the legacy API knows no other way and does not look at it.
      const answer = await write({ method: 'DELETE', path: hookPath(id), query: { force: 'true' } }, signal)
      if (answer.ok || answer.error === 'gone') return ok(null)
      return err(answer.error)
    },
  }
}

async function listHooks(
  { transport }: StoreClient,
  { route, api }: FoundStore,
  signal: AbortSignal,
): Promise<Result<RemoteWebhook[], RemoteError>> {
  const [limit, name, pagesHeader] =
    api.kind === 'legacy'
      ? (['filter[limit]', 'webhooks', 'x-wc-totalpages'] as const)
      : (['per_page', null, 'x-wp-totalpages'] as const)
  const hooks: RemoteWebhook[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await transport.read(route, '/webhooks', { page, [limit]: PAGE_SIZE }, signal)
    if (!answer.ok) return answer
    const rows = rowsIn(answer.value.body, name)
    if (!rows.ok) return rows
    hooks.push(...rows.value.flatMap((row) => (isOurs(row) ? (hookFromWire(row) ?? []) : [])))
    if (page >= (headerCount(answer.value, pagesHeader) ?? 1)) break
  }
  return ok(hooks)
}

function bodyOf({ topic, address }: WebhookDraft, secret: string, { api }: FoundStore): Json {
  const named = `${TOPIC_PREFIX}${topic}`
  const hook = {
    ...{ name: `${NAME_PREFIX}: ${named}`, status: 'active', topic: named },
    ...{ delivery_url: address, secret },
  }
  return api.kind === 'legacy' ? { webhook: hook } : hook
}

function isOurs(row: unknown): boolean {
  return wireWebhookSchema.safeParse(row).data?.name?.startsWith(NAME_PREFIX) === true
}

/** Null for hooks about something else. */
function hookFromWire(row: unknown): RemoteWebhook | null {
  const parsed = wireWebhookSchema.safeParse(row)
  if (!parsed.success) return null
  const { id, delivery_url: address, status = 'active' } = parsed.data
  const topic = WEBHOOK_TOPICS.find((each) => parsed.data.topic === `${TOPIC_PREFIX}${each}`)
  if (topic === undefined) return null
  return { id, topic, address, filters: [], ...(status === 'active' ? {} : { stopped: true }) }
}

function failureOf(failure: StoreFailure): WebhookFailure | 'gone' {
  switch (failure.kind) {
    case 'failed':
      return failure.error
    case 'gone':
      return 'gone'
    case 'refused':
      return { kind: 'refused', reason: failure.refusal.reason }
  }
}

function hookPath(id: string): string {
  return `/webhooks/${encodeURIComponent(id)}`
}
