import {
  getChangedDocumentsSince,
  type MangoQuerySelector,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb'
import { map } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { bareRosterEntry, rosterEntryOf, type RosterEntry } from '#renderer/roster/roster-entry.ts'
import type { RosterChange } from '#renderer/roster/roster-index.ts'
import type { RosterSource } from '#renderer/roster/roster-source.ts'
import { dexieReader } from './dexie-tables.ts'

type CustomerInstance = RxStorageInstance<Customer, unknown, unknown>

/** The customers of an open storage instance as a roster wants them. */
export function customersSource(instance: CustomerInstance): RosterSource {
  return {
    changes$: instance
      .changeStream()
      .pipe(
        map((bulk) => bulk.events.map((event) => changeOf(event.documentData, event.operation === 'DELETE'))),
      ),

    changedSince: async ({ writtenAt, id }, limit) => {
      const documents = await changedAfter(instance, writtenAt, id, limit)
      const last = documents.at(-1)
      const next =
        last === undefined || documents.length < limit ? null : { writtenAt: last._meta.lwt, id: last.id }
      return { changes: documents.map((document) => changeOf(document, document._deleted)), next }
    },

    readAfter: async (id, limit) => {
      const documents = await readAfter(instance, id, limit)
      const last = documents.at(-1)
      const next = last === undefined || documents.length < limit ? null : last.id
      return {
        changes: documents
          .filter((document) => !document._deleted)
          .map((document) => changeOf(document, false)),
        next,
      }
    },

    count: async () => (await dexieReader(instance))?.count() ?? 0,
  }
}

function changeOf(document: RxDocumentData<Customer>, removed: boolean): RosterChange {
  const writtenAt = document._meta.lwt
  return { id: document.id, writtenAt, entry: removed ? null : entryOf(document, writtenAt) }
}

function entryOf(document: RxDocumentData<Customer>, writtenAt: number): RosterEntry {
  try {
    return rosterEntryOf(document, writtenAt)
  } catch {
    return bareRosterEntry(document.id, document.name, writtenAt)
  }
}

async function changedAfter(
  instance: CustomerInstance,
  writtenAt: number,
  id: string,
  limit: number,
): Promise<RxDocumentData<Customer>[]> {
  const reader = await dexieReader(instance)
  if (reader !== null) return reader.changedAfter(writtenAt, id, limit)
  return (await getChangedDocumentsSince(instance, limit, { lwt: writtenAt, id })).documents
}

async function readAfter(
  instance: CustomerInstance,
  id: string,
  limit: number,
): Promise<RxDocumentData<Customer>[]> {
  const reader = await dexieReader(instance)
  if (reader !== null) return reader.readAfter(id, limit)
  const query = normalizeMangoQuery<Customer>(instance.schema, {
    selector: { _deleted: { $eq: false }, id: { $gt: id } } as MangoQuerySelector<Customer>,
    sort: [{ id: 'asc' }],
    limit,
  })
  return (await instance.query(prepareQuery(instance.schema, query))).documents
}
