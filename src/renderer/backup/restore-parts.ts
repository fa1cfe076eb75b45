import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { RestoreContext } from '#shared/domain/restore-customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { RestoreRepository } from '#renderer/database/restore-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'

/** What a restore, or its preview, works on. */
export interface RestoreParts {
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly restores: RestoreRepository
  readonly syncState: SyncStateRepository
  /** Of the remote the workspace is or was linked with; null where it never was. */
  readonly capabilities: ConnectorCapabilities | null
  /** ms since the epoch. */
  readonly now: () => number
  /** UUID v7. */
  readonly newId: () => string
}

/** Told how many customers of the backup have been gone through. */
export type RestoreProgress = (customers: number) => void

const PAGE = 500

/** Every customer here, in pages in the order of their names, those to be deleted included. */
export async function* allHere(customers: CustomerRepository): AsyncGenerator<Customer[], void> {
  for (let after = ''; ;) {
    const page = await customers.byName(after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    if (page.length < PAGE) return
    after = last.sortName
  }
}

/** What the pure rules of a restore are told. */
export async function restoreContext(parts: RestoreParts, keptAt: number): Promise<RestoreContext> {
  const [anyone] = await parts.customers.byName('', 1)
  const { capabilities, newId, now } = parts
  return { capabilities, lost: anyone === undefined, keptAt, now: now(), newId }
}

/**
 * The customers here that customers of a backup are: by id, else by what they are linked with (one that was read anew
 * from the remote may have another id).
 */
export async function customersHere(
  customers: CustomerRepository,
  kept: readonly Customer[],
): Promise<Map<string, Customer>> {
  const byId = await customers.findByIds(kept.map(({ id }) => id))
  const others = kept.filter(({ id, remoteId }) => !byId.has(id) && remoteId !== '')
  if (others.length === 0) return byId
  const byRemoteId = await customers.findByRemoteIds(others.map(({ remoteId }) => remoteId))
  const found = new Map(byId)
  for (const { id, remoteId } of others) {
    const here = byRemoteId.get(remoteId)
    if (here !== undefined) found.set(id, here)
  }
  return found
}
