import { Refusal } from './refusal.ts'
import { textOf } from './request-input.ts'
import type { Webhook } from './webhook-sender.ts'

const RESOURCES = ['coupon', 'customer', 'order', 'product']
const EVENTS = ['created', 'updated', 'deleted', 'restored']
const STATUSES = ['active', 'paused', 'disabled'] as const

/** What a body says about a hook. */
export type WebhookInput = Partial<Pick<Webhook, 'name' | 'status' | 'topic' | 'delivery_url' | 'secret'>>

/**
 * Reads a body. Throws the refusals of an API: codes of wc/v3 begin with `woocommerce_rest_shop_webhook`, those of the
 * legacy API with `woocommerce_api` and name the thing behind.
 */
export function webhookInput(
  body: Record<string, unknown>,
  api: Webhook['format'],
  isNew: boolean,
): WebhookInput {
  const refused = (what: string, words: string): Refusal =>
    new Refusal(
      400,
      api === 'modern'
        ? `woocommerce_rest_shop_webhook_invalid_${what}`
        : `woocommerce_api_invalid_webhook_${what}`,
      words,
    )
  const topic = textOf(body['topic'])?.toLowerCase()
  if ((topic === undefined && isNew) || (topic !== undefined && !isTopic(topic))) {
    throw refused('topic', 'Webhook topic is required and must be valid.')
  }
  const url = textOf(body['delivery_url'])
  if ((url === undefined && isNew) || (url !== undefined && !/^https?:\/\/\S+$/.test(url))) {
    throw refused(
      'delivery_url',
      'Webhook delivery URL must be a valid URL starting with http:// or https://.',
    )
  }
  const name = textOf(body['name'])
  const secret = textOf(body['secret'])
  const status = STATUSES.find((each) => each === body['status'])
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(url === undefined ? {} : { delivery_url: url }),
    ...(name === undefined ? {} : { name }),
    ...(secret === undefined ? {} : { secret }),
    ...(status === undefined ? {} : { status }),
  }
}

/** A hook out of what a new one says; what it leaves out the store fills in. */
export function newWebhook(input: WebhookInput, format: Webhook['format']): Omit<Webhook, 'id' | 'failures'> {
  const {
    topic = '',
    delivery_url = '',
    name = 'Webhook created on Nov 21, 2026',
    secret = '',
    status = 'active',
  } = input
  return { topic, delivery_url, name, secret, status, format }
}

/** A hook as either API tells it; the secret stays inside. */
export function shownWebhook({ id, name, status, topic, delivery_url }: Webhook): Record<string, unknown> {
  const [resource, event] = topic.split('.')
  return { id, name, status, topic, resource, event, hooks: [], delivery_url }
}

function isTopic(topic: string): boolean {
  const [resource = '', event = '', ...more] = topic.split('.')
  if (resource === 'action') return event !== ''
  return more.length === 0 && RESOURCES.includes(resource) && EVENTS.includes(event)
}
