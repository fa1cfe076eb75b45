import { getHeightOfRevision, type RxDocumentData, type RxStorageInstance } from 'rxdb'
import { Observable } from 'rxjs'

/**
 * The stored documents with these ids: once as they are, then anew after every write that touches one of them. Reading
 * and listening start together; the revision tells which of the two knows better.
 */
export function observeDocuments<T extends { readonly id: string }>(
  storage: Pick<RxStorageInstance<T, unknown, unknown>, 'findDocumentsById' | 'changeStream'>,
  ids: readonly string[],
): Observable<ReadonlyMap<string, RxDocumentData<T>>> {
  return new Observable((subscriber) => {
    const wanted = new Set(ids)
    const known = new Map<string, RxDocumentData<T>>()
    let loaded = false

    const emit = (): void => {
      if (!loaded) return
      const present = new Map<string, RxDocumentData<T>>()
      for (const id of wanted) {
        const document = known.get(id)
        if (document !== undefined && !document._deleted) present.set(id, document)
      }
      subscriber.next(present)
    }
    const learn = (document: RxDocumentData<T>): boolean => {
      const before = known.get(document.id)
      if (before !== undefined && heightOf(before) >= heightOf(document)) return false
      known.set(document.id, document)
      return true
    }

    const changes = storage.changeStream().subscribe((bulk) => {
      let touched = false
      for (const event of bulk.events) {
        if (!wanted.has(event.documentId)) continue
        const document = event.documentData
        touched = learn(event.operation === 'DELETE' ? { ...document, _deleted: true } : document) || touched
      }
      if (touched) emit()
    })
    storage.findDocumentsById([...wanted], false).then(
      (documents) => {
        for (const document of documents) learn(document)
        loaded = true
        emit()
      },
      (error: unknown) => {
        subscriber.error(error)
      },
    )
    return () => {
      changes.unsubscribe()
    }
  })
}

function heightOf(document: { readonly _rev: string }): number {
  return getHeightOfRevision(document._rev)
}
