import { firstValueFrom } from 'rxjs'
import { v7 as uuidV7 } from 'uuid'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { copyCustomers } from '#renderer/database/copy-customers.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { StartedStorage } from '#renderer/workers/started-storage.ts'
import type { OtherWorkspaces } from '#renderer/workspace/other-workspaces.ts'

interface OtherWorkspacesParts {
  readonly storage: Pick<StartedStorage, 'storage' | 'openRoster'>
  readonly databaseName: (workspaceId: string) => string
  /** Deletes the emptied databases of this name; false where one of them is still open somewhere. */
  readonly deleteEmptied: (databaseName: string) => Promise<boolean>
  /** What the remote of a workspace can hold; null where it never had one. */
  readonly capabilitiesOf: (workspace: WorkspaceInfo) => Promise<ConnectorCapabilities | null>
}

/**
 * Opens the databases of other workspaces for a moment, with two collections each: RxDB allows 13 open ones in a
 * process. One that is open already fails to open a second time.
 */
export function createOtherWorkspaces({
  storage,
  databaseName,
  deleteEmptied,
  capabilitiesOf,
}: OtherWorkspacesParts): OtherWorkspaces {
  const now = (): number => Date.now()
  return {
    async copyTo(target, from, ids, { localOnly, progress }) {
      const capabilities = await capabilitiesOf(target)
      const database = await openDatabase({ name: databaseName(target.id), storage: storage.storage })
      try {
        const to = {
          customers: new CustomerRepository(database, { capabilities, now, newId: () => uuidV7() }),
          skuMappings: new SkuMappingRepository(database, { now, newId: () => uuidV7() }),
        }
        const options = { targetId: target.id, localOnly, now: now(), progress }
        return await copyCustomers(from, to, ids, options)
      } finally {
        await database.close()
      }
    },
    async contents(workspace) {
      const name = databaseName(workspace.id)
      const database = await openDatabase({ name, storage: storage.storage })
      const roster = storage.openRoster(name)
      try {
        await roster.flush()
        const counts = await firstValueFrom(roster.counts$)
        const connected = workspace.connection !== null
        return { customers: counts.total, unsent: connected ? counts.waiting + counts.needsYou : 0 }
      } finally {
        roster.close()
        await database.close()
      }
    },
    async removeStored(workspaceId) {
      const name = databaseName(workspaceId)
      const database = await openDatabase({ name, storage: storage.storage })
      // This only empties them.
      await database.remove()
      return deleteEmptied(name)
    },
  }
}
