import { createHmac } from 'node:crypto'
import { WATCHED_ATTRIBUTES, type WatchedAttribute } from './customer-record.ts'
import type { CustomerEvent } from './store.ts'

/** A hook that an application has registered. */
export interface Webhook {
  id: number
  application: string
  topic: string
  address: string
  format: string
  /** Attributes of which one must have changed; none = any change. */
  filter: readonly WatchedAttribute[]
  headers: Readonly<Record<string, string>>
}

/** One attempt to deliver, with the status of the receiver's answer; 0 = it could not be reached. */
export interface Delivery {
  webhook: number
  status: number
}

/** Topics there are. */
export const TOPICS = [
  'customers/created',
  'customers/updated',
  'customers/deleted',
  'orders/completed',
] as const

/** Every attribute a hook for updates can be narrowed to. */
export const FILTERS = WATCHED_ATTRIBUTES

/** Keeps the hooks and posts signed events to their addresses, one after the other. */
export class WebhookSender {
  readonly hooks = new Map<number, Webhook>()
  readonly deliveries: Delivery[] = []
  #nextId = 801
  #sending: Promise<void> = Promise.resolve()

  add(hook: Omit<Webhook, 'id'>): Webhook {
    const added = { ...hook, id: this.#nextId++ }
    this.hooks.set(added.id, added)
    return added
  }

  /**
   * Posts an event to every hook it concerns.
   *
   * @param secretOf - secret of an application
   * @param bodyFor - the customer as this application sees it
   */
  deliver(
    event: CustomerEvent,
    secretOf: (application: string) => string,
    bodyFor: (application: string) => object,
  ): void {
    for (const hook of this.hooks.values()) {
      if (hook.topic !== event.topic) continue
      const watched = hook.filter.length === 0 || hook.filter.some((name) => event.changed.includes(name))
      if (event.topic === 'customers/updated' && !watched) continue
      const body = JSON.stringify(bodyFor(hook.application))
      const signature = createHmac('sha256', secretOf(hook.application)).update(body).digest('hex')
      this.#sending = this.#sending.then(() => this.#post(hook, body, signature))
    }
  }

  /** Waits until everything that was under way has been delivered or has failed. */
  settled(): Promise<void> {
    return this.#sending
  }

  async #post(hook: Webhook, body: string, signature: string): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      ...hook.headers,
      'x-kounta-topic': hook.topic,
      'x-kounta-signature': signature,
    }
    try {
      const answer = await fetch(hook.address, { method: 'POST', headers, body })
      await answer.body?.cancel()
      this.deliveries.push({ webhook: hook.id, status: answer.status })
    } catch {
      this.deliveries.push({ webhook: hook.id, status: 0 })
    }
  }
}
