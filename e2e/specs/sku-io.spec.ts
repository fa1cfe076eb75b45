import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { saveTo } from '../import-list.ts'
import { ConnectionSettings } from '../pages/connection-settings.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import type { SkuIoSandbox } from '../sandbox/sku-io/server.ts'

// Undo has its own tests: here nobody needs to wait longer for what is sent after it.
test.use({ undoSeconds: 5 })

/** The writes so far, in the order of their arrival. */
function writes({ requests }: SkuIoSandbox): string[] {
  return requests
    .list()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${String(status)}`)
}

test('SKU.io from the first connection to signing out', async ({ desk }) => {
  test.setTimeout(240_000)
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 8)
  const { store, requests } = sandbox
  const stored = (email: string) => [...store.customers.values()].filter((each) => each.email === email)
  const select = async (found: number, ...numbers: number[]): Promise<void> => {
    await customers.search('Alice Springs', found)
    for (const number of numbers) {
      await customers
        .row(`Alice Springs 0000${String(number)}`)
        .getByRole('checkbox')
        .check()
    }
  }

  await test.step('the first sync brings everybody and sends nothing', async () => {
    await customers.search('', 8)
    expect(writes(sandbox)).toEqual([])
  })

  await test.step('offline, an edit, a new customer and a SKU mapping wait; online, each goes out once', async () => {
    await sandbox.down()
    await customers.open('Alice Springs 00001')
    await customers.change('Company', 'Edited Offline Ltd')
    await page.getByRole('tab', { name: /SKUs/ }).click()
    await page.getByRole('textbox', { name: 'Customer SKU' }).fill('AS-9')
    await page.getByRole('textbox', { name: 'Product id' }).fill('55')
    await page.getByRole('button', { name: 'Save mapping' }).click()
    await customers.add('Nora Offline', 'nora@offline.example')
    requests.reset()
    await sandbox.up()
    await sync.syncNow()
    await expect
      .poll(() => writes(sandbox).sort())
      .toEqual([
        ...['POST /api/customers 200', 'POST /api/customers/2/sku-mappings 200'],
        ...['PUT /api/customers/2 200'],
      ])
    await sync.inStep()
    expect(store.get(2).company).toBe('Edited Offline Ltd')
    expect(stored('nora@offline.example')).toHaveLength(1)
    await customers.open('Alice Springs 00001')
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'SKU AS-9: product' })).toContainText('55')
  })

  await test.step('what is changed at SKU.io arrives', async () => {
    store.updateCustomer(3, { phone: '+61 3 9555 1234' })
    await sync.syncNow()
    await customers.open('Alice Springs 00002')
    await expect(page.getByRole('textbox', { name: 'Phone', exact: true })).toHaveValue('+61 3 9555 1234')
  })

  await test.step('changed on both sides, a person decides', async () => {
    await sandbox.down()
    await customers.open('Alice Springs 00003')
    await customers.change('Company', 'Here Ltd')
    store.updateCustomer(4, { company: 'There Ltd' })
    await sandbox.up()
    await sync.syncNow()
    await expect(page.getByText(/1 record differs here and at SKU\.io/)).toBeVisible()
    expect(store.get(4).company).toBe('There Ltd')
    await customers.open('Alice Springs 00003')
    await new ConflictsPage(page).decideShown('Keep mine for Company: Here Ltd')
    // It is sent once it can be taken back no more.
    await expect.poll(() => store.get(4).company, { timeout: 60_000 }).toBe('Here Ltd')
  })

  await test.step('a refused edit says why in the words of SKU.io, and holds up nobody', async () => {
    await customers.open('Alice Springs 00004')
    await customers.change('E-mail', 'alice.1@springs.example')
    await customers.open('Alice Springs 00005')
    await customers.change('Company', 'Not Held Up Ltd')
    await expect.poll(() => store.get(6).company).toBe('Not Held Up Ltd')
    await customers.open('Alice Springs 00004')
    await expect(page.getByText('The email has already been taken.')).toBeVisible()
    expect(store.get(5).email).toBe('alice.4@springs.example')
    await sync.open('Sync')
    await page.getByRole('button', { name: 'Put right: E-mail: Alice Springs 00004' }).click()
    await expect(page.getByRole('textbox', { name: 'E-mail', exact: true })).toBeFocused()
    await customers.change('E-mail', 'alice.4@new.example')
    await expect.poll(() => store.get(5).email).toBe('alice.4@new.example')
  })

  await test.step('an edited address goes out as a new one, which is said before', async () => {
    await customers.open('Nora Offline')
    await page.getByRole('tab', { name: /Addresses/ }).click()
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Add an address' }).click()
    await dialog.getByRole('textbox', { name: 'Street' }).fill('18 Quay Road')
    await dialog.getByRole('button', { name: 'Add address' }).click()
    const streets = () =>
      store
        .get(stored('nora@offline.example')[0]?.id ?? 0)
        .addresses.map(({ address1 }) => address1)
        .sort()
    await expect.poll(streets).toEqual(['18 Quay Road'])
    await sync.inStep()
    await page.getByRole('button', { name: 'Actions for this address' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await expect(dialog.getByText(/This will be sent as a new one, and the old one stays/)).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Street' }).fill('20 Quay Road')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(streets).toEqual(['18 Quay Road', '20 Quay Road'])
    await expect(page.getByText('1 earlier address kept by SKU.io')).toBeVisible()
    await sync.inStep()
  })

  await test.step('several are archived by one call with their ids', async () => {
    requests.reset()
    await select(8, 5, 6)
    await page.getByRole('toolbar').getByRole('button', { name: 'Archive' }).click()
    await expect.poll(() => writes(sandbox)).toEqual(['PUT /api/customers/archive 200'])
    expect([6, 7].map((id) => store.get(id).archived_at !== null)).toEqual([true, true])
  })

  await test.step('several are deleted at once, but for the one that orders are linked to', async () => {
    store.linkToOrders(1, 'Has sales orders SO-1001')
    requests.reset()
    await select(6, 0, 2, 7)
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
    await expect
      .poll(() => [3, 8].map((id) => store.customers.has(id)), { timeout: 60_000 })
      .toEqual([false, false])
    expect(writes(sandbox).filter((line) => line.startsWith('DELETE'))).toEqual(['DELETE /api/customers 200'])
    await customers.open('Alice Springs 00000')
    await expect(page.getByText(/Has sales orders SO-1001/)).toBeVisible()
    expect(store.customers.has(1)).toBe(true)
    await sync.open('Sync')
    await page.getByRole('button', { name: 'Archive instead: Alice Springs 00000' }).click()
    await expect.poll(() => store.get(1).archived_at).not.toBeNull()
    await expect(page.getByText('Nothing needs you.')).toBeVisible()
  })

  await test.step('the saved log tells what happened, and neither secrets nor who it happened to', async () => {
    const file = join(desk.userData, 'saved-log.txt')
    await saveTo(desk.electron, file)
    await page.getByRole('button', { name: 'Save as a file' }).click()
    await expect(page.getByText('Saved as saved-log.txt.')).toBeVisible()
    const text = await readFile(file, 'utf8')
    expect(text).toContain('SKU.io did not accept it')
    expect(text).toContain('Differs here and at SKU.io')
    for (const hidden of [sandbox.token, 'Alice', 'Nora', '.example']) expect(text).not.toContain(hidden)
  })

  await test.step('signed out, everything stays here and nothing is sent any more', async () => {
    await new ConnectionSettings(page).disconnect()
    requests.reset()
    await customers.open('Alice Springs 00001')
    await customers.change('Phone', '111')
    expect(requests.count()).toBe(0)
    expect(store.get(2).phone).not.toBe('111')
  })

  await sandbox.close()
})
