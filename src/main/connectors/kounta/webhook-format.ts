import { idInBody, type WebhookFormat } from '../kit/webhook-format.ts'

/** Kounta, webhooks: the whole customer, signed in hex with the secret of the application (docs/remotes/kounta.md, section 6). */
export const kountaWebhookFormat: WebhookFormat = {
  signatureHeader: 'x-kounta-signature',
  encoding: 'hex',
  secretOf: ({ clientSecret = '' }) => clientSecret,
  remoteIdIn: idInBody,
}
