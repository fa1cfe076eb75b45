import {
  WEBHOOK_FILTERS,
  WEBHOOK_TOPICS,
  type RemoteWebhook,
  type WebhookDraft,
  type WebhookFailure,
  type WebhookManager,
} from '#shared/connector/webhooks.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import type { KountaClient } from './client.ts'
import { wireWebhookSchema } from './wire.ts'

/** Assumed for `created`, after the pattern of "orders/completed" (docs/remotes/kounta.md, section 6). */
const TOPIC_PREFIX = 'customers/'

/** Kounta, webhooks of the company: list, register, change, remove. */
export function kountaWebhooks(client: KountaClient): WebhookManager {
  return {
    list: async (signal) => {
      const body = await client.resource('webhooks', signal)
      if (!body.ok) return body
      if (!Array.isArray(body.value)) return err(notUnderstood)
      return ok(body.value.flatMap((row) => hookFromWire(row) ?? []))
    },
    register: async (draft, signal) => {
      const answer = await client.write('POST', 'webhooks', bodyOf(draft), signal)
      if (!answer.ok) return err(failureOf(answer.error))
      return readHook(answer.value.body)
    },
    change: async (id, draft, signal) => {
      const path = `webhooks/${encodeURIComponent(id)}`
      const answer = await client.write('PUT', path, bodyOf(draft), signal)
      if (!answer.ok) return err(failureOf(answer.error))
      // An answer without a body tells no more than that it is done.
      if (answer.value.body === undefined) return ok({ id, ...draft })
      return readHook(answer.value.body)
    },
    remove: async (id, signal) => {
      const answer = await client.write('DELETE', `webhooks/${encodeURIComponent(id)}`, undefined, signal)
      if (answer.ok || answer.error.kind === 'gone') return ok(null)
      return err(failureOf(answer.error))
    },
  }
}

const notUnderstood = { kind: 'protocol', detail: '/webhooks answered with an unexpected shape' } as const

function bodyOf({ topic, address, filters }: WebhookDraft): Json {
  const filter = topic === 'updated' ? [...filters] : []
  return { topic: `${TOPIC_PREFIX}${topic}`, address, format: 'json', filter }
}

/** Null for hooks about something else. */
function hookFromWire(row: unknown): RemoteWebhook | null {
  const parsed = wireWebhookSchema.safeParse(row)
  if (!parsed.success) return null
  const { id, address, filter = [] } = parsed.data
  const topic = WEBHOOK_TOPICS.find((each) => parsed.data.topic === `${TOPIC_PREFIX}${each}`)
  if (topic === undefined) return null
  return { id, topic, address, filters: WEBHOOK_FILTERS.filter((each) => filter.includes(each)) }
}

function readHook(body: unknown): Result<RemoteWebhook, WebhookFailure> {
  const hook = hookFromWire(body)
  return hook === null ? err(notUnderstood) : ok(hook)
}

function failureOf(failure: WriteFailure): WebhookFailure {
  switch (failure.kind) {
    case 'failed':
      return failure.error
    case 'gone':
      return { kind: 'not-found' }
    case 'refused':
      return { kind: 'refused', reason: failure.refusal.reason }
  }
}
