import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { ConnectionSettings } from '../pages/connection-settings.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'

test('what is edited while disconnected goes out once after a reconnect, and only to the same account', async ({
  desk,
}) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 20)
  const settings = new ConnectionSettings(page)
  const writes = (): string[] =>
    sandbox.requests
      .list()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, status }) => `${method} ${path} ${String(status)}`)
      .sort()

  await test.step('disconnected, everything goes on', async () => {
    await settings.disconnect()
    await customers.open('Alice Springs 00003')
    await customers.change('Company', 'Edited Between Ltd')
    await customers.add('Nina New', 'nina@new.example')
    expect(writes()).toEqual([])
  })

  await test.step('another account gets nothing and says so', async () => {
    const other = await startSkuIoSandbox({ tenant: 'other' })
    await settings.open()
    await settings.refused(other.baseUrl, other.token, 'another account: other instead of acme')
    expect(other.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
    expect(other.store.customers.size).toBe(0)
    await other.close()
  })

  await test.step('the same account gets one update and one new customer', async () => {
    await sync.connect(sandbox.baseUrl, sandbox.token)
    await expect.poll(writes).toEqual(['POST /api/customers 200', 'PUT /api/customers/4 200'])
    await sync.inStep()
    await sync.syncNow()
    await sync.inStep()
    expect(writes()).toEqual(['POST /api/customers 200', 'PUT /api/customers/4 200'])
    expect(sandbox.store.get(4).company).toBe('Edited Between Ltd')
    expect(sandbox.store.customers.size).toBe(21)
    await customers.search('', 21)
    expect(new Set(await storedEmails(page)).size).toBe(21)
    expect(await storedEmails(page)).toHaveLength(21)
  })

  await sandbox.close()
})
