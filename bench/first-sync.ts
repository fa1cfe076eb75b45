import { DeskApp } from '../e2e/desk-app.ts'
import { fileCustomers } from '../e2e/many-customers.ts'
import { SyncPages } from '../e2e/pages/sync-page.ts'
import { startSkuIoSandbox } from '../e2e/sandbox/sku-io/server.ts'
import { watchLongestBlock } from './longest-block.ts'
import type { Measurement } from './measurement.ts'
import { rawDexieLimit } from './raw-dexie.ts'

const HOUR_MS = 3_600_000

/** A new app reads this many customers from a SKU.io on loopback: from Connect until both sides are in step. */
export async function firstSync(count: number): Promise<Measurement[]> {
  // Made on days before: what changed in the last minute is read twice, which a company's customers have not.
  const clock = { hoursAgo: count }
  const sandbox = await startSkuIoSandbox({ now: () => new Date(Date.now() - clock.hoursAgo * HOUR_MS) })
  const desk = await DeskApp.fresh()
  try {
    for (const row of fileCustomers(count)) {
      sandbox.store.createCustomer({ ...row })
      clock.hoursAgo -= 1
    }
    const page = await desk.start()
    const sync = new SyncPages(page)
    const longest = await watchLongestBlock(page)
    const started = performance.now()
    await sync.connect(sandbox.baseUrl, sandbox.token)
    await page.getByText('In step', { exact: true }).waitFor({ timeout: 1_200_000 })
    const ms = performance.now() - started
    const block = await longest()
    const raw = await rawDexieLimit(page)
    const shown = count.toLocaleString('en')
    return [
      {
        what: `first sync of ${shown} from a SKU.io on loopback, connect to in step`,
        figure: count / (ms / 1000),
        unit: 'rows/s',
        limit: raw.rows / (raw.ms / 1000),
        limitIs: 'raw Dexie bulkAdd of the same documents and indexes',
        budget: '2 x raw',
      },
      {
        what: `longest block of the page in a first sync of ${shown}`,
        figure: block,
        unit: 'ms',
        limit: null,
        limitIs: '',
        budget: '50 ms',
      },
    ]
  } finally {
    await desk.dispose()
    await sandbox.close()
  }
}
