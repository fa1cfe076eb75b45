import { join } from 'node:path'
import type { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { randomPoints } from '../random-points.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'

/** `npm run test:crashes` asks for more; a few points of each kind are enough to see at once what breaks. */
const CRASHES = Number(process.env['SYNC_CRASHES'] ?? 3)
const SEED = Number(process.env['SYNC_CRASHES_SEED'] ?? Date.now() % 1_000_000)
/** Customers that are there, and rows that are sent there. */
const THERE = 60 * Math.max(5, CRASHES)
const SENT = 20 * Math.max(5, CRASHES)
/** No point is so late that everything may be done before the kill arrives. */
const LATEST = 0.8

test(`kill -9 at ${String(CRASHES)} random points each of a first sync and of sending`, async ({ desk }) => {
  test.setTimeout(180_000 + CRASHES * 90_000)
  process.stdout.write(`The points of the crashes are made of SYNC_CRASHES_SEED=${String(SEED)}\n`)
  const sandbox = await startSkuIoSandbox({ customers: THERE })
  await desk.start()
  await new SyncPages(desk.page).connect(sandbox.baseUrl, sandbox.token)

  await test.step('of the first sync', async () => {
    // Each customer is read once by itself, after the list.
    for (const point of randomPoints(SEED, CRASHES)) {
      await crashAfter(desk, sandbox, { method: 'GET' }, Math.round(point * LATEST * THERE))
    }
    await new SyncPages(desk.page).inStep()
    expect(writes(sandbox)).toBe(0)
  })

  await test.step('of sending what an import added', async () => {
    const csv = join(desk.userData, 'customers.csv')
    await writeCsv(csv, fileCustomers(SENT))
    const files = new ImportPage(desk.page)
    await new SyncPages(desk.page).open('Imports')
    await files.check(csv, SENT.toLocaleString('en'))
    await files.startConnected(SENT.toLocaleString('en'), false)
    for (const point of randomPoints(SEED + 1, CRASHES)) {
      const posts = Math.round(point * LATEST * SENT)
      await crashAfter(desk, sandbox, { method: 'POST', path: '/api/customers' }, posts)
    }
  })

  const sync = new SyncPages(desk.page)
  const made = (): string[] =>
    [...sandbox.store.customers.values()].map(({ email }) => email ?? '').filter(isFromFile)
  await expect.poll(() => made().length, { timeout: 300_000 }).toBe(SENT)
  await sync.inStep()
  expect(new Set(made()).size).toBe(SENT)
  const here = await storedEmails(desk.page)
  expect(here).toHaveLength(THERE + SENT)
  expect(new Set(here.filter(isFromFile)).size).toBe(SENT)
  await sandbox.close()
})

/** Kills the app once the sandbox has had so many of these requests since the beginning, and starts it again. */
async function crashAfter(
  desk: DeskApp,
  sandbox: SkuIoSandbox,
  of: { method: string; path?: string },
  requests: number,
): Promise<void> {
  await expect
    .poll(() => sandbox.requests.count(of), { timeout: 120_000, intervals: [5] })
    .toBeGreaterThanOrEqual(requests)
  await desk.kill()
  const page = await desk.start()
  await new SyncPages(page).signInAgain(sandbox.token)
  const goOn = page.getByRole('button', { name: 'Continue' })
  await new SyncPages(page).open('Imports')
  if (await goOn.isVisible()) await goOn.click()
}

function isFromFile(email: string): boolean {
  return email.endsWith('@springs.example')
}

function writes(sandbox: SkuIoSandbox): number {
  return sandbox.requests.list().filter(({ method }) => method !== 'GET').length
}
