import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newAddress } from '../domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '../domain/customer.ts'
import type { Result } from '../result.ts'
import type { ConnectorCapabilities } from './capabilities.ts'
import type { Checkpoint, CustomerChanges, PullPage, RemoteConnector } from './remote-connector.ts'
import type { RemoteError } from './remote-error.ts'
import type { CustomerFieldValues, RemoteCustomer } from './remote-record.ts'

/** What can be made to go wrong with the calls of a connector under test. */
export const CONTRACT_FAULTS = [
  'down',
  'unauthorised',
  'permission',
  'not-found',
  'rate-limited',
  'rate-limited-untold',
  'conflict',
  'unprocessable',
  'redirect',
  'unavailable',
  'html',
  'malformed',
  'truncated',
  'cut-before',
  'cut-after',
  'huge',
  'slow',
] as const

/** `slow` answers nothing before the call is aborted; `down` lasts until `recover`, all others hit one request. */
export type ContractFault = (typeof CONTRACT_FAULTS)[number]

/** Wait that the fault `rate-limited` asks for, in ms. */
export const CONTRACT_RETRY_AFTER_MS = 7000

/** The remote behind the connector, as somebody else sees and changes it. */
export interface RemoteControl {
  /** Adds customers, changed long ago, in this order; answers with their remote ids. */
  seed(customers: readonly CustomerFieldValues[]): string[]
  edit(remoteId: string, fields: CustomerFieldValues): Promise<void> | void
  delete(remoteId: string): Promise<void> | void
  /** From now on the remote refuses to delete this customer, in these words. */
  refuseDelete(remoteId: string, reason: string): Promise<void> | void
  /** A draft that the remote refuses, whatever else is there. */
  refusedDraft(): CustomerDraft
  /** How many customers have this e-mail. */
  countByEmail(email: string): number
  fail(fault: ContractFault): Promise<void> | void
  recover(): Promise<void> | void
  /** Requests that have arrived so far. */
  requests(): number
}

/** One connector with its remote, empty at the start. */
interface ConnectorUnderTest {
  connector: RemoteConnector
  remote: RemoteControl
  close(): Promise<void>
}

/** How a connector under test is had, and which faults its remote can play. */
export interface ConnectorProvider {
  capabilities: ConnectorCapabilities
  faults: readonly ContractFault[]
  /** @param ahead - how far the remote's clock is ahead of this one, in ms; 0 where it is left out */
  start(ahead?: number): Promise<ConnectorUnderTest>
}

/** Kind of the error that a read answers with; `none` where a remote may be asked in another way instead. */
const ERROR_OF_READ: Record<
  Exclude<ContractFault, 'slow' | 'not-found'>,
  readonly (RemoteError['kind'] | 'none')[]
> = {
  down: ['offline'],
  unauthorised: ['unauthorised'],
  permission: ['permission'],
  'rate-limited': ['rate-limited'],
  'rate-limited-untold': ['rate-limited'],
  conflict: ['protocol'],
  unprocessable: ['protocol', 'unavailable', 'none'],
  redirect: ['protocol'],
  unavailable: ['unavailable'],
  html: ['protocol'],
  malformed: ['protocol'],
  truncated: ['unavailable', 'offline'],
  'cut-before': ['unavailable', 'offline'],
  'cut-after': ['unavailable', 'offline'],
  huge: ['protocol'],
}

/** Outcome of a write that meets a fault, and how many records it may have made. */
const OUTCOME_OF_WRITE: Record<
  Exclude<ContractFault, 'slow' | 'not-found'>,
  { status: string; made: number }
> = {
  down: { status: 'not-sent', made: 0 },
  unauthorised: { status: 'not-sent', made: 0 },
  permission: { status: 'refused|not-sent', made: 0 },
  'rate-limited': { status: 'not-sent', made: 0 },
  'rate-limited-untold': { status: 'not-sent', made: 0 },
  conflict: { status: 'refused|exists|unknown', made: 0 },
  unprocessable: { status: 'refused|unknown', made: 0 },
  redirect: { status: 'unknown', made: 0 },
  unavailable: { status: 'unknown', made: 0 },
  html: { status: 'unknown', made: 1 },
  malformed: { status: 'unknown', made: 1 },
  truncated: { status: 'unknown', made: 1 },
  'cut-before': { status: 'unknown', made: 0 },
  'cut-after': { status: 'unknown', made: 1 },
  huge: { status: 'unknown', made: 0 },
}

/** What every connector must do, whichever remote it speaks with. Run it over each in the registry of connectors. */
export function connectorContract(name: string, provider: ConnectorProvider): void {
  const { capabilities } = provider
  describe(`connector contract: ${name}`, () => {
    let test: ConnectorUnderTest
    let signal: AbortSignal

    beforeEach(async () => {
      test = await provider.start()
      signal = new AbortController().signal
    })
    afterEach(() => test.close())

    const pull = (mode: 'changes' | 'sweep', checkpoint: Checkpoint | null, limit: number) =>
      test.connector.pull('customer', { mode, checkpoint, limit }, signal)

    const pullAll = async (mode: 'changes' | 'sweep', from: Checkpoint | null = null, limit = 100) => {
      const pages: PullPage<'customer'>[] = []
      for (let checkpoint = from; ;) {
        const page = valueOf(await pull(mode, checkpoint, limit))
        pages.push(page)
        // What the engine keeps between two pages has been through JSON.
        checkpoint = JSON.parse(JSON.stringify(page.checkpoint)) as Checkpoint
        if (!page.hasMore) return { pages, checkpoint, records: pages.flatMap((each) => each.records) }
        expect(pages.length).toBeLessThan(100)
      }
    }

    const fieldsOf = (index: number): CustomerFieldValues =>
      held({ name: `Customer ${index}`, firstName: `Customer ${index}`, email: `customer${index}@x.example` })

    /** A text that no remote demands. */
    const freeField = capabilities.fields.includes('phone') ? 'phone' : 'lastName'

    const held = (fields: CustomerFieldValues): CustomerFieldValues =>
      Object.fromEntries(
        Object.entries(fields).filter(([field]) => capabilities.fields.some((known) => known === field)),
      )

    const seedMany = (count: number): string[] =>
      test.remote.seed(Array.from({ length: count }, (_, index) => fieldsOf(index + 1)))

    const create = async (whole: CustomerDraft, by: AbortSignal = signal, localId = 'local-1') => {
      const item = { type: 'create' as const, localId, key: '', whole, archived: false }
      return only(await test.connector.push('customer', [item], by))
    }

    const update = async (
      remoteId: string,
      changes: Partial<CustomerChanges>,
      whole: CustomerDraft = emptyCustomerDraft(),
    ) => {
      const item = {
        type: 'update' as const,
        localId: 'local-1',
        remoteId,
        changes: changesOf(changes),
        whole,
      }
      return only(await test.connector.push('customer', [item], signal))
    }

    const read = async (remoteId: string): Promise<RemoteCustomer | null> =>
      only(valueOf(await test.connector.get('customer', [remoteId], signal)))

    it('says whose account it is', async () => {
      const identity = valueOf(await test.connector.checkConnection(signal))
      expect(identity.scopeId).not.toBe('')
      expect(identity.accountName).not.toBe('')
      expect(identity).toMatchObject({ readOnly: false, missing: '' })
    })

    describe('paging', () => {
      it('answers an empty list with an empty last page', async () => {
        expect(valueOf(await pull('sweep', null, 10))).toMatchObject({ records: [], hasMore: false })
      })

      it.each([1, 3, 10, 11, 100])('sweeps 10 customers by pages of %i, each once', async (limit) => {
        const ids = seedMany(10)
        const { records, pages } = await pullAll('sweep', null, limit)
        expect(records.map((record) => record.remoteId).sort()).toEqual([...ids].sort())
        for (const page of pages) expect(page.records.length).toBeLessThanOrEqual(limit)
      })

      it('goes on from a checkpoint', async () => {
        const ids = seedMany(7)
        const first = valueOf(await pull('sweep', null, 3))
        const rest = await pullAll('sweep', JSON.parse(JSON.stringify(first.checkpoint)) as Checkpoint, 3)
        const seen = [...first.records, ...rest.records].map((record) => record.remoteId)
        expect(seen.sort()).toEqual([...ids].sort())
      })

      it('tells fields as they are there, in any script', async () => {
        const words = 'Зоя O’Brien 山田 🧵 é\u0301 "quoted"'
        const [remoteId = ''] = test.remote.seed([
          held({ name: words, firstName: words, email: 'zoya@x.example' }),
        ])
        const listed = only((await pullAll('sweep')).records)
        expect(listed.fields).toMatchObject(held({ name: words, firstName: words }))
        expect((await read(remoteId))?.fields).toMatchObject(held({ name: words, firstName: words }))
      })
    })

    if (capabilities.pull === 'changed-since')
      describe('changes', () => {
        it('tells everything at first, then what changed, then nothing', async () => {
          const ids = seedMany(7)
          const first = await pullAll('changes', null, 3)
          expect(new Set(first.records.map((record) => record.remoteId))).toEqual(new Set(ids))

          expect((await pullAll('changes', first.checkpoint, 3)).records).toEqual([])

          await test.remote.edit(ids[2] ?? '', { [freeField]: '+15550100' })
          const second = await pullAll('changes', first.checkpoint, 3)
          expect(second.records).toMatchObject([{ remoteId: ids[2], fields: { [freeField]: '+15550100' } }])
        })

        it('misses nothing that changes while it walks', async () => {
          const ids = seedMany(6)
          const page = valueOf(await pull('changes', null, 2))
          const unseen = ids.find((id) => !page.records.some((record) => record.remoteId === id)) ?? ''
          await test.remote.edit(unseen, { [freeField]: '+15550101' })
          const rest = await pullAll('changes', page.checkpoint, 2)
          const later = await pullAll('changes', rest.checkpoint, 2)
          const seen = [...page.records, ...rest.records, ...later.records]
          expect(new Set(seen.map((record) => record.remoteId))).toEqual(new Set(ids))
          expect(seen.filter((record) => record.remoteId === unseen).at(-1)?.fields[freeField]).toBe(
            '+15550101',
          )
        })

        it('goes on where it stopped when a page could not be had', async () => {
          const ids = seedMany(5)
          const page = valueOf(await pull('changes', null, 2))
          await test.remote.fail('unavailable')
          expect((await pull('changes', page.checkpoint, 2)).ok).toBe(false)
          const rest = await pullAll('changes', page.checkpoint, 2)
          const seen = new Set([...page.records, ...rest.records].map((record) => record.remoteId))
          expect(seen).toEqual(new Set(ids))
        })
      })

    describe.each([
      ['ahead', 3 * 60 * 60 * 1000],
      ['behind', -3 * 60 * 60 * 1000],
    ])('where the remote is three hours %s', (_word, ahead) => {
      beforeEach(async () => {
        await test.close()
        test = await provider.start(ahead)
      })

      it('reads, writes, and misses no change', async () => {
        const ids = seedMany(3)
        const mode = capabilities.pull === 'changed-since' ? 'changes' : 'sweep'
        const first = await pullAll(mode)
        expect(first.records.map((record) => record.remoteId).sort()).toEqual([...ids].sort())

        const changed = held({ name: 'Renamed', firstName: 'Renamed' })
        await test.remote.edit(ids[1] ?? '', changed)
        const made = recordOf(await create(draft('Mara Okafor', 'mara@x.example')))
        const later = await pullAll(mode, mode === 'changes' ? first.checkpoint : null)
        const told = new Map(later.records.map((record) => [record.remoteId, record.fields] as const))
        expect(told.get(ids[1] ?? '')).toMatchObject(changed)
        expect(told.has(made.remoteId)).toBe(true)
      })
    })

    describe('get and find', () => {
      it('answers in the order asked, with null for what is not there', async () => {
        const [one = '', two = ''] = seedMany(2)
        await test.remote.delete(two)
        const answer = valueOf(await test.connector.get('customer', [two, one], signal))
        expect(answer[0]).toBeNull()
        expect(answer[1]).toMatchObject({ remoteId: one, complete: true })
      })

      it('finds by a key exactly, whatever the case', async () => {
        const [id] = test.remote.seed([held({ ...fieldsOf(1), email: 'ann@x.example' })])
        test.remote.seed([held({ ...fieldsOf(2), email: 'joann@x.example' })])
        const found = valueOf(await test.connector.find({ email: ' Ann@X.example ' }, signal))
        expect(found.map((record) => record.remoteId)).toEqual([id])
        expect(valueOf(await test.connector.find({ email: 'nobody@x.example' }, signal))).toEqual([])
      })
    })

    describe('writes', () => {
      it('creates, and answers with the record as it is there', async () => {
        const outcome = await create(draft('Mara Okafor', 'mara@x.example'))
        expect(outcome).toMatchObject({ status: 'accepted', localId: 'local-1' })
        const record = recordOf(outcome)
        expect(record.fields).toMatchObject(held({ name: 'Mara Okafor', email: 'mara@x.example' }))
        expect(await read(record.remoteId)).toMatchObject({ fields: record.fields })
      })

      it('writes any script as it is', async () => {
        const words = 'Зоя O’Brien 山田 🧵 é\u0301 "quoted"'
        const record = recordOf(await create(draft(words, 'zoya@x.example')))
        expect(record.fields).toMatchObject(held({ name: words, firstName: words }))
        expect((await read(record.remoteId))?.fields).toMatchObject(held({ name: words, firstName: words }))
      })

      it('creates the default addresses and tells their ids', async () => {
        const whole = withAddresses(draft('Mara Okafor', 'mara@x.example'))
        const outcome = await create(whole)
        const record = recordOf(outcome)
        const ids = outcome.status === 'accepted' ? outcome.addressIds : {}
        const isHeld = (use: string): boolean => capabilities.addresses.readOnlySlots?.includes(use) !== true
        const bill = isHeld('billing') ? [ids['bill']] : []
        expect(new Set(record.addresses?.map((address) => address.remoteId))).toEqual(
          new Set([ids['ship'], ...bill]),
        )
        expect(record.defaultShipping).toBe(ids['ship'])
        if (isHeld('billing')) expect(record.defaultBilling).toBe(ids['bill'])
        else expect(ids).not.toHaveProperty('bill')
        const shipping = record.addresses?.find((address) => address.remoteId === ids['ship'])
        expect(shipping?.fields).toMatchObject({
          line1: '18 Quay Road',
          postcode: '94607',
          countryCode: 'US',
        })
      })

      it('does not make the same customer twice', async () => {
        const mobile = capabilities.uniqueKeys.includes('mobile') ? '+14155552671' : ''
        const whole = { ...draft('Mara Okafor', 'mara@x.example'), mobile }
        await create(whole)
        const again = await create(whole, signal, 'local-2')
        expect(again.status).toBe(capabilities.searchBeforeCreate ? 'accepted' : 'exists')
        expect(test.remote.countByEmail('mara@x.example')).toBe(1)
      })

      it('updates what is named and leaves the rest', async () => {
        const [remoteId = ''] = test.remote.seed([{ ...fieldsOf(1), [freeField]: '+15550102' }])
        const changed = held({ name: 'Renamed', firstName: 'Renamed' })
        const whole = { ...emptyCustomerDraft(), email: 'customer1@x.example' }
        const outcome = await update(remoteId, { fields: changed }, whole)
        expect(recordOf(outcome).fields).toMatchObject({ ...changed, [freeField]: '+15550102' })
        expect((await read(remoteId))?.fields).toMatchObject({ ...changed, [freeField]: '+15550102' })
      })

      it('empties a field', async () => {
        const [remoteId = ''] = test.remote.seed([{ ...fieldsOf(1), [freeField]: '+15550103' }])
        const whole = { ...emptyCustomerDraft(), email: 'customer1@x.example' }
        const emptied = await update(remoteId, { fields: { [freeField]: '' } }, whole)
        expect(recordOf(emptied).fields[freeField]).toBe('')
      })

      it('adds an address and makes it the default', async () => {
        const [remoteId = ''] = seedMany(1)
        const whole = withAddresses(draft('Customer 1', 'customer1@x.example'))
        const outcome = await update(
          remoteId,
          { addedAddresses: whole.addresses.slice(0, 1), defaultShippingAddressId: 'ship' },
          whole,
        )
        const addressId = outcome.status === 'accepted' ? outcome.addressIds['ship'] : ''
        expect(recordOf(outcome)).toMatchObject({ defaultShipping: addressId })
        expect((await read(remoteId))?.defaultShipping).toBe(addressId)
      })

      if (capabilities.writes.archive)
        it('archives, alone and several at once', async () => {
          const ids = seedMany(3)
          expect(recordOf(await update(ids[0] ?? '', { archived: true })).archived).toBe(true)
          const outcomes = await test.connector.push(
            'customer',
            ids.map((remoteId) => archiving(remoteId)),
            signal,
          )
          expect(outcomes.map((outcome) => outcome.localId)).toEqual(ids.map((id) => `local-${id}`))
          for (const outcome of outcomes) expect(recordOf(outcome).archived).toBe(true)
          expect(recordOf(await update(ids[1] ?? '', { archived: false })).archived).toBe(false)
        })

      if (capabilities.writes.delete)
        it('deletes, and finds nothing to delete the second time', async () => {
          const [remoteId = ''] = seedMany(1)
          const item = { type: 'delete' as const, localId: 'local-1', remoteId }
          expect(only(await test.connector.push('customer', [item], signal))).toMatchObject({
            status: 'accepted',
            record: null,
          })
          expect(await read(remoteId)).toBeNull()
          expect(only(await test.connector.push('customer', [item], signal)).status).toBe('gone')
        })

      if (capabilities.writes.delete)
        it('hands on why the remote refuses to delete', async () => {
          const [remoteId = ''] = seedMany(1)
          await test.remote.refuseDelete(remoteId, 'Has sales orders')
          const item = { type: 'delete' as const, localId: 'local-1', remoteId }
          const outcome = only(await test.connector.push('customer', [item], signal))
          expect(outcome.status === 'refused' ? outcome.reason : outcome.status).toContain('Has sales orders')
          expect(await read(remoteId)).not.toBeNull()
        })

      if (!capabilities.writes.delete)
        it('deletes nothing where the remote offers it to nobody', async () => {
          const [remoteId = ''] = seedMany(1)
          const item = { type: 'delete' as const, localId: 'local-1', remoteId }
          expect(only(await test.connector.push('customer', [item], signal)).status).toBe('refused')
          expect(await read(remoteId)).not.toBeNull()
        })

      it('answers gone for an update of what somebody has deleted', async () => {
        const [remoteId = ''] = seedMany(1)
        await test.remote.delete(remoteId)
        expect((await update(remoteId, { fields: fieldsOf(2) })).status).toBe('gone')
      })

      it('lets one refused record stand among good ones, in order', async () => {
        const wholes = [
          draft('First', 'first@x.example'),
          test.remote.refusedDraft(),
          draft('Third', 'third@x.example'),
        ]
        const outcomes = await test.connector.push(
          'customer',
          wholes.map((whole, index) => ({
            ...{ type: 'create' as const, localId: `local-${index}`, key: '' },
            ...{ whole, archived: false },
          })),
          signal,
        )
        expect(outcomes).toMatchObject([
          { localId: 'local-0', status: 'accepted' },
          { localId: 'local-1', status: 'refused' },
          { localId: 'local-2', status: 'accepted' },
        ])
        expect(outcomes[1]).toHaveProperty('reason', expect.stringMatching(/\S/))
      })

      it('answers an empty push with nothing', async () => {
        expect(await test.connector.push('customer', [], signal)).toEqual([])
      })
    })

    if (capabilities.entities.includes('sku-mapping'))
      describe('SKU mappings', () => {
        const upsert = (customerRemoteId: string, customerSku: string, productId: string) =>
          test.connector.push(
            'sku-mapping',
            [{ type: 'upsert', localId: customerSku, customerRemoteId, customerSku, productId }],
            signal,
          )

        it('upserts by customer SKU, lists page by page and deletes', async () => {
          const [customerId = ''] = seedMany(1)
          for (const [index, sku] of ['A-1', 'B/2', 'Ç 3'].entries()) {
            expect(only(await upsert(customerId, sku, String(index + 1)))).toMatchObject({
              status: 'accepted',
              record: { customerRemoteId: customerId, customerSku: sku, productId: String(index + 1) },
            })
          }
          const again = only(await upsert(customerId, 'A-1', '3'))
          const request = { mode: 'of' as const, of: customerId, limit: 2 }
          const first = valueOf(
            await test.connector.pull('sku-mapping', { ...request, checkpoint: null }, signal),
          )
          const second = valueOf(
            await test.connector.pull('sku-mapping', { ...request, checkpoint: first.checkpoint }, signal),
          )
          const all = [...first.records, ...second.records]
          expect(second.hasMore).toBe(false)
          expect(all.map(({ customerSku, productId }) => [customerSku, productId]).sort()).toEqual([
            ['A-1', '3'],
            ['B/2', '2'],
            ['Ç 3', '3'],
          ])
          const remoteId = all.find((mapping) => mapping.customerSku === 'A-1')?.remoteId ?? ''
          expect(again).toMatchObject({ record: { remoteId } })
          const item = { type: 'delete' as const, localId: 'A-1', customerRemoteId: customerId, remoteId }
          expect(only(await test.connector.push('sku-mapping', [item], signal)).status).toBe('accepted')
          expect(only(await test.connector.push('sku-mapping', [item], signal)).status).toBe('gone')
        })

        it('answers gone where the customer is', async () => {
          const [customerId = ''] = seedMany(1)
          await test.remote.delete(customerId)
          expect(only(await upsert(customerId, 'A-1', '1')).status).toBe('gone')
        })
      })

    describe('faults', () => {
      const common = provider.faults.filter((fault) => fault !== 'slow' && fault !== 'not-found')

      it.each(common)('reads through %s as an error of its kind, and recovers', async (fault) => {
        const ids = seedMany(3)
        // Whoever looks for a remote may meet redirects on the way: here it has been found.
        if (fault === 'redirect') await pull('sweep', null, 1)
        await test.remote.fail(fault)
        const before = test.remote.requests()
        const result = await pull('sweep', null, 10)
        if (fault === 'redirect') expect(test.remote.requests()).toBe(before + 1) // it is not followed
        expect(ERROR_OF_READ[fault]).toContain(result.ok ? 'none' : result.error.kind)
        if (!result.ok && result.error.kind === 'rate-limited') {
          expect(result.error.retryAfterMs).toBe(fault === 'rate-limited' ? CONTRACT_RETRY_AFTER_MS : 0)
        }
        await test.remote.recover()
        if (ERROR_OF_READ[fault].includes('rate-limited')) return // until the wait is over nothing may be sent
        const { records } = await pullAll('sweep')
        expect(records.map((record) => record.remoteId).sort()).toEqual([...ids].sort())
      })

      it.each(common)('tells honestly what became of a create that met %s', async (fault) => {
        // One read first: whatever a connector asks before its first write is not what is tested here.
        await pull('sweep', null, 1)
        await test.remote.fail(fault)
        const before = test.remote.requests()
        const outcome = await create(draft('Mara Okafor', 'mara@x.example'))
        if (fault === 'redirect') expect(test.remote.requests()).toBe(before + 1)
        const expected = OUTCOME_OF_WRITE[fault]
        expect(expected.status.split('|')).toContain(outcome.status)
        await test.remote.recover()
        expect(test.remote.countByEmail('mara@x.example')).toBe(expected.made)
      })

      if (provider.faults.includes('not-found'))
        it('believes a 404 to a read of one record', async () => {
          const [remoteId = ''] = seedMany(1)
          await pull('sweep', null, 1)
          await test.remote.fail('not-found')
          expect(await read(remoteId)).toBeNull()
        })

      it('sends nothing when it is aborted before', async () => {
        seedMany(1)
        const before = test.remote.requests()
        const aborted = abortedSignal()
        const request = { mode: 'sweep' as const, checkpoint: null, limit: 10 }
        expect(await test.connector.pull('customer', request, aborted)).toEqual({
          ok: false,
          error: { kind: 'cancelled' },
        })
        expect(await create(draft('Mara Okafor', 'mara@x.example'), aborted)).toMatchObject({
          status: 'not-sent',
          error: { kind: 'cancelled' },
        })
        expect(test.remote.requests()).toBe(before)
      })

      if (provider.faults.includes('slow'))
        it('gives up a slow read when told', async () => {
          await test.remote.fail('slow')
          const result = await abortedOnArrival((by) =>
            test.connector.pull('customer', { mode: 'sweep', checkpoint: null, limit: 10 }, by),
          )
          expect(result).toEqual({ ok: false, error: { kind: 'cancelled' } })
        })

      if (provider.faults.includes('slow'))
        it('leaves open what a write did that was given up', async () => {
          await pull('sweep', null, 1)
          await test.remote.fail('slow')
          const outcome = await abortedOnArrival((by) => create(draft('Mara Okafor', 'mara@x.example'), by))
          expect(outcome.status).toBe('unknown')
        })

      const abortedOnArrival = async <T>(call: (by: AbortSignal) => Promise<T>): Promise<T> => {
        const before = test.remote.requests()
        const controller = new AbortController()
        const answer = call(controller.signal)
        await vi.waitFor(() => expect(test.remote.requests()).toBeGreaterThan(before))
        controller.abort()
        return answer
      }
    })
  })
}

function abortedSignal(): AbortSignal {
  const controller = new AbortController()
  controller.abort()
  return controller.signal
}

function draft(name: string, email: string): CustomerDraft {
  return { ...emptyCustomerDraft(), name, firstName: name, email }
}

function withAddresses(whole: CustomerDraft): CustomerDraft {
  const ship = newAddress('ship', {
    ...{ line1: '18 Quay Road', city: 'Oakland', region: 'California', regionCode: 'CA' },
    ...{ postcode: '94607', country: 'United States', countryCode: 'US' },
    ...{ firstName: 'Mara', lastName: 'Okafor', phone: '+1 510 555 0100' },
  })
  const bill = newAddress('bill', { line1: 'PO Box 77', postcode: '94604', countryCode: 'US' })
  return {
    ...whole,
    addresses: [ship, bill],
    defaultShippingAddressId: 'ship',
    defaultBillingAddressId: 'bill',
  }
}

function changesOf(changes: Partial<CustomerChanges>): CustomerChanges {
  return { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [], ...changes }
}

function archiving(remoteId: string) {
  const changes = changesOf({ archived: true })
  return {
    type: 'update' as const,
    localId: `local-${remoteId}`,
    remoteId,
    changes,
    whole: emptyCustomerDraft(),
  }
}

function valueOf<T>(result: Result<T, RemoteError>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}

function recordOf(outcome: { status: string; record?: RemoteCustomer | null }): RemoteCustomer {
  if (outcome.status !== 'accepted' || outcome.record === null || outcome.record === undefined) {
    throw new Error(`Expected a record, got ${JSON.stringify(outcome)}`)
  }
  return outcome.record
}

function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1)
  return items[0] as T
}
