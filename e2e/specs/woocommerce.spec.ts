import { expect, test } from '../fixtures.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { WooSettings } from '../pages/woo-settings.ts'
import { privateAuthority, privateCertificate } from '../sandbox/certificates/private-certificates.ts'
import { startWooSandbox, type WooSandbox, type WooSandboxOptions } from '../sandbox/woocommerce/server.ts'

const STORES: readonly [string, WooSandboxOptions][] = [
  ['wc/v3', { legacy: 'absent' }],
  ['the legacy API', { modern: false, timezone: 'America/New_York' }],
]

/** A store with five customers, `Person 1` to `Person 5`. */
async function storeOfFive(options: WooSandboxOptions): Promise<WooSandbox> {
  const sandbox = await startWooSandbox(options)
  for (let number = 1; number <= 5; number += 1) {
    sandbox.store.createUser({
      ...{ email: `person${String(number)}@store.example`, first_name: 'Person', last_name: String(number) },
      billing: {
        first_name: 'Person',
        last_name: String(number),
        city: 'Graz',
        country: 'AT',
        phone: '+43 1',
      },
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

for (const [name, options] of STORES) {
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
      expect(sandbox.requests.count()).toBeLessThanOrEqual(8)
    })

    await test.step('what is done offline waits, and goes out in bulk once the store is there again', async () => {
      await sandbox.down()
      await customers.open('Person 1')
      await customers.change('Company', 'First KG')
      await customers.open('Person 2')
      await customers.change('Phone', '+43 316 2')
      await customers.add('Lena Kraus', 'lena@store.example')
      await expect(page.getByRole('link', { name: /^Sync: (3 waiting|Offline)/ })).toBeVisible()
      sandbox.requests.reset()
      await sandbox.up()
      await sync.syncNow()
      await sync.inStep()
      expect(store.get(2).billing.company).toBe('First KG')
      expect(store.get(3).billing.phone).toBe('+43 316 2')
      expect(store.byEmail('lena@store.example')).toMatchObject([{ first_name: 'Lena', last_name: 'Kraus' }])
      expect(store.mails).toEqual(['lena@store.example'])
      const bulk = name === 'wc/v3' ? 'POST /customers/batch 200' : 'POST /customers/bulk 200'
      expect(writes(sandbox).sort()).toEqual(['POST /customers 201', bulk].sort())
    })

    await test.step('what is edited in the store arrives', async () => {
      store.updateUser(4, { last_name: 'Renamed' })
      await sync.syncNow()
      await customers.search('Person Renamed', 1)
    })

    await test.step('an edit of the same field on both sides waits for a person', async () => {
      await sandbox.down()
      await customers.open('Person 4')
      await customers.change('Company', 'Ours KG')
      store.updateUser(5, { billing: { company: 'Theirs KG' } })
      await sandbox.up()
      await sync.syncNow()
      await expect(page.getByRole('link', { name: /^Sync: 1 needs you/i })).toBeVisible({ timeout: 60_000 })
      expect(store.get(5).billing.company).toBe('Theirs KG')
    })

    await test.step('a refusal is told in words, and holds up nobody else', async () => {
      await customers.open('Person 5')
      await customers.change('E-mail', 'person1@store.example')
      await customers.open('Person 2')
      await customers.change('Company', 'Second KG')
      await expect.poll(() => store.get(3).billing.company).toBe('Second KG')
      await sync.open('Sync')
      const words = name === 'wc/v3' ? 'Email address is invalid' : 'another account there has the new one'
      await expect(page.getByText(words).first()).toBeVisible()
      expect(store.get(6).email).toBe('person5@store.example')
    })

    await test.step('keys that are taken back are asked for again', async () => {
      sandbox.keys.revoke(sandbox.consumerKey)
      await customers.open('Person 1')
      await customers.change('Company', 'Kept KG')
      await expect(page.getByText('no longer accepts the API keys')).toBeVisible()
      const renewed = sandbox.keys.issue({ consumerKey: 'ck_renewed', consumerSecret: 'cs_renewed' })
      await settings.signInAgain(renewed)
      await expect.poll(() => store.get(2).billing.company).toBe('Kept KG')
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
  await settings.refused(/certificate/i)
  expect(sandbox.requests.count()).toBe(0)
  await settings.trust(privateAuthority())
  await settings.connect()
  await new SyncPages(page).inStep()
  const customers = new CustomersPage(page)
  await customers.open('Person 1')
  await customers.change('Company', 'Safe KG')
  await expect.poll(() => sandbox.store.get(2).billing.company).toBe('Safe KG')
  expect(sandbox.requests.list().some(({ query }) => query.includes('oauth_'))).toBe(false)
  await sandbox.close()
})
