import type { Page } from '@playwright/test'

/** The e-mails of all customers in the local store, read past the app: what is really there, twice where it is twice. */
export function storedEmails(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const name = names.find((candidate) => /customers$/.test(candidate))
    if (name === undefined) throw new Error(`No store of customers among ${names.join(', ')}`)
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error ?? new Error('The store did not open'))
    })
    const documents = await new Promise<{ id: string; email?: string; _deleted?: boolean }[]>(
      (done, fail) => {
        const request = database.transaction('docs').objectStore('docs').getAll()
        request.onsuccess = () => done(request.result as { id: string; email?: string }[])
        request.onerror = () => fail(request.error ?? new Error('The store could not be read'))
      },
    )
    database.close()
    return documents
      .filter((one) => !one._deleted || one._deleted === ('0' as unknown))
      .map((one) => one.email ?? '')
  })
}
