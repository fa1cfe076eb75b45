import type { RxStorage, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb'
import { exposeRxStorageRemote, type MessageToRemote } from 'rxdb/plugins/storage-remote'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { RosterFile } from '#renderer/roster/roster-file.ts'
import { RosterHost, type SavePolicy } from '#renderer/roster/roster-host.ts'
import { serveRoster } from '#renderer/roster/roster-port.ts'
import { customersSource } from './customers-source.ts'
import { answerIdRangesByKey } from './id-query.ts'
import { answerInQueriesByIndex } from './in-query.ts'
import { portMessages } from './port-messages.ts'
import { answerProductQueries } from './product-query.ts'
import { purgeByIndex } from './purge-by-index.ts'
import { answerRangesAtOnce } from './range-query.ts'
import { reopenWhenClosed } from './reopen-when-closed.ts'

/** The collection that rosters follow. */
const CUSTOMERS = 'customers'
/** The collection that is searched by product. */
const SKU_MAPPINGS = 'skuMappings'

/** What a storage host runs on. */
export interface StorageHostParts {
  readonly storage: RxStorage<unknown, unknown>
  /** Where the roster of a database is saved. */
  readonly rosterFile: (databaseName: string) => RosterFile
  readonly savePolicy: SavePolicy
  /** Makes the store whole again after Chromium had closed it (renew-log.ts). */
  readonly renew: () => Promise<void>
}

/**
 * Serves a storage and the rosters of its databases over ports. The rosters follow the customers on this side, so that
 * documents cross to the window once and never for the roster's sake.
 */
export class StorageHost {
  readonly #parts: StorageHostParts
  readonly #rosters = new Map<string, RosterHost>()
  #renewing: Promise<void> | null = null

  constructor(parts: StorageHostParts) {
    this.#parts = parts
  }

  /** Serves the storage to RxDB's storage-remote at the other end. */
  serveStorage(port: MessagePort): void {
    exposeRxStorageRemote({
      storage: this.#followedStorage(),
      send: (message) => {
        port.postMessage(message)
      },
      messages$: portMessages<MessageToRemote>(port),
    })
    port.start()
  }

  /** Serves the roster of a database, open or still to be opened. */
  serveRoster(databaseName: string, port: MessagePort): void {
    serveRoster(this.#roster(databaseName), port)
  }

  /** Once for all the instances that were closed together. */
  #renewOnce(): Promise<void> {
    this.#renewing ??= this.#parts.renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  #roster(databaseName: string): RosterHost {
    const known = this.#rosters.get(databaseName)
    if (known !== undefined) return known
    const roster = new RosterHost(this.#parts.rosterFile(databaseName), this.#parts.savePolicy)
    this.#rosters.set(databaseName, roster)
    return roster
  }

  #followedStorage(): RxStorage<unknown, unknown> {
    const { storage } = this.#parts
    /** Newest schema version opened for each database: a migration opens the older ones too. */
    const versions = new Map<string, number>()
    return {
      name: storage.name,
      rxdbVersion: storage.rxdbVersion,
      createStorageInstance: async <T>(params: RxStorageInstanceCreationParams<T, unknown>) => {
        const instance = await storage.createStorageInstance<T>(params)
        answerRangesAtOnce(instance)
        answerInQueriesByIndex(instance)
        answerIdRangesByKey(instance)
        purgeByIndex(instance)
        // By its name this collection holds SKU mappings; database/schemas says so.
        if (params.collectionName === SKU_MAPPINGS)
          answerProductQueries(instance as unknown as RxStorageInstance<SkuMapping, unknown, unknown>)
        reopenWhenClosed(instance, () => this.#renewOnce())
        const { databaseName, collectionName, schema } = params
        if (collectionName === CUSTOMERS && schema.version >= (versions.get(databaseName) ?? 0)) {
          versions.set(databaseName, schema.version)
          // By its name this collection holds customers; database/schemas says so.
          this.#follow(databaseName, instance as unknown as RxStorageInstance<Customer, unknown, unknown>)
        }
        return instance
      },
    }
  }

  #follow(databaseName: string, instance: RxStorageInstance<Customer, unknown, unknown>): void {
    const roster = this.#roster(databaseName)
    const close = instance.close.bind(instance)
    const remove = instance.remove.bind(instance)
    instance.close = async () => {
      roster.detach()
      await close()
    }
    instance.remove = async () => {
      await roster.remove()
      await remove()
    }
    roster.attach(customersSource(instance))
  }
}
