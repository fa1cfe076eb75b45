import { expect, test } from 'vitest'
import { sandboxWithApi, steppedClock } from './api.testing.ts'

const QUAY = { address1: '18 Quay Road', city: 'Oakland', zip: '94607' }

async function mara(): Promise<
  Awaited<ReturnType<typeof sandboxWithApi>> & { advance: (seconds: number) => void }
> {
  const clock = steppedClock('2026-11-02T09:00:00Z')
  const started = await sandboxWithApi({ now: clock.now })
  started.sandbox.store.createCustomer({ name: 'Mara Okafor', ...QUAY })
  return { ...started, advance: clock.advance }
}

test('the list holds all addresses of the customer and says which are the defaults', async () => {
  const { api } = await mara()
  const added = await api('POST', '/api/customers/1/addresses', { label: 'Depot', address1: '4 Mill Lane' })
  const { body } = await api('GET', '/api/customers/1/addresses')
  expect(body.data).toEqual([
    expect.objectContaining({ name: 'Mara Okafor', ...QUAY, is_default_shipping: true }),
    expect.objectContaining({ label: 'Depot', is_default_shipping: false, is_default_billing: false }),
  ])
  expect(added.body.data).toEqual({
    id: 2,
    label: 'Depot',
    company: null,
    name: null,
    email: null,
    phone: null,
    fax: null,
    address1: '4 Mill Lane',
    address2: null,
    address3: null,
    city: null,
    province: null,
    province_code: null,
    zip: null,
    country: null,
    country_code: null,
  })
})

test('an address is added beside the defaults, or as a default where asked, and the customer counts as changed', async () => {
  const { api, advance } = await mara()
  const customer = async (): Promise<unknown> => (await api('GET', '/api/customers/1')).body.data

  advance(5)
  await api('POST', '/api/customers/1/addresses', { address1: '4 Mill Lane' })
  expect(await customer()).toMatchObject({
    default_shipping_address: { id: 1 },
    default_billing_address: null,
    other_addresses: [{ id: 2 }],
    updated_at: '2026-11-02T09:00:05Z',
  })
  await api('POST', '/api/customers/1/addresses', { address1: '5 Mill Lane', is_default_billing: true })
  await api('POST', '/api/customers/1/addresses', { address1: '6 Mill Lane', is_default_shipping: true })
  expect(await customer()).toMatchObject({
    default_shipping_address: { id: 4 },
    default_billing_address: { id: 3 },
    other_addresses: [{ id: 1 }, { id: 2 }],
  })
})

test('an address that equals one it has, but for label, case, spacing and punctuation, is that one', async () => {
  const { sandbox, api, advance } = await mara()
  advance(5)
  const again = {
    label: 'Again',
    name: 'MARA OKAFOR',
    address1: '18, quay  road.',
    city: 'oakland',
    zip: '94607',
  }
  const { body } = await api('POST', '/api/customers/1/addresses', again)
  expect(body.data).toMatchObject({ id: 1, label: null, address1: '18 Quay Road' })
  expect(sandbox.store.get(1).addresses).toHaveLength(1)
  expect(sandbox.store.get(1).updated_at).toBe(Date.parse('2026-11-02T09:00:00Z') / 1000)

  await api('POST', '/api/customers/1/addresses', { ...again, is_default_billing: true })
  expect(sandbox.store.get(1)).toMatchObject({
    default_shipping_address_id: 1,
    default_billing_address_id: 1,
  })
  expect((await api('POST', '/api/customers/1/addresses', { ...again, phone: '555' })).body.data.id).toBe(2)
})

test('the defaults are chosen among the addresses of the customer', async () => {
  const { sandbox, api, advance } = await mara()
  sandbox.store.addAddress(1, { address1: '4 Mill Lane' })
  const other = sandbox.store.createCustomer({ name: 'Other', address1: '1 Elsewhere' })
  advance(5)

  expect((await api('PUT', '/api/customers/1/set-default-shipping-address/2')).status).toBe(200)
  expect((await api('PUT', '/api/customers/1/set-default-billing-address/1')).status).toBe(200)
  expect(sandbox.store.get(1)).toMatchObject({
    default_shipping_address_id: 2,
    default_billing_address_id: 1,
    updated_at: Date.parse('2026-11-02T09:00:05Z') / 1000,
  })
  const foreign = await api('PUT', `/api/customers/1/set-default-shipping-address/${other.addresses[0]?.id}`)
  expect(foreign.status).toBe(404)
  expect(foreign.body.message).toMatch(/^No query results for model \[Address\]/)
})

test('an address needs its first line, and no e-mail that another customer holds', async () => {
  const { sandbox, api } = await mara()
  sandbox.store.createCustomer({ name: 'Other', email: 'other@a.example' })
  const { status, body } = await api('POST', '/api/customers/1/addresses', {
    city: 'Oakland',
    email: 'other@a.example',
  })
  expect(status).toBe(422)
  expect(body.errors).toEqual({
    email: ['The email has already been taken.'],
    address1: ['The address1 field is required.'],
  })
})

test('an address can be neither changed nor deleted by its id', async () => {
  const { api } = await mara()
  expect((await api('PUT', '/api/customers/1/addresses/1', QUAY)).status).toBe(404)
  expect((await api('DELETE', '/api/customers/1/addresses/1')).status).toBe(404)
})
