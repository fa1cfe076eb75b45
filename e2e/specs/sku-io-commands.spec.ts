import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { WOO_COMMERCE_INSTANCE } from '../sandbox/sku-io/catalogue.ts'

test('credits pay orders, offline and online, and an answer that is lost is asked about', async ({
  desk,
}) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 5)
  const { sales } = sandbox.store
  const at = Date.UTC(2026, 9, 1) / 1000
  sales.addCredit({ customer_id: 2, total: 100_00, credited_at: at })
  const first = sales.addOrder({ customer_id: 2, total: 70_00, paid: 0, ordered_at: at }, 1)
  const second = sales.addOrder({ customer_id: 2, total: 50_00, paid: 0, ordered_at: at + 86_400 }, 0)
  const paid = (): number[] => [sales.paidOf(first), sales.paidOf(second)]
  const allocations = (): string[] =>
    sandbox.requests
      .list()
      .filter(({ path }) => path.includes('/allocat'))
      .map(({ method, status }) => `${method} ${String(status)}`)

  await customers.open('Alice Springs 00001')
  await page.getByRole('tab', { name: 'Orders' }).click()
  const credits = page.getByRole('table', { name: 'Open sales credits' })
  await expect(credits).toContainText('100.00')
  await expect(page.getByRole('table', { name: 'Unpaid orders' }).getByRole('row')).toHaveCount(3)

  await test.step('offline: the command waits, and goes out by itself', async () => {
    await sandbox.down()
    await sync.syncNow()
    await expect(page.getByText(/cannot be reached/).first()).toBeVisible()
    await sync.open('Customers')
    await customers.open('Alice Springs 00001')
    await page.getByRole('tab', { name: 'Orders' }).click()
    await page.getByRole('button', { name: /^Allocate credit/ }).click()
    await page.getByRole('button', { name: 'Oldest orders first' }).click()
    await page.getByRole('button', { name: 'Allocate 100.00' }).click()
    await expect(page.getByText('Waits to be run')).toBeVisible()
    await sandbox.up()
    await sync.syncNow()
    await expect.poll(allocations).toEqual(['POST 200'])
    await sync.inStep()
  })

  expect(paid()).toEqual([70_00, 30_00])

  await test.step('a lost answer waits for a person', async () => {
    sales.addCredit({ customer_id: 2, total: 20_00, credited_at: at })
    sandbox.faults.add({
      fault: { kind: 'cut-after' },
      method: 'POST',
      path: '/api/customers/*/sales-credits/*/allocate',
      times: 1,
    })
    await sync.open('Customers')
    await customers.open('Alice Springs 00001')
    await page.getByRole('tab', { name: 'Orders' }).click()
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByRole('button', { name: /^Allocate credit/ }).click()
    await page.getByRole('textbox', { name: /^Amount for order/ }).fill('12.50')
    await page.getByRole('button', { name: 'Allocate 12.50' }).click()
    const line = page.getByRole('listitem', { name: /^Allocate 12\.50/ })
    await expect(line).toContainText('the answer was lost')
    await expect(page.getByRole('table', { name: 'Unpaid orders' })).toContainText('7.50')
    await line.getByRole('button', { name: 'It was done' }).click()
    await expect(line).toContainText('Done')
    await sync.inStep()
  })

  expect(allocations()).toHaveLength(2)
  expect(paid()).toEqual([70_00, 42_50])
  await sandbox.close()
})

test('Starshipit and a shop of SKU.io are commanded from the Sync page', async ({ desk }) => {
  const { sandbox, page, sync } = await connectToSandbox(desk, 5)
  const { sales, shops } = sandbox.store
  const order = sales.addOrder({ customer_id: 2, total: 70_00, paid: 70_00, ordered_at: 1 }, 1)
  const [parcel] = sales.fulfillmentsOf(order)
  shops.add(WOO_COMMERCE_INSTANCE, 'Shop Person', 'shop@person.example')
  await sync.open('Sync')
  const at = page.getByRole('region', { name: 'At SKU.io' })
  await at.getByRole('button', { name: 'Submit orders' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Submit orders' }).click()
  const commands = page.getByRole('list', { name: 'Commands' })
  await expect(commands.getByRole('listitem', { name: 'Submit orders to Starshipit' })).not.toContainText(
    'Waits',
  )
  expect(sales.submissions).toBe(1)
  await at.getByRole('textbox', { name: 'Fulfilment number' }).fill(String(parcel?.id))
  await at.getByRole('button', { name: 'Show' }).click()
  await expect(at.getByText(/SO-/)).toBeVisible()
  await at.getByRole('textbox', { name: 'Fulfilment number' }).fill('99999')
  await at.getByRole('button', { name: 'Show' }).click()
  await expect(at.getByText('Starshipit has no order for fulfilment 99999.')).toBeVisible()
  await expect(at.getByText(/SO-/)).toBeHidden()

  const instance = at.getByRole('textbox', { name: 'Integration number' })
  await instance.fill('77')
  await at.getByRole('button', { name: 'List customers' }).click()
  await expect(at.getByText('SKU.io has no integration 77.')).toBeVisible()
  await instance.fill(String(WOO_COMMERCE_INSTANCE))
  await at.getByRole('button', { name: 'Read anew' }).click()
  await expect(
    commands.getByRole('listitem', { name: /^Read the customers of integration/ }),
  ).not.toContainText('Waits')
  await expect(async () => {
    await at.getByRole('button', { name: 'List customers' }).click()
    await expect(at.getByRole('cell', { name: 'shop@person.example' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await sync.inStep()
  await sandbox.close()
})
