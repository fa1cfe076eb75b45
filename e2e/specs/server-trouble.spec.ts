import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import type { SkuIoSandbox } from '../sandbox/sku-io/server.ts'

/** The answers to all writes so far, in the order of their arrival. */
function writes({ requests }: SkuIoSandbox): string[] {
  return requests
    .list()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${String(status)}`)
}

test('a token that is taken back: the change waits, and goes out once with a new one', async ({ desk }) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 5)
  sandbox.tokens.revoke(sandbox.token)
  await customers.open('Alice Springs 00001')
  await customers.change('Company', 'Kept Ltd')
  await expect(page.getByRole('link', { name: 'Sync: Sign in again' })).toBeVisible()
  await expect(page.getByText('SKU.io no longer accepts the access token')).toBeVisible()
  expect(writes(sandbox).filter((line) => line.endsWith(' 200'))).toEqual([])

  sandbox.requests.reset()
  const renewed = sandbox.tokens.issue({ token: '205|Renewed' }).token
  await sync.signInAgain(renewed)
  await expect.poll(() => writes(sandbox)).toEqual(['PUT /api/customers/2 200'])
  await sync.inStep()
  expect(sandbox.store.get(2).company).toBe('Kept Ltd')
  expect(writes(sandbox)).toHaveLength(1)
  await sandbox.close()
})

test('too many requests: the change waits as long as SKU.io asks, and goes out once', async ({ desk }) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 5)
  sandbox.faults.add({
    fault: { kind: 'status', status: 429, retryAfter: 3 },
    method: 'PUT',
    path: '/api/customers/*',
    times: 1,
  })
  await customers.open('Alice Springs 00001')
  await customers.change('Company', 'Patient Ltd')
  await expect(page.getByRole('link', { name: 'Sync: Waiting for SKU.io' })).toBeVisible()
  // A person who cannot wait makes it no worse.
  await sync.syncNow()
  await expect.poll(() => writes(sandbox)).toEqual(['PUT /api/customers/2 429', 'PUT /api/customers/2 200'])
  const [first, second] = sandbox.requests.list({ method: 'PUT' })
  const asked = sandbox.requests.list().filter(({ at }) => at > (first?.at ?? 0))
  expect((asked[0]?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_900)
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_900)
  await sync.inStep()
  expect(sandbox.store.get(2).company).toBe('Patient Ltd')
  expect(writes(sandbox)).toHaveLength(2)
  await sandbox.close()
})

test('one update that SKU.io cannot handle waits alone, and goes out later', async ({ desk }) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 5)
  const rule = sandbox.faults.add({
    fault: { kind: 'status', status: 500 },
    method: 'PUT',
    path: '/api/customers/2',
  })
  await page.clock.install()
  for (const row of [1, 2, 3]) {
    await customers.open(`Alice Springs 0000${String(row)}`)
    await customers.change('Company', `Changed ${String(row)} Ltd`)
  }
  await expect.poll(() => sandbox.store.get(4).company).toBe('Changed 3 Ltd')
  expect(sandbox.store.get(3).company).toBe('Changed 2 Ltd')
  await expect(page.getByRole('link', { name: 'Sync: 1 waiting' })).toBeVisible()
  await sync.open('Sync')
  const waiting = page.getByRole('list', { name: 'Waiting to send' }).getByRole('listitem')
  await expect(waiting).toHaveText(/Alice Springs 00001/)
  expect(sandbox.requests.count({ method: 'PUT', path: '/api/customers/2' })).toBe(1)

  sandbox.faults.remove(rule)
  // An answer of 500 leaves open whether the change was made: only after half a minute it is sent again.
  await page.clock.fastForward(31_000)
  await sync.inStep()
  expect(sandbox.store.get(2).company).toBe('Changed 1 Ltd')
  const puts = writes(sandbox).map((line) => line.replace('PUT /api/customers/', ''))
  expect(puts.sort()).toEqual(['2 200', '2 500', '3 200', '4 200'])
  await sandbox.close()
})

test('one customer that SKU.io cannot show holds up nothing else', async ({ desk }) => {
  const broken = { kind: 'status', status: 500 } as const
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 5, ({ faults }) => {
    faults.add({ fault: broken, method: 'GET', path: '/api/customers/2' })
    faults.add({ fault: broken, method: 'GET', path: '/api/customers/2/sku-mappings' })
  })
  const read = (path: string): number => sandbox.requests.count({ method: 'GET', path, status: 200 })
  await expect
    .poll(() => ['1', '3', '4', '5'].map((id) => read(`/api/customers/${id}`) > 0))
    .toEqual([true, true, true, true])
  await expect
    .poll(() => ['1', '3', '4', '5'].map((id) => read(`/api/customers/${id}/sku-mappings`) > 0))
    .toEqual([true, true, true, true])

  await page.clock.install()
  for (const row of [1, 2]) {
    await customers.open(`Alice Springs 0000${String(row)}`)
    await customers.change('Company', `Changed ${String(row)} Ltd`)
  }
  await expect.poll(() => sandbox.store.get(3).company).toBe('Changed 2 Ltd')
  await expect(page.getByRole('link', { name: 'Sync: 1 waiting' })).toBeVisible()
  await sync.open('Sync')
  await expect(page.getByText('SKU.io could not show a customer').first()).toBeVisible()
  expect(writes(sandbox)).toEqual(['PUT /api/customers/3 200'])

  sandbox.faults.clear()
  await page.clock.fastForward(120_000)
  await sync.inStep()
  expect(sandbox.store.get(2).company).toBe('Changed 1 Ltd')
  expect(writes(sandbox)).toEqual(['PUT /api/customers/3 200', 'PUT /api/customers/2 200'])
  await sandbox.close()
})
