/** Opens a database at the version it has; one that is not there is made, with a store of its name. */
export function openOrMake(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(name)
  }
  return settled(request)
}

/** Opens a database at the version it has. Rejects where it is not there: it is not to come about by being looked at. */
export function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name)
  const missing = new Promise<never>((_resolve, reject) => {
    request.onupgradeneeded = () => {
      request.transaction?.abort()
      reject(new Error('gone'))
    }
  })
  return Promise.race([settled(request), missing])
}

/** What a request comes to; rejects with its error. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('not done'))
    }
  })
}

/** Waits until what was written in a transaction is there; a request of it is answered before. Rejects where nothing of it is. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve()
    }
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('not written'))
    }
  })
}
