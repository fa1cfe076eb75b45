import { expect, test } from '../fixtures.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import { ConnectionSettings } from '../pages/connection-settings.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startOfnSandbox, type OfnSandbox } from '../sandbox/open-food-network/server.ts'

// Undo has its own tests: here nobody needs to wait longer for what is sent after it.
test.use({ undoSeconds: 5 })

const REMOTE = 'Open Food Network'

/** The writes so far, without those that met a fault, in the order of their arrival. */
function writes({ requests }: OfnSandbox): string[] {
  return requests
    .list()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${String(status)}`)
}

test('an Open Food Network from the first connection to signing out', async ({ desk }) => {
  const sandbox = await startOfnSandbox({ customers: 250 })
  const { store, requests, token } = sandbox
  const tilly = store.create({
    ...{ enterprise_id: 2, email: 'tilly@example.net', first_name: 'Tilly', last_name: 'Ng' },
    billing_address: {
      ...{ first_name: 'Tilly', last_name: 'Ng', street_address_1: 'PO Box 77', street_address_2: '' },
      ...{ locality: 'Carlton', postal_code: '3053', phone: '1', latitude: null, longitude: null },
      ...{ region: { code: 'Vic', name: 'Victoria' }, country: { code: 'AU', name: 'Australia' } },
    },
  })
  const page = await desk.start()
  const sync = new SyncPages(page)
  const customers = new CustomersPage(page)

  await test.step('an empty list proves nothing, and is said to', async () => {
    await sync.fillConnection(REMOTE, sandbox.baseUrl, { 'API key': token, 'Enterprise number': '5' })
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText('Nothing proves yet that this is right')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Connect anyway' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Disconnect' })).toBeHidden()
  })

  await test.step('the first reading takes one request for each hundred', async () => {
    await page.getByLabel('Enterprise number').fill('2')
    requests.reset()
    await sync.connectAsFilled()
    await expect(page.getByText(`Fern & Field at ${sandbox.baseUrl}`)).toBeVisible()
    await sync.inStep()
    await customers.search('', 251)
    const pages = requests.list({ method: 'GET' }).filter(({ query }) => query.includes('per_page=100'))
    expect(pages.length).toBeLessThanOrEqual(6) // once for the first connection, once for what has changed since
    expect(writes(sandbox)).toEqual([])
  })

  await test.step('what is billed to is theirs alone, and nothing offers what they cannot do', async () => {
    await customers.open('Tilly Ng')
    await page.getByRole('tab', { name: /Addresses/ }).click()
    await expect(page.getByText(`Only ${REMOTE} can change this address.`)).toBeVisible()
    await page.getByRole('button', { name: 'Actions for this address' }).click()
    await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeHidden()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Profile' }).click()
  })

  await test.step('offline, an edit and a new customer wait; online, each goes out once', async () => {
    await sandbox.down()
    await customers.change('Last name', 'Ng-Reid')
    await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('button', { name: 'New customer' }).first().click()
    await page.getByRole('textbox', { name: 'First name', exact: true }).first().fill('Nina')
    await page.getByRole('textbox', { name: 'Last name', exact: true }).first().fill('New')
    await page.getByRole('button', { name: 'Add customer' }).click()
    await expect(page.getByText(`Needed by ${REMOTE}`)).toBeVisible()
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill('Nina@New.example')
    await page.getByRole('button', { name: 'Add customer' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Nina New' })).toBeVisible()
    expect(writes(sandbox)).toEqual([])

    requests.reset()
    await sandbox.up()
    await sync.syncNow()
    await expect
      .poll(() => writes(sandbox).sort())
      .toEqual(['POST /api/v1/customers 201', `PUT /api/v1/customers/${String(tilly.id)} 200`])
    await sync.inStep()
    expect(store.get(tilly.id).last_name).toBe('Ng-Reid')
    expect([...store.customers.values()].at(-1)).toMatchObject({
      ...{ first_name: 'Nina', last_name: 'New', email: 'nina@new.example' },
    })
  })

  await test.step('a new customer whose e-mail is known there is joined, and overwrites nothing', async () => {
    const zoya = store.create({ enterprise_id: 2, email: 'zoya@example.net', first_name: 'Zoya', code: 'Z1' })
    requests.reset()
    await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('button', { name: 'New customer' }).first().click()
    await page.getByRole('textbox', { name: 'First name', exact: true }).first().fill('Zoya')
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill('Zoya@example.net')
    await page.getByRole('button', { name: 'Add customer' }).click()
    await expect(page.getByRole('textbox', { name: 'Code', exact: true })).toHaveValue('Z1')
    expect(writes(sandbox)).toEqual([])
    expect(store.get(zoya.id).code).toBe('Z1')
  })

  await test.step('what is changed there arrives', async () => {
    store.update(tilly.id, { first_name: 'Matilda' })
    await sync.syncNow()
    await sync.inStep()
    await customers.open('Matilda Ng-Reid')
  })

  await test.step('changed on both sides, a person decides', async () => {
    await sandbox.down()
    await customers.change('Last name', 'Here')
    store.update(tilly.id, { last_name: 'There' })
    await sandbox.up()
    await sync.syncNow()
    await expect(page.getByRole('link', { name: /^Sync: .*need/ })).toBeVisible()
    expect(store.get(tilly.id).last_name).toBe('There')
    await customers.search('Matilda', 1)
    await customers.row('Matilda Here').click()
    await new ConflictsPage(page).decideShown('Keep mine for Last name: Here')
    await expect.poll(() => store.get(tilly.id).last_name, { timeout: 60_000 }).toBe('Here')
    await customers.open('Matilda Here')
  })

  await test.step('a refusal is said in their words, keeps the edit, and goes once it is put right', async () => {
    await customers.change('Code', 'Z1')
    await expect(page.getByText('Code has already been taken')).toBeVisible()
    expect(store.get(tilly.id).code).toBeNull()
    await customers.change('Code', 'T1')
    await expect.poll(() => store.get(tilly.id).code).toBe('T1')
    await sync.open('Sync')
    await sync.inStep()
  })

  await test.step('an address without a region they know is taken back, and can be put right', async () => {
    await customers.open('Matilda Here')
    await page.getByRole('tab', { name: /Addresses/ }).click()
    await page.getByRole('button', { name: 'Add an address' }).click()
    const dialog = page.getByRole('dialog')
    const fill = (label: string, value: string): Promise<void> =>
      dialog.getByRole('textbox', { name: label, exact: true }).fill(value)
    await fill('Street', 'Hauptstr. 1')
    await fill('City', 'Bremen')
    await dialog.getByRole('combobox', { name: 'Country' }).fill('Germany')
    await page.getByRole('option', { name: 'Germany' }).click()
    await dialog.getByRole('checkbox', { name: 'Ship here' }).check()
    await dialog.getByRole('button', { name: 'Add address' }).click()
    await expect(dialog.getByText(`Needed by ${REMOTE}`).first()).toBeVisible()
    await fill('Postcode', '28195')
    await fill('Phone', '+49 421 555 0100')
    await fill('State or region', 'Nowhere')
    await dialog.getByRole('button', { name: 'Add address' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(`${REMOTE} does not know the region`)).toBeVisible()
    expect(store.get(tilly.id).shipping_address).toBeNull()
  })

  await test.step('a key that is taken away: what waits is kept, and goes out with a new one', async () => {
    sandbox.keys.clear()
    await page.getByRole('tab', { name: 'Profile' }).click()
    await customers.change('Code', 'T2')
    await expect(page.getByText(`${REMOTE} no longer accepts the API key`)).toBeVisible()
    expect(store.get(tilly.id).code).toBe('T1')
    sandbox.keys.set('renewed-key', { manages: new Set([2]) })
    await sync.signInAgain('renewed-key', 'API key')
    await expect.poll(() => store.get(tilly.id).code).toBe('T2')
  })

  await test.step('signed out, everything stays here and nothing is sent any more', async () => {
    await new ConnectionSettings(page).disconnect()
    requests.reset()
    await customers.open('Matilda Here')
    await customers.change('Code', 'T3')
    expect(requests.count()).toBe(0)
    expect(store.get(tilly.id).code).toBe('T2')
  })

  await sandbox.close()
})
