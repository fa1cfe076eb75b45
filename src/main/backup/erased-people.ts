import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { BackupBatch } from '#shared/backup/backup-format.ts'
import type { ErasedPerson } from '#shared/backup/backup-messages.ts'

/**
 * The people whom restores leave out. It tells nobody who they were: of what may come again under another id there are
 * salted hashes alone (docs/backups.md, section 9).
 */
export interface ErasedPeople {
  /** Random text that goes into every hash. */
  salt: string
  people: {
    /** Local id of the customer. */
    id: string
    /** When they were erased, in ms since the epoch: backups made later are not about them. */
    at: number
    /** Of the remote id and of e-mails. */
    hashes: string[]
  }[]
}

const listSchema = z.object({
  salt: z.string().min(1),
  people: z.array(z.object({ id: z.string().min(1), at: z.number(), hashes: z.array(z.string()) })),
})
/** Lists as they were written before there was a screen that added to them. */
const oldSchema = z.object({ customerIds: z.array(z.string().min(1).max(64)) })

/** Run-time check of the file; an older one is taken for people erased just now. */
export const erasedPeopleSchema: z.ZodType<ErasedPeople> = z.union([
  listSchema,
  oldSchema.transform(({ customerIds }) => ({
    ...nobodyErased(),
    people: customerIds.map((id) => ({ id, at: Date.now(), hashes: [] })),
  })),
])

/** A list of nobody. */
export function nobodyErased(): ErasedPeople {
  return { salt: randomBytes(16).toString('hex'), people: [] }
}

/** The list with one more person; who was erased before is noted anew. */
export function withErased(list: ErasedPeople, person: ErasedPerson, at: number): ErasedPeople {
  const hashes = [
    ...(person.remoteId === '' ? [] : [remoteHash(list.salt, person.remoteId)]),
    ...person.emails.map((email) => emailHash(list.salt, email)),
  ]
  const others = list.people.filter(({ id }) => id !== person.customerId)
  return { ...list, people: [...others, { id: person.customerId, at, hashes }] }
}

/**
 * Takes erased people out of the batches of a backup made at `keptAt`: the customers, whatever id they had then, and all
 * that belongs to them. Batches must come in the order of the file, customers first.
 */
export class LeaveOut {
  readonly #salt: string
  readonly #ids: Set<string>
  readonly #hashes: ReadonlySet<string>

  constructor({ salt, people }: ErasedPeople, keptAt: number) {
    const since = people.filter(({ at }) => at >= keptAt)
    this.#salt = salt
    this.#ids = new Set(since.map(({ id }) => id))
    this.#hashes = new Set(since.flatMap(({ hashes }) => hashes))
  }

  /** The batch without them, and how many customers that were. */
  from(batch: BackupBatch): { batch: BackupBatch; customers: number } {
    if (this.#ids.size === 0) return { batch, customers: 0 }
    const documents = batch.documents.filter((document) => !this.#isTheirs(batch.collection, document))
    const customers = batch.collection === 'customers' ? batch.documents.length - documents.length : 0
    return { batch: { ...batch, documents }, customers }
  }

  #isTheirs(collection: string, document: BackupBatch['documents'][number]): boolean {
    const { id, customerId, recordId, remoteId, email } = document
    if (collection === 'customers') {
      const is =
        this.#hasId(id) ||
        (isText(remoteId) && this.#hashes.has(remoteHash(this.#salt, remoteId))) ||
        (isText(email) && this.#hashes.has(emailHash(this.#salt, email)))
      if (is && isText(id)) this.#ids.add(id)
      return is
    }
    // Of an import of SKU mappings of one customer the list itself stays; its rows go by theirs.
    if (collection === 'importBatches' || !(this.#hasId(customerId) || this.#hasId(recordId))) return false
    // The before-images of their SKU mappings go by the mapping.
    if (collection === 'skuMappings' && isText(id)) this.#ids.add(id)
    return true
  }

  #hasId(id: unknown): boolean {
    return typeof id === 'string' && this.#ids.has(id)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function remoteHash(salt: string, remoteId: string): string {
  return hash(salt, 'remote', remoteId)
}

function emailHash(salt: string, email: string): string {
  return hash(salt, 'email', email.trim().toLowerCase())
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex')
}
