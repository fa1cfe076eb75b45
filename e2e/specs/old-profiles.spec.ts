import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '../fixtures.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { keptProfiles, moveRemote, REMOTE_FILE, restoreProfile } from '../profiles/kept-profiles.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'

/** The one that this version writes itself. */
const NEWEST = 'import-batches-v2'

/** The data folders of earlier versions, as e2e/profiles/keep-profile.ts made them. */
for (const name of keptProfiles()) {
  test(`the data of an earlier version, ${name}, opens with everything in it and goes on`, async ({
    desk,
  }) => {
    await restoreProfile(name, desk.userData)
    const sandbox = await startSkuIoSandbox({ listRows: 'full', file: join(desk.userData, REMOTE_FILE) })
    await moveRemote(desk.userData, sandbox.baseUrl)
    const writes = (): string[] =>
      sandbox.requests
        .list()
        .filter(({ method }) => method !== 'GET')
        .map(({ method }) => method)
        .sort()
    const page = await desk.start()
    const customers = new CustomersPage(page)
    const sync = new SyncPages(page)

    await test.step('customers, SKU mappings, imports and the history are there', async () => {
      await customers.search('', 13)
      expect(new Set(await storedEmails(page)).size).toBe(13)
      await customers.open('Alice Springs 00011')
      await expect(page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue(
        'Edited Before Ltd',
      )
      await page.getByRole('tab', { name: 'History' }).click()
      await expect(page.getByText('Edited Before Ltd').first()).toBeVisible()
      await sync.open('SKU mappings')
      await expect(page.getByText('OLD-SKU-1')).toBeVisible()
      await sync.open('Imports')
      await expect(page.getByText('customers.csv').first()).toBeVisible()
    })

    await test.step('a backup was made before anything was brought up to date, and only then', async () => {
      const made = await readdir(join(desk.userData, 'backups'), { recursive: true }).catch(() => [])
      const before = made.filter((file) => file.endsWith('.before-migration.deskbackup'))
      expect(before).toHaveLength(name === NEWEST ? 0 : 1)
      for (const file of before) {
        const text = gunzipSync(await readFile(join(desk.userData, 'backups', file))).toString('utf8')
        expect(text).toContain('Edited Before Ltd')
        // As it was stored, not as it is now.
        expect(text).toMatch(/"collection":"importBatches","version":[01],/)
      }
    })

    await test.step('what waited still waits, and the conflict is to be decided', async () => {
      await sync.open('Sync')
      await expect(page.getByText('Alice Springs 00003').first()).toBeVisible()
      await expect(page.getByText('Nora Offline').first()).toBeVisible()
      const conflicts = new ConflictsPage(page)
      await conflicts.open(1)
      const versions = conflicts.versions('Alice Springs 00005')
      await expect(versions.getByText('+61 3 9666 0005')).toBeVisible()
      await expect(versions.getByText('+49 30 555 0005')).toBeVisible()
      expect(writes()).toEqual([])
    })

    await test.step('signed in again, it is sent exactly once', async () => {
      await sync.open('Sync')
      await sync.signInAgain(sandbox.token)
      await page.getByRole('button', { name: 'Resume' }).click()
      await expect.poll(writes, { timeout: 60_000 }).toEqual(['POST', 'PUT'])
      await sync.syncNow()
      await expect.poll(() => sandbox.store.get(4).company).toBe('Edited Offline Ltd')
      await customers.search('', 13)
      expect(writes()).toEqual(['POST', 'PUT'])
      expect(sandbox.store.customers.size).toBe(13)
    })

    await sandbox.close()
  })
}
