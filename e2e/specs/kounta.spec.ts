import { expect, test } from '../fixtures.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { KountaSettings, withBrowser } from '../pages/kounta-settings.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { WebhookSettings } from '../pages/webhook-settings.ts'
import type { StoredCustomer } from '../sandbox/kounta/customer-record.ts'
import { startKountaSandbox, type KountaSandbox } from '../sandbox/kounta/server.ts'

// Undo has its own tests: here nobody needs to wait longer for what is sent after it.
test.use({ undoSeconds: 5 })

const STAFF = 'point-of-sale'

/** A name that no number and no other name contains: "Priya Qab" is the second. */
const personName = (number: number): string => `Priya ${lastName(number)}`
const lastName = (number: number): string =>
  `Q${String.fromCharCode(97 + Math.floor((number - 1) / 26), 97 + ((number - 1) % 26))}`

/** People whom staff have entered at the till, each with a mobile of their own. */
function enterPeople(sandbox: KountaSandbox, count: number): StoredCustomer[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, '0')
    return sandbox.store.create(
      {
        ...{ first_name: 'Priya', last_name: lastName(index + 1), email: `priya${number}@x.example` },
        mobile: `04120001${number}`,
        primary_address: {
          ...{ lines: [`${number} Swan Lane`], city: 'Fremantle', zone: 'WA' },
          ...{ postal_code: '6160', country: 'AU' },
        },
      },
      STAFF,
    )
  })
}

test('Kounta by a sign-in: first sync, offline edits, conflict, refusal, told at once, signed out', async ({
  desk,
}) => {
  test.setTimeout(300_000)
  const sandbox = await startKountaSandbox()
  const people = enterPeople(sandbox, 30)
  const id = (number: number): number => people[number - 1]?.id ?? 0
  const stored = (email: string) =>
    [...sandbox.store.customers.values()].filter((each) => each.email === email)
  const page = await desk.start()
  await withBrowser(desk.electron)
  const customers = new CustomersPage(page)
  const settings = new KountaSettings(page)
  const sync = new SyncPages(page)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })

  await test.step('a refused sign-in says so, a granted one connects', async () => {
    sandbox.behaviour.signIn = 'refuse'
    await settings.fill(sandbox)
    await settings.signIn()
    await expect(settings.section.getByRole('alert')).toContainText('You are not signed in')
    sandbox.behaviour.signIn = 'allow'
    await settings.signIn()
    await settings.connected()
    await sync.inStep()
  })

  await test.step('the first sync reads the list, and then each customer', async () => {
    await customers.search('priya', 30)
    await expect
      .poll(() => sandbox.requests.count({ path: '/v1/companies/5678/customers/*' }), { timeout: 60_000 })
      .toBe(30)
    await customers.open(personName(7))
    await expect(field('Mobile')).toHaveValue('0412000107')
    expect(sandbox.requests.count({ path: '/v1/companies/5678/customers', method: 'GET' })).toBe(2)
    expect(sandbox.requests.count({ status: 429 })).toBe(0)
  })

  await test.step('what is written offline goes out when Kounta is back, a lost answer makes no second customer', async () => {
    await sandbox.down()
    await customers.open(personName(3))
    await customers.change('Phone', '08 9335 1111')
    await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('button', { name: 'New customer' }).first().click()
    await field('First name').fill('Nora')
    await field('Last name').fill('Offline')
    await field('E-mail').fill('nora@offline.example')
    await page.getByRole('button', { name: 'Add customer' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Nora Offline' })).toBeVisible()
    sandbox.faults.add({ fault: { kind: 'cut-after' }, method: 'POST', path: '/v1/companies/**', times: 1 })
    await sandbox.up()
    await sync.syncNow()
    await expect.poll(() => stored('nora@offline.example').length, { timeout: 60_000 }).toBe(1)
    await expect.poll(() => sandbox.store.get(id(3)).phone, { timeout: 60_000 }).toBe('08 9335 1111')
    await sync.inStep()
    expect(stored('nora@offline.example')).toHaveLength(1)
    const [nora] = stored('nora@offline.example')
    expect(nora?.references[sandbox.clientId]).toMatch(/^[0-9a-f-]{36}$/)
  })

  await test.step('an expired token is renewed by itself', async () => {
    sandbox.access.expireAccess()
    sandbox.requests.reset()
    await customers.open(personName(4))
    await customers.change('Phone', '08 9335 2222')
    await expect.poll(() => sandbox.store.get(id(4)).phone, { timeout: 60_000 }).toBe('08 9335 2222')
    expect(sandbox.requests.count({ path: '/v1/token' })).toBe(1)
  })

  await test.step('an edit at the till arrives where it is looked at', async () => {
    sandbox.store.update(id(5), { phone: '08 9335 3333' }, STAFF)
    await customers.open(personName(5))
    await expect(field('Phone')).toHaveValue('08 9335 3333', { timeout: 60_000 })
  })

  await test.step('what was bought is read when somebody looks, and stays to be read offline', async () => {
    sandbox.store.addOrder(id(5), {
      status: 'COMPLETE',
      total: 12.5,
      created_at: '2026-10-03T09:00:00+08:00',
    })
    await page.getByRole('tab', { name: 'Orders' }).click()
    const orders = page.getByRole('table', { name: 'Orders' })
    await expect(orders).toContainText('COMPLETE')
    await sandbox.down()
    await page.getByRole('button', { name: 'Read again' }).click()
    await expect(page.getByText('It could not be read just now. What is shown may be older.')).toBeVisible()
    await expect(orders).toContainText('COMPLETE')
    await sandbox.up()
  })

  await test.step('the same field on both sides is a conflict that a person decides', async () => {
    await sandbox.down()
    await customers.open(personName(6))
    await customers.change('Phone', '1111')
    sandbox.store.update(id(6), { phone: '2222' }, STAFF)
    await sandbox.up()
    await sync.syncNow()
    await expect(page.getByText(/1 record differs here and at Kounta/)).toBeVisible({ timeout: 60_000 })
    expect(sandbox.store.get(id(6)).phone).toBe('2222')
    await customers.open(personName(6))
    await new ConflictsPage(page).decideShown('Keep mine for Phone: 1111')
    await expect.poll(() => sandbox.store.get(id(6)).phone, { timeout: 60_000 }).toBe('1111')
  })

  await test.step('a mobile that somebody else has: found by its redirect, in the real Electron', async () => {
    sandbox.requests.reset()
    await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('button', { name: 'New customer' }).first().click()
    await field('First name').fill('Twin')
    await field('Mobile').fill('0412000108')
    await page.getByRole('button', { name: 'Add customer' }).click()
    await expect
      .poll(() => sandbox.requests.list({ status: 302 }).map(({ query }) => query), { timeout: 60_000 })
      .toEqual(['?mobile=0412000108'])
    await sync.open('Sync')
    await expect(
      page.getByRole('list', { name: 'Needs you' }).getByRole('button', { name: 'Twin', exact: true }),
    ).toBeVisible({ timeout: 60_000 })
    expect([...sandbox.store.customers.values()].filter(({ first_name }) => first_name === 'Twin')).toEqual(
      [],
    )
  })

  await test.step('a refused change says why and stays here', async () => {
    await customers.open(personName(9))
    await customers.change('Mobile', '0412000110')
    await sync.open('Sync')
    await expect(page.getByText(/mobile is already in use/).first()).toBeVisible({ timeout: 60_000 })
    expect(sandbox.store.get(id(9)).mobile).toBe('0412000109')
  })

  await test.step('what Kounta tells by itself arrives at once, and a deletion too', async () => {
    await settings.open()
    const webhooks = new WebhookSettings(page)
    const address = await webhooks.listen()
    for (const topic of ['changed', 'deleted'] as const) await webhooks.add(topic, address)
    await customers.search('priya', 30)
    sandbox.store.delete(id(11))
    sandbox.store.update(id(12), { last_name: 'Told At Once' }, STAFF)
    await customers.search('told at once', 1)
    await customers.search('priya', 29)
    expect(sandbox.webhooks.deliveries.map(({ status }) => status)).toEqual([204, 204])
  })

  await test.step('taken back at Kounta: work goes on here, and out after signing in again', async () => {
    sandbox.access.revokeAll()
    await customers.open(personName(13))
    await customers.change('Phone', '08 9335 4444')
    await expect(page.getByText('Kounta no longer accepts the sign-in')).toBeVisible({ timeout: 60_000 })
    expect(sandbox.store.get(id(13)).phone).toBeNull()
    sandbox.behaviour.signIn = 'refuse'
    await page.getByRole('button', { name: 'Sign in with Kounta' }).click()
    await expect(page.getByText('Kounta did not let the app in.')).toBeVisible()
    sandbox.behaviour.signIn = 'allow'
    await page.getByRole('button', { name: 'Sign in with Kounta' }).click()
    await expect.poll(() => sandbox.store.get(id(13)).phone, { timeout: 60_000 }).toBe('08 9335 4444')
    await expect(page.getByText('Kounta no longer accepts the sign-in')).toBeHidden()
  })

  expect(sandbox.requests.count({ status: 429 })).toBe(0)
  await sandbox.close()
})

test('Kounta by the application alone: connect, first sync within 60 requests a minute, disconnect', async ({
  desk,
}) => {
  test.setTimeout(180_000)
  const sandbox = await startKountaSandbox()
  enterPeople(sandbox, 8)
  const page = await desk.start()
  const settings = new KountaSettings(page)
  await settings.connectByBasic(sandbox)
  await new SyncPages(page).inStep()
  const customers = new CustomersPage(page)
  await customers.open(personName(8))
  await expect(page.getByRole('textbox', { name: 'Mobile', exact: true })).toHaveValue('0412000108', {
    timeout: 60_000,
  })
  await customers.change('Phone', '08 9335 5555')
  await expect
    .poll(() => [...sandbox.store.customers.values()].some(({ phone }) => phone === '08 9335 5555'), {
      timeout: 60_000,
    })
    .toBe(true)
  // Nobody offers to delete what Kounta does not delete.
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Archive' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeHidden()
  await expect(page.getByText('Kounta deletes no customers for other programs.')).toBeVisible()
  await page.keyboard.press('Escape')
  await settings.open()
  await settings.section.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(settings.section.getByRole('button', { name: 'Disconnect' })).toBeHidden()
  await customers.search('priya', 8)
  expect(sandbox.requests.count({ status: 429 })).toBe(0)
  await sandbox.close()
})
