import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

/** What writing and reading the same documents costs without the app. */
export interface RawResult {
  rows: number
  ms: number
  readMs: number
}

/**
 * The raw limit of writing: the documents that the app has stored, written again with plain Dexie `bulkAdd` (strict
 * durability, batches of 500) into a database with the same index set, in the same page. Reading them is not counted,
 * but told as the raw limit of reading.
 */
export async function rawDexieLimit(page: Page): Promise<RawResult> {
  const dexiePath = createRequire(import.meta.url).resolve('dexie')
  // Evaluated by the debugger, which the page's policy does not concern.
  await page.evaluate(await readFile(dexiePath, 'utf8'))
  return page.evaluate(async () => {
    interface DexieTable {
      bulkAdd(rows: unknown[]): Promise<unknown>
    }
    interface DexieDatabase {
      version(n: number): { stores(schema: Record<string, string>): void }
      table(name: string): DexieTable
      close(): void
    }
    const Dexie = Reflect.get(globalThis, 'Dexie') as {
      new (name: string, options: object): DexieDatabase
      delete(name: string): Promise<void>
    }
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const name = names.find((candidate) => /--customers$/.test(candidate))
    if (name === undefined) throw new Error(`No customers database among ${names.join(', ')}`)
    const source = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error ?? new Error('open'))
    })
    const storeName = [...source.objectStoreNames].find((candidate) => candidate === 'docs') ?? ''
    const store = source.transaction(storeName).objectStore(storeName)
    const path = (keyPath: string | string[] | null): string =>
      Array.isArray(keyPath) ? `[${keyPath.join('+')}]` : (keyPath ?? '')
    const schema = [
      path(store.keyPath),
      ...[...store.indexNames].map((index) => path(store.index(index).keyPath)),
    ]
    const startRead = performance.now()
    const rows = await new Promise<unknown[]>((done, fail) => {
      const request = source.transaction(storeName).objectStore(storeName).getAll()
      request.onsuccess = () => done(request.result as unknown[])
      request.onerror = () => fail(request.error ?? new Error('read'))
    })
    const readMs = performance.now() - startRead
    source.close()
    await Dexie.delete('raw-limit')
    const raw = new Dexie('raw-limit', { chromeTransactionDurability: 'strict' })
    raw.version(1).stores({ docs: schema.join(',') })
    const start = performance.now()
    for (let from = 0; from < rows.length; from += 500) {
      await raw.table('docs').bulkAdd(rows.slice(from, from + 500))
    }
    const ms = performance.now() - start
    raw.close()
    await Dexie.delete('raw-limit')
    return { rows: rows.length, ms, readMs }
  })
}
