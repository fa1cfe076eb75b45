import { expect } from '../fixtures.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'
import type { CrashPoint } from './crash-point.ts'
import { requestsReached } from './requests-reached.ts'

/** Customers that are there, for each crash. */
const THERE_EACH = 60
/** Requests after which the first customers are here: what is killed before has nothing to show. */
const FIRST = 8
/** No point is so late that everything may be done before the kill arrives. */
const LATEST = 0.8

/** Killed again and again, a first sync reads all there is and writes nothing. */
export const firstSync: CrashPoint = {
  name: 'a first sync',
  ofTen: 2,
  async run(desk, crashes) {
    const there = THERE_EACH * Math.max(5, crashes.points.length)
    const sandbox = await startSkuIoSandbox({ customers: there })
    await desk.start()
    await new SyncPages(desk.page).connect(sandbox.baseUrl, sandbox.token)
    for (const point of crashes.points) {
      // Each customer is read once by itself, after the list.
      await requestsReached(sandbox, { method: 'GET' }, FIRST + Math.round(point * LATEST * there))
      await new SyncPages(await crashes.strike()).signInAgain(sandbox.token)
    }
    await new SyncPages(desk.page).open('Sync')
    await new SyncPages(desk.page).inStep()
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
    const here = await storedEmails(desk.page)
    expect(here).toHaveLength(there)
    await sandbox.close()
  },
}
