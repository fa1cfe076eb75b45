import { createHmac } from 'node:crypto'

/** What can be told of customers. Hooks of other topics can be registered; nothing here sets them off. */
export type CustomerTopic = 'customer.created' | 'customer.updated' | 'customer.deleted'

/** A hook as the store keeps it: every key sees every hook. */
export interface Webhook {
  id: number
  name: string
  status: 'active' | 'paused' | 'disabled'
  topic: string
  delivery_url: string
  secret: string
  /** Whose format its messages have: that of the API it was registered by. */
  format: 'legacy' | 'modern'
  /** Deliveries that have failed one after the other. */
  failures: number
}

/** One attempt to deliver, with the status of the receiver's answer; 0 = it could not be reached. */
export interface Delivery {
  webhook: number
  /** A customer's topic, or `ping` for the message that a new hook begins with. */
  what: string
  status: number
}

/** A hook is disabled after as many failures in a row. */
const MOST_FAILURES = 5

/** Keeps the hooks and posts signed messages to their addresses, one after the other. */
export class WebhookSender {
  readonly hooks = new Map<number, Webhook>()
  readonly deliveries: Delivery[] = []
  #nextId = 31
  #sending: Promise<void> = Promise.resolve()

  /** Keeps a hook. An active one begins with a ping, which is not signed. */
  add(hook: Omit<Webhook, 'id' | 'failures'>): Webhook {
    const added = { ...hook, id: this.#nextId++, failures: 0 }
    this.hooks.set(added.id, added)
    if (added.status === 'active') this.#ping(added)
    return added
  }

  /** Changes a hook; one that is made active again begins anew. */
  change(id: number, changes: Partial<Omit<Webhook, 'id'>>): Webhook {
    const hook = this.hooks.get(id)
    if (hook === undefined) throw new Error(`There is no webhook ${id}`)
    const begins = changes.status === 'active' && hook.status !== 'active'
    const changed = { ...hook, ...changes, ...(begins ? { failures: 0 } : {}) }
    this.hooks.set(id, changed)
    return changed
  }

  /**
   * Posts what has happened to every active hook of its topic.
   *
   * @param bodyFor - the customer in the format of a hook
   */
  deliver(topic: CustomerTopic, bodyFor: (format: Webhook['format']) => object): void {
    for (const { id, format, topic: wanted } of this.hooks.values()) {
      if (wanted !== topic) continue
      const body = JSON.stringify(bodyFor(format))
      this.#sending = this.#sending.then(() => this.#tell(id, topic, body))
    }
  }

  /** Waits until everything that was under way has been delivered or has failed. */
  settled(): Promise<void> {
    return this.#sending
  }

  #ping({ id, delivery_url: url }: Webhook): void {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    this.#sending = this.#sending.then(async () => {
      this.deliveries.push({
        webhook: id,
        what: 'ping',
        status: await post(url, headers, `webhook_id=${id}`),
      })
    })
  }

  async #tell(id: number, topic: CustomerTopic, body: string): Promise<void> {
    const hook = this.hooks.get(id)
    if (hook?.status !== 'active') return
    const [resource = '', event = ''] = topic.split('.')
    const status = await post(
      hook.delivery_url,
      {
        'content-type': 'application/json',
        'x-wc-webhook-source': 'https://store.example/',
        'x-wc-webhook-topic': topic,
        'x-wc-webhook-resource': resource,
        'x-wc-webhook-event': event,
        'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
        'x-wc-webhook-id': String(id),
        'x-wc-webhook-delivery-id': String(this.deliveries.length + 1),
      },
      body,
    )
    this.deliveries.push({ webhook: id, what: topic, status })
    const current = this.hooks.get(id)
    if (current === undefined) return
    const failures = status >= 200 && status < 300 ? 0 : current.failures + 1
    const given = failures >= MOST_FAILURES ? { status: 'disabled' as const } : {}
    this.hooks.set(id, { ...current, failures, ...given })
  }
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<number> {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 0
  }
}
