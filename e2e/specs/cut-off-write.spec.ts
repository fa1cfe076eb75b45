import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { restoreProfile } from '../profiles/kept-profiles.ts'

test('a write that a kill has cut off costs nothing, neither at the next start nor at the one after', async ({
  desk,
}) => {
  await restoreProfile('import-batches-v2', desk.userData)
  const folder = join(desk.userData, 'IndexedDB/app_desk_0.indexeddb.leveldb')
  const log = (await readdir(folder)).find((name) => name.endsWith('.log')) ?? ''
  // Begins a record of 5,000 bytes, of which 100 are there: as a process leaves it that is killed while it writes.
  const begun = Buffer.from([1, 2, 3, 4, 5000 & 255, 5000 >> 8, 1])
  await appendFile(join(folder, log), Buffer.concat([begun, Buffer.alloc(100, 7)]))
  let customers = new CustomersPage(await desk.start())
  await customers.search('', 13)
  await customers.open('Alice Springs 00008')
  await customers.change('Company', 'After The Kill Ltd')
  await desk.quit()

  const page = await desk.start()
  customers = new CustomersPage(page)
  await customers.search('', 13)
  await customers.open('Alice Springs 00008')
  await expect(page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue('After The Kill Ltd')
})
