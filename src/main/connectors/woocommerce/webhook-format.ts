import { createHmac } from 'node:crypto'
import type { Credentials } from '#shared/connector/credential-field.ts'
import { idInBody, type WebhookFormat } from '../kit/webhook-format.ts'

/** Keeps the secret of the hooks apart from anything else that may be made of the keys. */
const PURPOSE = 'customer-desk webhooks'

/** WooCommerce, webhooks: signed in base64 with a secret that each hook is given (docs/remotes/woocommerce.md, section 6). */
export const wooWebhookFormat: WebhookFormat = {
  signatureHeader: 'x-wc-webhook-signature',
  encoding: 'base64',
  secretOf: wooWebhookSecret,
  topic: { header: 'x-wc-webhook-topic', startsWith: 'customer.' },
  isGreeting: (body) => /^webhook_id=\d{1,18}$/.test(body),
  remoteIdIn: idInBody,
}

/**
 * What the hooks are signed with: made of the keys, so that it need not be kept, and such that the keys cannot be had from
 * it, since the store shows it to whoever may look at its hooks. '' without keys.
 */
export function wooWebhookSecret({ consumerSecret = '' }: Credentials): string {
  return consumerSecret === '' ? '' : createHmac('sha256', consumerSecret).update(PURPOSE).digest('hex')
}
