import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { WebhookListening } from '#shared/connector/webhooks.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { WebhookFormat } from '#main/connectors/kit/webhook-format.ts'
import { JsonFile } from '#main/files/json-file.ts'
import { startWebhookListener, type WebhookListener } from './webhook-listener.ts'

const fileSchema = z.object({
  listening: z.array(
    z.object({ workspaceId: z.string().min(1), port: z.int().min(1).max(65_535), path: z.string().min(20) }),
  ),
})

type Kept = z.infer<typeof fileSchema>['listening'][number]

/** What the receiver needs to know of a workspace's remote; null where it tells of nothing by itself. */
export interface WebhookSource {
  format: WebhookFormat
  /** '' where there are no credentials. */
  secret: () => Promise<string>
}

/** What a receiver is made of. */
export interface WebhookReceiverParts {
  /** Path of its file in the data folder. */
  file: string
  sourceOf: (workspaceId: string) => WebhookSource | null
  /** Customers with these remote ids are said to have changed; told a moment after the first of them. */
  changed: (workspaceId: string, remoteIds: string[]) => void
  /** How long messages are gathered, in ms. */
  gatherMs?: number
}

const GATHER_MS = 300

/**
 * The listeners of this computer: none until a person asks for one, one for each workspace. Port and secret path are
 * kept, since a relay somewhere else has been given them.
 */
export class WebhookReceiver {
  readonly #parts: WebhookReceiverParts
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  readonly #listeners = new Map<string, WebhookListener>()
  readonly #gathered = new Map<string, Set<string>>()
  #kept: Kept[]

  private constructor(parts: WebhookReceiverParts, file: JsonFile<z.infer<typeof fileSchema>>, kept: Kept[]) {
    this.#parts = parts
    this.#file = file
    this.#kept = kept
  }

  /** Reads what is to be listened to and begins. A port that somebody else has taken meanwhile is left alone. */
  static async open(parts: WebhookReceiverParts): Promise<WebhookReceiver> {
    const file = new JsonFile(parts.file, fileSchema)
    const read = await file.read()
    const receiver = new WebhookReceiver(parts, file, read.state === 'read' ? read.value.listening : [])
    for (const kept of receiver.#kept) await receiver.#start(kept)
    return receiver
  }

  /** Where this workspace is to be told; null = it is not listening. */
  status(workspaceId: string): WebhookListening | null {
    const kept = this.#kept.find((each) => each.workspaceId === workspaceId)
    if (kept === undefined) return null
    return { port: kept.port, path: kept.path, running: this.#listeners.has(workspaceId) }
  }

  /** Listens on this port (0 = a free one) under a path that stays what it was. */
  async listen(workspaceId: string, port: number): Promise<Result<WebhookListening, { kind: 'port-taken' }>> {
    const before = this.#kept.find((each) => each.workspaceId === workspaceId)
    await this.#stop(workspaceId)
    const path = before?.path ?? randomBytes(24).toString('base64url')
    const listener = await this.#start({ workspaceId, port, path })
    if (listener === null) {
      if (before !== undefined) await this.#start(before)
      return err({ kind: 'port-taken' })
    }
    await this.#keep([...this.#others(workspaceId), { workspaceId, port: listener.port, path }])
    return ok({ port: listener.port, path, running: true })
  }

  /** Stops listening for good. */
  async stop(workspaceId: string): Promise<void> {
    await this.#stop(workspaceId)
    if (this.status(workspaceId) !== null) await this.#keep(this.#others(workspaceId))
  }

  /** Ends with the app; what is kept starts again with the next. */
  async close(): Promise<void> {
    await Promise.all([...this.#listeners.values()].map((listener) => listener.close()))
    this.#listeners.clear()
  }

  async #start({ workspaceId, port, path }: Kept): Promise<WebhookListener | null> {
    const source = this.#parts.sourceOf(workspaceId)
    if (source === null) return null
    try {
      const listener = await startWebhookListener({
        ...{ port, path, format: source.format, secret: source.secret },
        received: (remoteId) => this.#gather(workspaceId, remoteId),
      })
      this.#listeners.set(workspaceId, listener)
      return listener
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      if (code === 'EADDRINUSE' || code === 'EACCES') return null
      throw error
    }
  }

  async #stop(workspaceId: string): Promise<void> {
    await this.#listeners.get(workspaceId)?.close()
    this.#listeners.delete(workspaceId)
  }

  #gather(workspaceId: string, remoteId: string): void {
    const waiting = this.#gathered.get(workspaceId)
    if (waiting !== undefined) {
      waiting.add(remoteId)
      return
    }
    this.#gathered.set(workspaceId, new Set([remoteId]))
    setTimeout(() => {
      const ids = [...(this.#gathered.get(workspaceId) ?? [])]
      this.#gathered.delete(workspaceId)
      this.#parts.changed(workspaceId, ids)
    }, this.#parts.gatherMs ?? GATHER_MS).unref()
  }

  #others(workspaceId: string): Kept[] {
    return this.#kept.filter((each) => each.workspaceId !== workspaceId)
  }

  async #keep(listening: Kept[]): Promise<void> {
    this.#kept = listening
    await this.#file.write({ listening })
  }
}
