import { expect, test } from '../fixtures.ts'
import { ConnectionSettings } from '../pages/connection-settings.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { WebhookSettings } from '../pages/webhook-settings.ts'
import { WooSettings } from '../pages/woo-settings.ts'
import { privateAuthority, privateCertificate } from '../sandbox/certificates/private-certificates.ts'
import { startWooSandbox, type WooSandbox, type WooSandboxOptions } from '../sandbox/woocommerce/server.ts'

// Undo has its own tests: here nobody needs to wait longer for what is sent after it.
test.use({ undoSeconds: 5 })

/** The two APIs: how a bulk call looks there, and what the person reads where an e-mail is taken. */
const STORES: readonly { name: string; options: WooSandboxOptions; bulk: string; emailTaken: string }[] = [
  {
    name: 'wc/v3',
    options: { legacy: 'absent' },
    bulk: 'POST /customers/batch 200',
    emailTaken: 'Email address is invalid',
  },
  {
    name: 'the legacy API',
    options: { modern: false, timezone: 'America/New_York' },
    bulk: 'POST /customers/bulk 200',
    emailTaken: 'another account there has the new one',
  },
]

const NAMES = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo']

/** A store with five customers, `Person Alpha` (user 2) to `Person Echo` (user 6). */
async function storeOfFive(options: WooSandboxOptions): Promise<WooSandbox> {
  const sandbox = await startWooSandbox(options)
  for (const name of NAMES) {
    const names = { first_name: 'Person', last_name: name }
    sandbox.store.createUser({
      ...{ email: `${name.toLowerCase()}@store.example`, ...names },
      billing: { ...names, city: 'Graz', country: 'AT', phone: '+43 1' },
    })
  }
  return sandbox
}

/** The writes so far, without what a retry or a test of the connection sends. */
function writes({ requests }: WooSandbox): string[] {
  return requests
    .list()
    .filter(({ method, body }) => method !== 'GET' && !/"(customers|create)":\[\]/.test(body ?? ''))
    .map(
      ({ method, path, status }) =>
        `${method} ${path.replace(/^\/(wp-json\/wc|wc-api)\/v3/, '')} ${String(status)}`,
    )
}

for (const { name, options, bulk, emailTaken } of STORES) {
  test(`a desk and a store by ${name}: from the first connection to signing out`, async ({ desk }) => {
    const sandbox = await storeOfFive(options)
    const { store } = sandbox
    const page = await desk.start()
    const sync = new SyncPages(page)
    const settings = new WooSettings(page)
    const customers = new CustomersPage(page)

    await test.step('wrong keys are told, right ones connect, and the first sync takes few requests', async () => {
      await settings.choose()
      await settings.fill({ ...sandbox, consumerSecret: 'cs_wrong' })
      await settings.refused('does not accept this sign-in')
      await settings.fill(sandbox)
      sandbox.requests.reset()
      await settings.connect()
      await sync.inStep()
      await customers.search('', 5)
      expect(writes(sandbox)).toEqual([])
      // Up to three of them are of Settings, which looks for the store and lists its hooks.
      expect(sandbox.requests.count()).toBeLessThanOrEqual(12)
    })

    await test.step('what is done offline waits, and goes out in bulk once the store is there again', async () => {
      await sandbox.down()
      await customers.open('Person Alpha')
      await customers.change('Company', 'First KG')
      await customers.open('Person Bravo')
      await customers.change('Phone', '+43 316 2')
      await customers.addNamed('Lena', 'Kraus', 'lena@store.example')
      await expect(page.getByRole('link', { name: /^Sync: (3 waiting|Offline)/ })).toBeVisible()
      sandbox.requests.reset()
      await sandbox.up()
      await sync.syncNow()
      await sync.inStep()
      expect(store.get(2).billing.company).toBe('First KG')
      expect(store.get(3).billing.phone).toBe('+43 316 2')
      expect(store.byEmail('lena@store.example')).toMatchObject([{ first_name: 'Lena', last_name: 'Kraus' }])
      expect(store.mails).toEqual(['lena@store.example'])
      expect(writes(sandbox).sort()).toEqual(['POST /customers 201', bulk].sort())
    })

    await test.step('a new customer whose e-mail the store knows is joined, and nobody gets a mail', async () => {
      const { id } = store.createUser({ email: 'mona@store.example', first_name: 'Mona' })
      await customers.addNamed('Mona', 'Moor', 'Mona@Store.example')
      await expect.poll(() => store.get(id).last_name).toBe('Moor')
      await sync.inStep()
      expect(store.byEmail('mona@store.example')).toHaveLength(1)
      expect(store.mails).toEqual(['lena@store.example'])
      store.deleteUser(id)
      await sync.syncNow()
      await customers.search('Mona', 0)
    })

    await test.step('what is edited in the store arrives', async () => {
      store.updateUser(4, { last_name: 'Renamed' })
      await sync.syncNow()
      await customers.search('Person Renamed', 1)
    })

    await test.step('an edit of the same field on both sides waits for a person', async () => {
      await sandbox.down()
      await customers.open('Person Delta')
      await customers.change('Company', 'Ours KG')
      store.updateUser(5, { billing: { company: 'Theirs KG' } })
      await sandbox.up()
      await sync.syncNow()
      await expect(page.getByRole('link', { name: /^Sync: 1 needs you/i })).toBeVisible({ timeout: 60_000 })
      expect(store.get(5).billing.company).toBe('Theirs KG')
    })

    await test.step('a refusal is told in words, and holds up nobody else', async () => {
      await customers.open('Person Echo')
      await customers.change('E-mail', 'charlie@store.example')
      await customers.open('Person Bravo')
      await customers.change('Company', 'Second KG')
      await expect.poll(() => store.get(3).billing.company).toBe('Second KG')
      await sync.open('Sync')
      await expect(page.getByText(emailTaken).first()).toBeVisible()
      expect(store.get(6).email).toBe('echo@store.example')
    })

    await test.step('what the store tells by itself arrives at once, and a deletion too', async () => {
      await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
      const webhooks = new WebhookSettings(page)
      const address = await webhooks.listen()
      for (const topic of ['made', 'deleted'] as const) await webhooks.add(topic, address)
      const { id } = store.createUser({
        email: 'told@store.example',
        first_name: 'Told',
        last_name: 'At Once',
      })
      await customers.search('told at once', 1)
      store.deleteUser(id)
      await customers.search('told at once', 0)
      expect(sandbox.webhooks.deliveries.map(({ what, status }) => `${what} ${String(status)}`)).toEqual([
        ...['ping 200', 'ping 200', 'customer.created 204', 'customer.deleted 204'],
      ])
    })

    await test.step('keys that are taken back are asked for again', async () => {
      sandbox.keys.revoke(sandbox.consumerKey)
      await customers.open('Person Alpha')
      await customers.change('Company', 'Kept KG')
      await expect(page.getByText('no longer accepts the API keys')).toBeVisible()
      const renewed = sandbox.keys.issue({ consumerKey: 'ck_renewed', consumerSecret: 'cs_renewed' })
      await settings.signInAgain(renewed)
      await expect.poll(() => store.get(2).billing.company).toBe('Kept KG')
    })

    await test.step('signed out, everything stays here and nothing is sent any more', async () => {
      await new ConnectionSettings(page).disconnect()
      sandbox.requests.reset()
      await customers.open('Person Bravo')
      await customers.change('Company', 'Only Here KG')
      await customers.search('', 6)
      expect(sandbox.requests.count()).toBe(0)
    })

    await sandbox.close()
  })
}

test('a store with a certificate of a private authority is spoken to once that is trusted', async ({
  desk,
}) => {
  const sandbox = await storeOfFive({ certificate: privateCertificate() })
  const page = await desk.start()
  const settings = new WooSettings(page)
  await settings.choose()
  await settings.fill(sandbox)
  await settings.refused('does not trust the certificate')
  expect(sandbox.requests.count()).toBe(0)
  await settings.trust(privateAuthority())
  await settings.connect()
  await new SyncPages(page).inStep()
  const customers = new CustomersPage(page)
  await customers.open('Person Alpha')
  await customers.change('Company', 'Safe KG')
  await expect.poll(() => sandbox.store.get(2).billing.company).toBe('Safe KG')
  expect(sandbox.requests.list().some(({ query }) => query.includes('oauth_'))).toBe(false)
  await sandbox.close()
})

for (const { name, options } of STORES) {
  test(`a store of plain permalinks is spoken to by its query: ${name}`, async ({ desk }) => {
    const sandbox = await storeOfFive({ ...options, permalinks: 'plain' })
    const page = await desk.start()
    const settings = new WooSettings(page)
    await settings.choose()
    await settings.fill(sandbox)
    await settings.connect()
    await new SyncPages(page).inStep()
    const customers = new CustomersPage(page)
    await customers.open('Person Alpha')
    await customers.change('Company', 'Plain KG')
    await expect.poll(() => sandbox.store.get(2).billing.company).toBe('Plain KG')
    await sandbox.close()
  })
}
