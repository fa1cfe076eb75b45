import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { applyEdit, markDeleted, newCustomerFrom, setArchived, undoDelete } from './apply-edit.ts'
import { addressFieldKey } from './field-map.ts'
import { draftOf, emptyCustomerDraft, type Customer } from './customer.ts'
import type { Refusal, SyncState } from './sync-state.ts'
import {
  edited,
  editedAddress,
  fixedAddresses,
  freeAddresses,
  inUse,
  linkedTo,
  NOW,
  remoteAddress,
  remoteRecord,
  slottedAddresses,
  unsent,
} from './sync-fixtures.testing.ts'

const clean = linkedTo(remoteRecord({ name: 'Mara', email: 'mara@x.example' }))

function withSync(customer: Customer, sync: Partial<SyncState>): Customer {
  return { ...customer, sync: { ...customer.sync, ...sync } }
}

function refused(of: Refusal['of']): Refusal {
  return { message: 'no', of, field: '', values: {}, at: NOW }
}

describe('a person edits a field', () => {
  it('not linked: only the value changes; a refusal is forgotten, "ask" is not', () => {
    const local = withSync(unsent({ name: 'A' }), { refused: refused('create') })
    expect(edited(local, { name: 'B' })).toMatchObject({ name: 'B', sync: { base: {}, refused: null } })
    const asked = withSync(local, { refused: refused('ask') })
    expect(edited(asked, { name: 'B' }).sync.refused?.of).toBe('ask')
  })

  it('linked: the old value becomes the base, once', () => {
    const once = edited(clean, { name: 'B' })
    expect(once).toMatchObject({ name: 'B', sync: { base: { name: 'Mara' } } })
    expect(edited(once, { name: 'C' })).toMatchObject({ name: 'C', sync: { base: { name: 'Mara' } } })
  })

  it('linked: a refusal is forgotten', () => {
    expect(edited(withSync(clean, { refused: refused('update') }), { name: 'B' }).sync.refused).toBeNull()
    expect(edited(withSync(clean, { refused: refused('delete') }), { name: 'B' }).sync.refused).toBeNull()
  })

  it('edited back to the base: clean again', () => {
    const back = edited(edited(clean, { name: 'B' }), { name: 'Mara' })
    expect(back.sync.base).toEqual({})
  })

  it('edited back while an update with it is under way: stays pending', () => {
    const sent = withSync(edited(clean, { name: 'B' }), { sent: { fields: { name: 'B' }, at: NOW } })
    expect(edited(sent, { name: 'Mara' }).sync.base).toEqual({ name: 'Mara' })
  })

  it('edited back while it is in conflict: stays pending', () => {
    const conflict = withSync(edited(clean, { name: 'B' }), {
      theirs: { kind: 'fields', fields: { name: 'C' } },
    })
    expect(edited(conflict, { name: 'Mara' }).sync.base).toEqual({ name: 'Mara' })
  })

  it('edited while no common state is known: the base stays unknown', () => {
    const unknown = withSync(clean, { base: { name: null } })
    expect(edited(unknown, { name: 'B' }).sync.base).toEqual({ name: null })
  })

  it('only what differs from the form as it was opened is touched', () => {
    const from = draftOf(clean)
    const meanwhile = { ...clean, phone: '9' }
    const saved = applyEdit(meanwhile, from, { ...from, name: 'B' }, fixedAddresses, NOW + 1)
    expect(saved).toMatchObject({
      name: 'B',
      phone: '9',
      updatedAt: NOW + 1,
      sync: { base: { name: 'Mara' } },
    })
  })

  it('what came in unseen into a touched field is asked about: the base is what the person saw', () => {
    const from = draftOf(clean)
    const meanwhile = { ...clean, name: 'Mara K.' }
    const saved = applyEdit(meanwhile, from, { ...from, name: 'Mara L.' }, fixedAddresses, NOW + 1)
    expect(saved).toMatchObject({ name: 'Mara L.', sync: { base: { name: 'Mara' } } })
    const place = remoteAddress('a1', { line1: '1 Quay Road' })
    const placed = linkedTo(remoteRecord({ name: 'Mara' }, [place]), freeAddresses)
    const [old] = placed.addresses
    if (old === undefined) throw new Error('There is no address')
    const changed = { ...placed, addresses: [{ ...old, line1: '2 Quay Road' }] }
    const opened = draftOf(placed)
    const to = { ...opened, addresses: [{ ...old, line1: '3 Quay Road' }] }
    expect(applyEdit(changed, opened, to, freeAddresses, NOW + 1).sync.base).toEqual({
      [addressFieldKey(old.id, 'line1')]: '1 Quay Road',
    })
  })

  it('an edit of nothing answers with the very same document', () => {
    expect(edited(clean, {})).toBe(clean)
    expect(edited(clean, { tags: [] })).toBe(clean)
  })

  it('what the remote cannot hold is kept without a base, and so is everything without a connection', () => {
    expect(edited(clean, { username: 'm' })).toMatchObject({ username: 'm', sync: { base: {} } })
    expect(edited(clean, { name: 'B' }, null)).toMatchObject({ name: 'B', sync: { base: {} } })
  })

  it('tags and switches are fields like others', () => {
    const saved = edited(clean, { tags: ['vip'], acceptsMarketing: true })
    expect(saved.sync.base).toEqual({ tags: '', acceptsMarketing: '' })
    expect(edited(saved, { tags: [], acceptsMarketing: false }).sync.base).toEqual({})
  })

  it('archiving is one, too', () => {
    const archived = setArchived(clean, true, fixedAddresses, NOW + 1)
    expect(archived).toMatchObject({ archivedAt: NOW + 1, sync: { base: { archived: '' } } })
    expect(setArchived(archived, false, fixedAddresses, NOW + 2)).toMatchObject({
      archivedAt: 0,
      sync: { base: {} },
    })
    expect(setArchived(clean, false, fixedAddresses, NOW + 2)).toBe(clean)
    expect(setArchived(clean, true, null, NOW).sync.base).toEqual({})
  })
})

describe('a person deletes', () => {
  it('asks for deletion and forgets a refusal', () => {
    const doomed = markDeleted(withSync(clean, { refused: refused('delete') }), NOW + 1)
    expect(doomed).toMatchObject({ deletedAt: NOW + 1, sync: { refused: null } })
    expect(markDeleted(doomed, NOW + 2)).toBe(doomed)
  })

  it('not while a conflict waits', () => {
    const conflict = withSync(clean, { theirs: { kind: 'deleted-there' } })
    expect(markDeleted(conflict, NOW)).toBe(conflict)
  })

  it('undoes it until the request to delete is written', () => {
    const doomed = markDeleted(clean, NOW)
    expect(undoDelete(doomed, NOW + 1).deletedAt).toBe(0)
    const underWay = withSync(doomed, { intent: { kind: 'delete', at: NOW } })
    expect(undoDelete(underWay, NOW + 1)).toBe(underWay)
    expect(undoDelete(clean, NOW)).toBe(clean)
  })

  it('undoing where the remote was edited has the record read again', () => {
    const edit = { kind: 'edited-there' as const, fields: { name: 'B' } }
    const undone = undoDelete(withSync(markDeleted(clean, NOW), { theirs: edit }), NOW + 1)
    expect(undone).toMatchObject({ deletedAt: 0, detailsDue: NOW + 1, sync: { theirs: null } })
  })
})

describe('a new customer', () => {
  const quay = newAddress('a1', { line1: '18 Quay Road', city: 'Oakland' })

  it('has its first address as default shipping, unless another was chosen', () => {
    const box = newAddress('a2', { line1: 'PO Box 77' })
    const draft = { ...emptyCustomerDraft(), addresses: [newAddress('a0', {}), quay, box] }
    expect(newCustomerFrom('c', draft, NOW)).toMatchObject({
      defaultShippingAddressId: 'a1',
      defaultBillingAddressId: '',
      addresses: [{ id: 'a1' }, { id: 'a2' }],
    })
    const chosen = { ...draft, defaultShippingAddressId: 'a2', defaultBillingAddressId: 'a0' }
    expect(newCustomerFrom('c', chosen, NOW)).toMatchObject({
      defaultShippingAddressId: 'a2',
      defaultBillingAddressId: '',
    })
  })

  it('has equal addresses once, with the parts of both, and its defaults follow', () => {
    const same = newAddress('a2', { line1: '18, quay ROAD', city: 'oakland', phone: '5' })
    const draft = { ...emptyCustomerDraft(), addresses: [quay, same], defaultBillingAddressId: 'a2' }
    const customer = newCustomerFrom('c', draft, NOW)
    expect(customer.addresses).toMatchObject([{ id: 'a1', line1: '18 Quay Road', phone: '5' }])
    expect(customer.defaultBillingAddressId).toBe('a1')
  })

  it('keeps addresses apart that only have parts which do not say where', () => {
    const addresses = [newAddress('a1', { label: 'Shop' }), newAddress('a2', { label: 'Home' })]
    expect(newCustomerFrom('c', { ...emptyCustomerDraft(), addresses }, NOW).addresses).toHaveLength(2)
  })
})

const withTwo = (capabilities = fixedAddresses): Customer =>
  linkedTo(
    remoteRecord({ name: 'Mara' }, [
      remoteAddress('7', { line1: '18 Quay Road', city: 'Oakland', phone: '5' }),
      remoteAddress('8', { line1: 'PO Box 77' }),
    ]),
    capabilities,
  )

describe('addresses where the remote cannot change or remove them', () => {
  const customer = withTwo()

  it('an edit makes a new one, default where the old one was; the old one is marked and kept as it is there', () => {
    const saved = editedAddress(customer, 'local-7', { city: 'Bremen' })
    const successor = saved.addresses[2]
    expect(saved.addresses[0]).toEqual({ ...customer.addresses[0], superseded: 'replaced' })
    expect(successor).toMatchObject({
      line1: '18 Quay Road',
      city: 'Bremen',
      phone: '5',
      remoteId: '',
      superseded: '',
    })
    expect(saved.defaultShippingAddressId).toBe(successor?.id)
    const id = successor?.id ?? ''
    expect(saved.sync.base).toEqual({
      defaultShippingAddressId: 'local-7',
      [`address/${id}/line1`]: '',
      [`address/${id}/city`]: '',
      [`address/${id}/phone`]: '',
    })
  })

  it('the new one is edited in place until it is sent', () => {
    const once = editedAddress(customer, 'local-7', { city: 'Bremen' })
    const id = once.defaultShippingAddressId
    const twice = editedAddress(once, id, { city: 'Hamburg', phone: '' }, fixedAddresses, 9)
    expect(inUse(twice).map((address) => address.city)).toEqual(['', 'Hamburg'])
    expect(twice.addresses).toHaveLength(3)
    expect(twice.sync.base).not.toHaveProperty(`address/${id}/phone`)
  })

  it('edited back, the old one is in use again and nothing is pending', () => {
    const once = editedAddress(customer, 'local-7', { city: 'Bremen' })
    const back = editedAddress(once, once.defaultShippingAddressId, { city: 'Oakland' })
    expect({ ...back, updatedAt: customer.updatedAt }).toEqual(customer)
  })

  it('one that is under way is not changed in place either', () => {
    const once = editedAddress(customer, 'local-7', { city: 'Bremen' })
    const id = once.defaultShippingAddressId
    const sent = {
      fields: { [`address/${id}/line1`]: '18 Quay Road', [`address/${id}/city`]: 'Bremen' },
      at: NOW,
    }
    const inFlight = withSync(once, { sent })
    const twice = editedAddress(inFlight, id, { city: 'Hamburg' }, fixedAddresses, 9)
    expect(twice.addresses.map(({ city, superseded }) => [city, superseded])).toEqual([
      ['Oakland', 'replaced'],
      ['', ''],
      ['Bremen', 'replaced'],
      ['Hamburg', ''],
    ])
  })

  it('parts the remote does not hold change in place', () => {
    const saved = editedAddress(customer, 'local-7', { latitude: '37.8' })
    expect(saved.addresses).toMatchObject([
      { id: 'local-7', latitude: '37.8', superseded: '' },
      { id: 'local-8' },
    ])
    expect(saved.sync.base).toEqual({})
  })

  it('a removed one is marked, its default moves, and nothing of its parts is sent', () => {
    const saved = edited(customer, { addresses: customer.addresses.slice(1) })
    expect(saved.addresses).toMatchObject([
      { id: 'local-7', superseded: 'removed', remoteId: '7', line1: '18 Quay Road' },
      { id: 'local-8', superseded: '' },
    ])
    expect(saved.defaultShippingAddressId).toBe('local-8')
    expect(saved.sync.base).toEqual({ defaultShippingAddressId: 'local-7' })
  })

  it('the last one keeps the default, which the remote cannot take from it', () => {
    const saved = edited(customer, { addresses: [] })
    expect(inUse(saved)).toEqual([])
    expect(saved).toMatchObject({ defaultShippingAddressId: 'local-7', sync: { base: {} } })
  })

  it('a billing default goes where shipping is, since it cannot be taken away there', () => {
    const billed = { ...customer, defaultBillingAddressId: 'local-8' }
    const saved = edited(billed, { addresses: customer.addresses.slice(0, 1) })
    expect(saved.defaultBillingAddressId).toBe('local-7')
  })

  it('adding one that equals a removed one takes that into use again', () => {
    const removed = edited(customer, { addresses: customer.addresses.slice(0, 1) })
    const again = newAddress('n1', { line1: 'po box 77' })
    const saved = edited(removed, { addresses: [...removed.addresses, again], defaultBillingAddressId: 'n1' })
    expect(inUse(saved).map(({ id }) => id)).toEqual(['local-7', 'local-8'])
    expect(saved).toMatchObject({
      defaultBillingAddressId: 'local-8',
      sync: { base: { defaultBillingAddressId: '' } },
    })
  })

  it('superseded ones missing in the form are left alone', () => {
    const saved = editedAddress(customer, 'local-7', { city: 'Bremen' })
    expect(edited(saved, { addresses: inUse(saved) })).toBe(saved)
  })
})

describe('addresses where the remote can change and remove them', () => {
  const customer = withTwo(freeAddresses)

  it('an edit is an edit', () => {
    const saved = editedAddress(customer, 'local-7', { city: 'Bremen' }, freeAddresses)
    expect(saved.addresses).toMatchObject([
      { id: 'local-7', city: 'Bremen', superseded: '' },
      { id: 'local-8' },
    ])
    expect(saved.sync.base).toEqual({ 'address/local-7/city': 'Oakland' })
  })

  it('a removed one keeps its remote id until the remote has agreed', () => {
    const saved = edited(customer, { addresses: customer.addresses.slice(1) }, freeAddresses)
    expect(saved.addresses[0]).toMatchObject({ id: 'local-7', superseded: 'removed', remoteId: '7' })
    expect(saved.sync.base).toEqual({
      'address/local-7/line1': '18 Quay Road',
      'address/local-7/city': 'Oakland',
      'address/local-7/phone': '5',
      defaultShippingAddressId: 'local-7',
    })
  })

  it('one added and removed before it was sent leaves no trace', () => {
    const added = edited(
      customer,
      { addresses: [...customer.addresses, newAddress('n1', { city: 'X' })] },
      freeAddresses,
    )
    expect(added.sync.base).toEqual({ 'address/n1/city': '' })
    const removed = edited(added, { addresses: customer.addresses }, freeAddresses)
    expect({ ...removed, updatedAt: customer.updatedAt }).toEqual(customer)
  })

  it('one edited here that went meanwhile is added anew', () => {
    const from = draftOf(customer)
    const addresses = from.addresses.map((address) => ({ ...address, city: 'Bremen' }))
    const meanwhile = { ...customer, addresses: customer.addresses.slice(1) }
    const saved = applyEdit(meanwhile, from, { ...from, addresses }, freeAddresses, NOW)
    expect(saved.addresses).toMatchObject([
      { id: 'local-8', city: 'Bremen' },
      { id: 'local-7', line1: '18 Quay Road', city: 'Bremen', remoteId: '' },
    ])
  })

  it('the first address of a customer without any becomes default shipping', () => {
    const bare = linkedTo(remoteRecord({ name: 'Mara' }), freeAddresses)
    const saved = edited(bare, { addresses: [newAddress('n1', { city: 'X' })] }, freeAddresses)
    expect(saved).toMatchObject({
      defaultShippingAddressId: 'n1',
      sync: { base: { defaultShippingAddressId: '' } },
    })
  })
})

describe.each([
  ['can be changed', freeAddresses],
  ['cannot be changed', fixedAddresses],
])('taking a removal back, addresses that %s', (_, capabilities) => {
  const customer = withTwo(capabilities)
  const [first] = customer.addresses
  const removed = edited(customer, { addresses: customer.addresses.slice(1) }, capabilities)
  /** As the page of a customer takes it back: the address as it was, and the defaults. */
  const takenBack = (current: Customer): Customer => {
    const others = current.addresses.filter(({ id }) => id !== first?.id)
    const { defaultShippingAddressId } = customer
    const addresses = [...others, ...(first === undefined ? [] : [first])]
    return edited(current, { addresses, defaultShippingAddressId }, capabilities)
  }

  it('leaves no trace', () => {
    expect({ ...takenBack(removed), updatedAt: customer.updatedAt }).toEqual(customer)
  })

  it('adds one anew that is gone meanwhile', () => {
    const gone = { ...removed, addresses: inUse(removed), sync: { ...removed.sync, base: {} } }
    expect(inUse(takenBack(gone)).map(({ id, remoteId }) => [id, remoteId])).toEqual([
      ['local-8', '8'],
      ['local-7', ''],
    ])
  })
})

describe('addresses without a connection', () => {
  it('are edited and removed in place', () => {
    const local = { ...withTwo(), remoteId: '' }
    const saved = edited(
      local,
      { addresses: local.addresses.slice(1).map((address) => ({ ...address, city: 'Bremen' })) },
      null,
    )
    expect(saved.addresses).toMatchObject([{ id: 'local-8', city: 'Bremen', superseded: '' }])
    expect(saved).toMatchObject({ defaultShippingAddressId: 'local-8', sync: { base: {} } })
  })

  it('a name or code that was changed alone takes the other with it, which meant what was there before', () => {
    const place = newAddress('n1', { city: 'X', region: 'Victoria', regionCode: 'Vic', countryCode: 'AU' })
    const customer = unsent({ addresses: [{ ...place, country: 'Australia' }] })
    const moved = editedAddress(customer, 'n1', { region: 'Tasmania', countryCode: 'NZ' })
    expect(moved.addresses[0]).toMatchObject({
      region: 'Tasmania',
      regionCode: '',
      country: '',
      countryCode: 'NZ',
    })
    const both = editedAddress(customer, 'n1', { region: 'Tasmania', regionCode: 'Tas' })
    expect(both.addresses[0]).toMatchObject({ region: 'Tasmania', regionCode: 'Tas', country: 'Australia' })
  })

  it('an address with nothing in it is not kept', () => {
    const saved = edited(unsent({ name: 'A' }), { addresses: [newAddress('n1', { city: ' ' })] }, null)
    expect(saved.addresses).toEqual([])
  })
})

describe('addresses where the remote has slots', () => {
  it('one that is in no slot and is no default stays on this computer', () => {
    const record = remoteRecord({ name: 'Mara' }, [remoteAddress('shipping', { city: 'Oakland' })])
    const customer = linkedTo(record, slottedAddresses)
    const extra = newAddress('n1', { city: 'Bremen' })
    const saved = edited(customer, { addresses: [...customer.addresses, extra] }, slottedAddresses)
    expect(inUse(saved)).toHaveLength(2)
    expect(saved.sync.base).toEqual({})
  })
})
