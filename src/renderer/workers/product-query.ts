import type { PreparedQuery, RxDocumentData, RxStorageInstance } from 'rxdb'
import type { Subscription } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { dexieReader, type DexieReader } from './dexie-tables.ts'

type MappingInstance = RxStorageInstance<SkuMapping, unknown, unknown>

/** Documents read at a time while the products are first read: others are answered in between. */
const READ_AT_ONCE = 500

/** So many more than are wanted are held before those that come last are let go. */
const ROOM = 5_000

/**
 * Answers `{productId: {$gte, $lt}}`, in the order of products, from memory. No index of the store has the product, so
 * the planner would hold every mapping against each such query. The products are read once, when they are first asked
 * for, and then follow what is written. All other queries pass by unchanged.
 */
export function answerProductQueries(instance: MappingInstance): void {
  const query = instance.query.bind(instance)
  const close = instance.close.bind(instance)
  let products: Products | null = null
  instance.query = async (prepared) => {
    const range = productRange(prepared)
    const reader = range === null ? null : await dexieReader(instance)
    if (range === null || reader === null) return query(prepared)
    const known = (products ??= new Products(instance, reader))
    try {
      const ids = await known.find(range)
      const found = await instance.findDocumentsById(ids, false)
      // What was written meanwhile may say something else.
      return { documents: found.filter(({ productId }) => isWithin(productId, range)).sort(byProduct) }
    } catch (error) {
      // What broke reading them may have kept a change from being followed.
      known.stop()
      if (products === known) products = null
      throw error
    }
  }
  instance.close = async () => {
    products?.stop()
    products = null
    await close()
  }
}

interface ProductRange {
  readonly from: string
  readonly below: string
  readonly limit: number
}

/** The product of every mapping. */
class Products {
  readonly #ready: Promise<void>
  readonly #byId = new Map<string, string>()
  readonly #following: Subscription

  constructor(instance: MappingInstance, reader: DexieReader<SkuMapping>) {
    /** Written while the rest is still read, which may be older. */
    const written = new Set<string>()
    this.#following = instance.changeStream().subscribe(({ events }) => {
      for (const { documentData, operation } of events) {
        written.add(documentData.id)
        if (operation === 'DELETE') this.#byId.delete(documentData.id)
        else this.#byId.set(documentData.id, documentData.productId)
      }
    })
    this.#ready = this.#read(reader, written).finally(() => {
      written.clear()
    })
  }

  /** Ids of the first mappings of a range, in the order of their products. */
  async find({ from, below, limit }: ProductRange): Promise<string[]> {
    await this.#ready
    const first: { id: string; productId: string }[] = []
    for (const [id, productId] of this.#byId) {
      if (!isWithin(productId, { from, below })) continue
      first.push({ id, productId })
      // One digit fits a good part of all: they are not all put in order for the sake of a few.
      if (first.length >= 2 * limit + ROOM) first.sort(byProduct).splice(limit)
    }
    return first
      .sort(byProduct)
      .slice(0, limit)
      .map(({ id }) => id)
  }

  stop(): void {
    this.#following.unsubscribe()
  }

  async #read(reader: DexieReader<SkuMapping>, written: ReadonlySet<string>): Promise<void> {
    for (let after = ''; ;) {
      const documents = await reader.readAfter(after, READ_AT_ONCE)
      for (const { id, productId, _deleted } of documents) {
        if (!_deleted && !written.has(id)) this.#byId.set(id, productId)
      }
      const last = documents.at(-1)
      if (last === undefined || documents.length < READ_AT_ONCE) return
      after = last.id
    }
  }
}

/** What a query asks for that wants the first mappings of a range of products and nothing else; null for any other. */
function productRange({ query }: PreparedQuery<SkuMapping>): ProductRange | null {
  const { limit, skip } = query
  const selector: Record<string, unknown> = query.selector
  const fields = Object.keys(selector).filter((field) => field !== '_deleted')
  const condition = selector['productId']
  if (fields.length !== 1 || skip !== 0 || limit === undefined) return null
  if (typeof condition !== 'object' || condition === null || Object.keys(condition).length !== 2) return null
  if (!('$gte' in condition) || !('$lt' in condition)) return null
  const { $gte: from, $lt: below } = condition
  return typeof from === 'string' && typeof below === 'string' ? { from, below, limit } : null
}

function isWithin(productId: string, { from, below }: Pick<ProductRange, 'from' | 'below'>): boolean {
  return productId >= from && productId < below
}

function byProduct(
  a: Pick<RxDocumentData<SkuMapping>, 'id' | 'productId'>,
  b: Pick<RxDocumentData<SkuMapping>, 'id' | 'productId'>,
): number {
  if (a.productId === b.productId) return a.id < b.id ? -1 : 1
  return a.productId < b.productId ? -1 : 1
}
