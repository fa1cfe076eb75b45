import { beforeEach, describe, expect, it } from 'vitest'
import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import type { Result } from '#shared/result.ts'
import type { KountaSandbox, KountaSandboxOptions } from '../../../../e2e/sandbox/kounta/server.ts'
import type { KountaConnectorParts } from './connector.ts'
import { connectorTo, FREMANTLE, PRIYA, startSandbox } from './sandboxed-connector.testing.ts'

describe('the Kounta connector, writing', () => {
  let sandbox: KountaSandbox
  const { signal } = new AbortController()

  const start = async (options: KountaSandboxOptions = {}): Promise<void> => {
    sandbox = await startSandbox(options)
  }
  beforeEach(() => start())

  const connector = (parts: Partial<KountaConnectorParts> = {}) => connectorTo(sandbox, parts)
  const seed = (input: Parameters<KountaSandbox['store']['create']>[0] = PRIYA): string =>
    String(sandbox.store.create(input, sandbox.clientId).id)
  const stored = (id: string) => sandbox.store.get(Number(id))
  const draft = (fields: Partial<CustomerDraft>): CustomerDraft => ({ ...emptyCustomerDraft(), ...fields })
  const createPush = (fields: Partial<CustomerDraft>, localId = 'local-1'): CustomerPush => ({
    ...{ type: 'create', localId, key: '', archived: false, whole: draft(fields) },
  })
  const updatePush = (
    remoteId: string,
    changes: Partial<Extract<CustomerPush, { type: 'update' }>['changes']>,
    whole: Partial<CustomerDraft> = {},
  ): CustomerPush => ({
    ...{ type: 'update', localId: 'local-1', remoteId, whole: draft(whole) },
    changes: { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [], ...changes },
  })
  const push = async (item: CustomerPush, by = connector()) => {
    const [outcome] = await by.push('customer', [item], signal)
    if (outcome === undefined) throw new Error('No outcome')
    return outcome
  }

  describe('creating', () => {
    it.each([
      ['empty', 'absolute'],
      ['empty', 'relative'],
      ['record', 'absolute'],
    ] as const)(
      'reads the record where a create has an %s answer and an %s location',
      async (createAnswer, locations) => {
        await start({ createAnswer, locations })
        const outcome = await push(
          createPush({ firstName: 'Mara', email: 'mara@x.example', tags: ['vip'], acceptsMarketing: true }),
          connector({ scopeId: '5678' }),
        )
        expect(outcome).toMatchObject({
          status: 'accepted',
          record: { complete: true, fields: { firstName: 'Mara', referenceId: 'local-1', tags: [] } },
        })
        expect(sandbox.requests.count()).toBe(createAnswer === 'empty' ? 2 : 1)
        const [{ body } = { body: '' }] = sandbox.requests.list({ method: 'POST' })
        // What a create does not take goes with the update that follows.
        expect(JSON.parse(body ?? '')).toEqual({
          first_name: 'Mara',
          email: 'mara@x.example',
          reference_id: 'local-1',
        })
      },
    )

    it('keeps a reference that a person has given', async () => {
      const outcome = await push(createPush({ firstName: 'Mara', email: 'm@x.example', referenceId: 'M-7' }))
      expect(outcome).toMatchObject({ record: { fields: { referenceId: 'M-7' } } })
    })

    it('leaves open what a lost answer means, and finds the record by its reference', async () => {
      sandbox.faults.add({ fault: { kind: 'cut-after' }, method: 'POST', times: 1 })
      const one = connector()
      const outcome = await push(createPush({ firstName: 'Mara', email: 'mara@x.example' }), one)
      expect(outcome.status).toBe('unknown')
      expect(valueOf(await one.find({ referenceId: 'local-1' }, signal))).toHaveLength(1)
    })

    it('leaves open a create whose record cannot be read yet', async () => {
      sandbox.faults.add({
        fault: { kind: 'status', status: 500 },
        method: 'GET',
        path: '**/customers/*',
        times: 1,
      })
      expect((await push(createPush({ firstName: 'Mara', email: 'mara@x.example' }))).status).toBe('unknown')
      expect(sandbox.store.customers.size).toBe(1)
    })

    it('says that somebody has the mobile already', async () => {
      seed({ ...PRIYA, mobile: '0412000111' })
      const outcome = await push(createPush({ firstName: 'Mara', mobile: '0412000111' }))
      expect(outcome).toEqual({ status: 'exists', localId: 'local-1', reason: 'mobile is already in use' })
    })

    it('hands on what is wrong, with the field', async () => {
      expect(await push(createPush({ firstName: 'Mara', email: 'no mail' }))).toMatchObject({
        ...{ status: 'refused', field: 'email', reason: 'email is not valid' },
      })
      expect(await push(createPush({ firstName: 'Mara' }))).toMatchObject({ status: 'refused' })
    })
  })

  describe('updating', () => {
    it.each(['record', 'empty'] as const)(
      'knows the record after an answer that is %s',
      async (updateAnswer) => {
        await start({ updateAnswer })
        const id = seed({ ...PRIYA, phone: '1' })
        const fields = { lastName: 'Raman-Lee', tags: ['vip', 'cafe'], acceptsMarketing: true, imageUrl: '' }
        const outcome = await push(updatePush(id, { fields }), connector({ scopeId: '5678' }))
        expect(outcome).toMatchObject({ status: 'accepted', record: { complete: true, fields } })
        expect(stored(id)).toMatchObject({ phone: '1', first_name: 'Priya', tags: ['vip', 'cafe'] })
        expect(sandbox.requests.count()).toBe(updateAnswer === 'record' ? 1 : 2)
      },
    )

    it('writes an e-mail under its own name, and empties what is emptied', async () => {
      const id = seed({ ...PRIYA, phone: '1' })
      expect(await push(updatePush(id, { fields: { email: '' } }))).toMatchObject({
        record: { fields: { email: '' } },
      })
      expect(stored(id).email).toBeNull()
      expect(await push(updatePush(id, { fields: { phone: '' } }))).toMatchObject({ status: 'refused' })
    })

    it('writes an address as a whole, and takes one away', async () => {
      const id = seed({ ...PRIYA, primary_address: FREMANTLE, shipping_address: FREMANTLE })
      const billing = {
        ...newAddress('b', { line1: '1 High St', line2: 'Rear', city: 'Perth', region: 'Western Australia' }),
        ...{ postcode: '6000', countryCode: 'AU', remoteId: 'billing' },
      }
      const shipping = { ...newAddress('s', {}), remoteId: 'shipping', superseded: 'removed' as const }
      const outcome = await push(
        updatePush(
          id,
          { changedAddresses: [billing], removedAddresses: [shipping] },
          { addresses: [billing] },
        ),
      )
      expect(outcome).toMatchObject({ status: 'accepted', addressIds: { b: 'billing' } })
      expect(stored(id)).toMatchObject({
        primary_address: {
          lines: ['1 High St', 'Rear'],
          city: 'Perth',
          zone: 'WA',
          postal_code: '6000',
          country: 'AU',
        },
        shipping_address: null,
      })
    })

    it('writes under the other names where the street does not arrive, and keeps to them', async () => {
      await start({ addressParts: 'address-and-state' })
      const id = seed()
      const address = newAddress('b', { line1: '1 High St', regionCode: 'WA', countryCode: 'AU' })
      const whole = { addresses: [address], defaultBillingAddressId: 'b' }
      const one = connector({ scopeId: '5678' })
      const outcome = await push(updatePush(id, { addedAddresses: [address] }, whole), one)
      expect(outcome).toMatchObject({ status: 'accepted', addressIds: { b: 'billing' } })
      expect(stored(id).primary_address).toMatchObject({ lines: ['1 High St'], zone: 'WA' })
      expect(sandbox.requests.count({ method: 'PUT' })).toBe(2)
      await push(updatePush(id, { changedAddresses: [{ ...address, remoteId: 'billing' }] }, whole), one)
      expect(sandbox.requests.count({ method: 'PUT' })).toBe(3)
    })

    it('sends nothing for a delete', async () => {
      const id = seed()
      expect(await push({ type: 'delete', localId: 'local-1', remoteId: id })).toMatchObject({
        status: 'refused',
      })
      expect(sandbox.requests.count()).toBe(0)
      expect(stored(id)).toBeDefined()
    })
  })
})

function valueOf<T>(result: Result<T, RemoteError>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}
