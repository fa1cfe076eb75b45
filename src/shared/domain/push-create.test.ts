import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer, CustomerDraft } from './customer.ts'
import {
  answerAsk,
  beginCreate,
  clearRefusal,
  existsButNotFound,
  planCreate,
  refuseAsSame,
  settleCreate,
  type CreateStart,
} from './push-create.ts'
import type { CreateIntent } from './sync-state.ts'
import {
  accepted,
  contextAt,
  edited,
  editedAddress,
  fixedAddresses,
  freeAddresses,
  inUse,
  linkedTo,
  lostAnswer,
  NOW,
  notSent,
  present,
  refusal,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  slottedAddresses,
  unsent,
} from './sync-fixtures.testing.ts'

const key = 'email:mara@x.example'
const mara = unsent({ name: 'Mara', email: 'Mara@X.example' })
const searching: ConnectorCapabilities = { ...fixedAddresses, searchBeforeCreate: true }
const keyless: ConnectorCapabilities = { ...fixedAddresses, findKeys: [], uniqueKeys: [] }

function begun(
  customer: Customer,
  capabilities = fixedAddresses,
  ms = 0,
): Extract<CreateStart, { kind: 'send' }> {
  const start = beginCreate(customer, [key], capabilities, contextAt(ms))
  if (start.kind !== 'send') throw new Error(start.kind)
  return start
}

const started = begun(mara).customer

describe('P1: what is asked before a create', () => {
  it.each<[string, Customer]>([
    ['linked', linkedTo(remoteRecord({ name: 'A' }))],
    ['kept on this computer', { ...mara, sync: { ...mara.sync, localOnly: true } }],
    ['refused', refuseAsSame(mara, 'c2', NOW)],
  ])('nothing where it is %s', (_, customer) => {
    expect(planCreate(customer, searching, NOW)).toEqual({ kind: 'none' })
    expect(beginCreate(customer, [key], searching, contextAt())).toEqual({ kind: 'none' })
  })

  it('nothing where the remote takes no creates', () => {
    const readOnly = { ...searching, writes: { ...searching.writes, create: false } }
    expect(planCreate(mara, readOnly, NOW)).toEqual({ kind: 'none' })
  })

  it('(a) deleted and never sent: removed, whatever else stands', () => {
    expect(planCreate(markDeleted(mara, NOW), searching, NOW)).toEqual({ kind: 'remove' })
    const local = { ...mara, sync: { ...mara.sync, localOnly: true } }
    expect(planCreate(markDeleted(local, NOW), searching, NOW)).toEqual({ kind: 'remove' })
  })

  it('(b) the first create is searched only where the remote demands it', () => {
    expect(planCreate(mara, fixedAddresses, NOW)).toEqual({ kind: 'send' })
    expect(planCreate(mara, searching, NOW)).toEqual({ kind: 'search', keys: [key] })
    expect(planCreate(unsent({ name: 'A' }), searching, NOW)).toEqual({ kind: 'send' })
  })

  it('(b) an unknown create is searched by its own key first, then by the present one', () => {
    const changed = edited(started, { email: 'new@x.example' })
    expect(planCreate(started, fixedAddresses, NOW)).toEqual({ kind: 'search', keys: [key] })
    expect(planCreate(changed, fixedAddresses, NOW)).toEqual({
      kind: 'search',
      keys: [key, 'email:new@x.example'],
    })
  })

  it('(b) an unknown create without a key: a person is asked, and asked only once', () => {
    const unknown = begun(mara, keyless).customer
    const plan = planCreate(unknown, keyless, NOW + 1)
    expect(plan).toMatchObject({
      kind: 'ask',
      customer: { sync: { refused: { of: 'ask' }, intent: { key: '' } } },
    })
    if (plan.kind === 'ask') expect(planCreate(plan.customer, keyless, NOW)).toEqual({ kind: 'none' })
  })

  it('"exists": every key is searched', () => {
    const addresses = [newAddress('a1', { line1: '18 Quay Road', postcode: '94607' })]
    const customer = unsent({ name: 'Mara', email: 'mara@x.example', addresses })
    const place = 'nameAndAddress:["Mara","94607","18 Quay Road"]'
    expect(planCreate(customer, fixedAddresses, NOW, true)).toEqual({ kind: 'search', keys: [key, place] })
  })
})

describe('P1: the create itself', () => {
  it('(c) what was found belongs to another: refused with its id, and no intent is left', () => {
    expect(refuseAsSame(started, 'c2', NOW).sync).toMatchObject({
      intent: null,
      refused: { of: 'create', message: '', values: { sameAs: 'c2' } },
    })
  })

  it('(d) not found and deleted: removed, once the unknown create can no longer take effect', () => {
    const doomed = markDeleted(started, NOW + 1)
    expect(beginCreate(doomed, [key], fixedAddresses, contextAt(SETTLE_MS - 1))).toEqual({
      kind: 'wait',
      until: NOW + SETTLE_MS,
    })
    expect(beginCreate(doomed, [key], fixedAddresses, contextAt(SETTLE_MS))).toEqual({ kind: 'remove' })
  })

  it('"not found" is no answer while the unknown create may still take effect', () => {
    expect(beginCreate(started, [key], fixedAddresses, contextAt(SETTLE_MS - 1)).kind).toBe('wait')
    expect(beginCreate(started, [key], fixedAddresses, { now: NOW + 5, settleMs: 5 }).kind).toBe('send')
    const again = begun(started, fixedAddresses, SETTLE_MS)
    expect(again.previous).toEqual(started.sync.intent)
    expect(again.customer.sync.intent).toMatchObject({ at: NOW + SETTLE_MS })
  })

  it('(e) the key was changed since the search: start again', () => {
    const changed = edited(started, { email: 'new@x.example' })
    expect(beginCreate(changed, [key], fixedAddresses, contextAt(SETTLE_MS)).kind).toBe('plan-again')
    expect(beginCreate(mara, [], searching, contextAt()).kind).toBe('plan-again')
    const unknown = begun(mara, keyless).customer
    expect(beginCreate(unknown, [], keyless, contextAt(SETTLE_MS)).kind).toBe('plan-again')
  })

  it('(e, f) writes the intent with all values, and sends them', () => {
    const { customer, push, previous } = begun(mara)
    const sent = { name: 'Mara', email: 'Mara@X.example' }
    expect(customer.sync.intent).toEqual({ kind: 'create', key, sent, at: NOW })
    expect(push).toMatchObject({ type: 'create', localId: 'c1', key, whole: sent, archived: false })
    expect(previous).toBeNull()
  })

  it('carries neither what only an update can set, nor archiving, nor what stays on this computer', () => {
    const addresses = [
      newAddress('a1', { city: 'Oakland', latitude: '37' }),
      newAddress('a2', { city: 'Bremen' }),
      newAddress('a3', { city: 'Kiel' }),
    ]
    const draft: Partial<CustomerDraft> = {
      storeId: '3',
      username: 'm',
      addresses,
      defaultBillingAddressId: 'a3',
    }
    const customer = { ...unsent({ name: 'Mara', ...draft }), archivedAt: 5 }
    const carried = (capabilities: ConnectorCapabilities): unknown =>
      (begun(customer, capabilities).customer.sync.intent as CreateIntent).sent
    const both = { 'address/a1/city': 'Oakland', 'address/a3/city': 'Kiel', name: 'Mara' }
    const pointers = { defaultShippingAddressId: 'a1', defaultBillingAddressId: 'a3' }
    expect(carried(fixedAddresses)).toEqual({ ...both, ...pointers })
    expect(carried(freeAddresses)).toEqual({
      ...both,
      ...pointers,
      'address/a2/city': 'Bremen',
      storeId: '3',
    })
    expect(carried(slottedAddresses)).toEqual({ ...both, storeId: '3' })
  })
})

describe('P4: the outcome of a create', () => {
  const settle = (
    customer: Customer,
    outcome: Parameters<typeof settleCreate>[1],
    previous: CreateIntent | null = null,
  ) => settleCreate(customer, outcome, previous, fixedAddresses, contextAt(1))

  it('accepted: linked (L)', () => {
    const { customer } = settle(
      edited(started, { phone: '5' }),
      accepted(remoteRecord({ name: 'Mara', email: 'mara@x.example' })),
    )
    expect(customer).toMatchObject({
      remoteId: 'r1',
      phone: '5',
      sync: { intent: null, base: { phone: '' } },
    })
  })

  it('accepted: the remote ids of its addresses are stored', () => {
    const withRoot = begun(
      unsent({ name: 'Mara', addresses: [newAddress('a1', { city: 'Oakland' })] }),
    ).customer
    const record = remoteRecord({ name: 'Mara' }, [remoteAddress('7', { city: 'OAKLAND', country: 'US' })])
    const { customer } = settle(withRoot, accepted(record, { a1: '7' }))
    expect(present(customer).addresses).toMatchObject([{ id: 'a1', remoteId: '7', city: 'OAKLAND' }])
  })

  it('refused: no intent, and the reason while mine is still what was sent', () => {
    expect(present(settle(started, refusal).customer).sync).toMatchObject({
      intent: null,
      refused: { of: 'create', message: 'The email is taken.', field: 'email', values: { name: 'Mara' } },
    })
    expect(present(settle(edited(started, { email: 'b@x.example' }), refusal).customer).sync).toMatchObject({
      intent: null,
      refused: null,
    })
  })

  it('refused: an address edited meanwhile leaves no trace of the old one', () => {
    const withRoot = begun(
      unsent({ name: 'Mara', addresses: [newAddress('a1', { city: 'Oakland' })] }),
    ).customer
    const changed = editedAddress(withRoot, 'a1', { city: 'Bremen' })
    expect(changed.addresses).toHaveLength(2)
    const after = present(settle(changed, refusal).customer)
    expect(after.addresses).toMatchObject([{ city: 'Bremen', superseded: '' }])
    expect(after.defaultShippingAddressId).toBe(inUse(after)[0]?.id)
  })

  it('"exists" at the first attempt: no intent, search, link as never sent', () => {
    const outcome = settle(started, { status: 'exists', localId: 'c1', reason: 'exists' })
    expect(outcome).toMatchObject({ search: true, customer: { sync: { intent: null, refused: null } } })
  })

  it('"exists" after an unknown attempt: the intent is kept', () => {
    const again = begun(started, fixedAddresses, SETTLE_MS)
    const outcome = settle(
      again.customer,
      { status: 'exists', localId: 'c1', reason: 'exists' },
      again.previous,
    )
    expect(outcome).toMatchObject({ search: true })
    expect(outcome.customer).toBe(again.customer)
  })

  it('"exists", but nothing is found: refused, or asked after an unknown attempt', () => {
    expect(existsButNotFound(mara, 'exists', NOW).sync.refused).toMatchObject({
      of: 'create',
      message: 'exists',
    })
    expect(existsButNotFound(started, 'exists', NOW).sync).toMatchObject({
      refused: { of: 'ask' },
      intent: { key },
    })
  })

  it('lost: the intent is kept', () => {
    expect(settle(started, lostAnswer).customer).toBe(started)
  })

  it('not sent: an intent just written goes, an earlier unknown one stays as it was', () => {
    expect(present(settle(started, notSent).customer).sync.intent).toBeNull()
    const again = begun(edited(started, { name: 'B' }), fixedAddresses, SETTLE_MS)
    expect(present(settle(again.customer, notSent, again.previous).customer).sync.intent).toEqual(
      started.sync.intent,
    )
  })

  it('an outcome that comes after the intent was settled otherwise changes nothing', () => {
    for (const outcome of [refusal, notSent, lostAnswer]) expect(settle(mara, outcome).customer).toBe(mara)
  })
})

describe('what a person says', () => {
  const asked = existsButNotFound(started, '', NOW)

  it('it is not there: it may be sent again', () => {
    expect(answerAsk(asked, 'send-again').sync).toMatchObject({
      intent: null,
      refused: null,
      localOnly: false,
    })
    expect(answerAsk(asked, 'keep-local-only').sync).toMatchObject({
      intent: null,
      refused: null,
      localOnly: true,
    })
    expect(answerAsk(mara, 'send-again')).toBe(mara)
  })

  it('try again: a refusal goes, a question stays', () => {
    expect(clearRefusal(refuseAsSame(mara, 'c2', NOW)).sync.refused).toBeNull()
    expect(clearRefusal(asked)).toBe(asked)
    expect(clearRefusal(mara)).toBe(mara)
  })
})
