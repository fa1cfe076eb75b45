import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Route, Switch } from 'wouter'
import { newAddress } from '#shared/domain/address.ts'
import { draftOf, emptyCustomerDraft, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { ownReferenceProfile, skuIoLikeProfile, upsertingProfile } from '#shared/connector/memory-profiles.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import type { CustomerTab } from '#renderer/workspace/paths.ts'
import { CustomerPage } from './customer-page.tsx'

const user = userEvent.setup({ delay: null })

let desk: TestWorkspace
afterEach(async () => {
  await desk.close()
})

function show(path: string): ReturnType<typeof renderInWorkspace> {
  return renderInWorkspace(
    <Switch>
      <Route path="/customers">The list</Route>
      <Route path="/customers/new">
        <CustomerPage id={null} tab="profile" renderSkus={() => null} renderRelated={() => null} />
      </Route>
      <Route path="/customers/:id/:tab?">
        {({ id, tab }) => (
          <CustomerPage
            key={id}
            id={id}
            tab={(tab ?? 'profile') as CustomerTab}
            renderSkus={() => null}
            renderRelated={() => null}
          />
        )}
      </Route>
    </Switch>,
    desk.workspace,
    { path },
  )
}

/** Puts text into a field in one go, as a person who pastes it. */
async function fill(field: HTMLElement, text: string): Promise<void> {
  await user.click(field)
  await user.paste(text)
}

const stored = async (): Promise<Customer[]> => {
  await desk.workspace.roster.flush()
  return desk.workspace.customers.firstPage(10)
}

const create = (draft: Partial<CustomerDraft>): Promise<Customer> =>
  desk.workspace.customers.create({ ...emptyCustomerDraft(), ...draft })

describe('a new customer', () => {
  beforeEach(async () => {
    desk = await openTestWorkspace()
  })

  it('is refused without anything to show it by, in plain words', async () => {
    show('/customers/new')
    await user.click(screen.getByRole('button', { name: 'Add customer' }))
    expect(screen.getByText('Give a name, a company or an e-mail')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('Name'))
    expect(await stored()).toEqual([])
  })

  it('checks the e-mail as soon as the field is left, and while typing from then on', async () => {
    show('/customers/new')
    const email = screen.getByLabelText('E-mail')
    await user.click(email)
    await user.paste('mara@okafor')
    expect(screen.queryByText('This is not an e-mail address')).toBeNull()
    await user.tab()
    expect(screen.getByText('This is not an e-mail address')).toBeTruthy()
    await fill(email, '.eu')
    expect(screen.queryByText('This is not an e-mail address')).toBeNull()
  })

  it('is stored with its address as the one to ship to, and shown', async () => {
    const { history } = show('/customers/new')
    await fill(screen.getByLabelText('Name'), 'Mara Okafor')
    await fill(screen.getByLabelText('Street'), '18 Quay Road')
    await fill(screen.getByLabelText('City'), 'Oakland')
    await user.click(screen.getByRole('button', { name: 'Add customer' }))
    await screen.findByRole('heading', { name: 'Mara Okafor' })
    const [customer] = await stored()
    expect(customer?.addresses).toHaveLength(1)
    expect(customer?.addresses[0]?.line1).toBe('18 Quay Road')
    expect(customer?.defaultShippingAddressId).toBe(customer?.addresses[0]?.id)
    expect(history.at(-1)).toBe(`/customers/${customer?.id ?? ''}`)
  })
})

describe('a customer of a connected workspace', () => {
  beforeEach(async () => {
    desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  })

  it('says which fields stay on this computer', async () => {
    const { id } = await create({ name: 'Mara' })
    show(`/customers/${id}`)
    const mobile = await screen.findByLabelText(/^Mobile/)
    expect(mobile).toBe(screen.getByLabelText('Mobile(Only on this computer)'))
    expect(screen.getByLabelText('E-mail')).toBeTruthy()
  })

  it('keeps what a field showed before, so that news that came in unseen are asked about', async () => {
    const { id } = await create({ name: 'Mara', phone: '+15550144' })
    await desk.workspace.customers.modify(id, (customer) => ({ ...customer, remoteId: '7' }))
    show(`/customers/${id}`)
    await user.clear(await screen.findByLabelText('Phone'))
    await fill(screen.getByLabelText('Phone'), '+15550199')
    await desk.workspace.customers.modify(id, (customer) => ({
      ...customer,
      phone: '+15550100',
      company: 'Okafor',
    }))
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Company').value).toBe('Okafor'))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByText('Unsaved changes')).toBeNull())
    const [customer] = await stored()
    expect(customer).toMatchObject({
      phone: '+15550199',
      company: 'Okafor',
      sync: { base: { phone: '+15550144' } },
    })
  })

  it('refuses what the remote would refuse', async () => {
    const { id } = await create({ name: 'Mara', company: 'Okafor' })
    show(`/customers/${id}`)
    await user.clear(await screen.findByLabelText(/^Name/))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(/^Needed by /)).toBeTruthy()
    expect((await stored())[0]?.name).toBe('Mara')
  })
})

describe('a customer', () => {
  beforeEach(async () => {
    desk = await openTestWorkspace()
  })

  it('is saved by Ctrl+S with only what was changed', async () => {
    const { id } = await create({ name: 'Mara', phone: '+15550144' })
    show(`/customers/${id}`)
    await fill(await screen.findByLabelText('Company'), 'Okafor Hardware')
    expect(screen.getByText('Unsaved changes')).toBeTruthy()
    // Somebody else changes another field meanwhile.
    await desk.workspace.customers.modify(id, (customer) => ({ ...customer, phone: '+15550199' }))
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Phone').value).toBe('+15550199'))
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(screen.queryByText('Unsaved changes')).toBeNull())
    const [customer] = await stored()
    expect(customer).toMatchObject({ company: 'Okafor Hardware', phone: '+15550199' })
  })

  it('asks before unsaved changes are left, and saves them if told so', async () => {
    const { id } = await create({ name: 'Mara' })
    const { history } = show(`/customers/${id}`)
    await fill(await screen.findByLabelText('Company'), 'Okafor')
    await user.click(screen.getByRole('button', { name: 'Back to customers' }))
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' })
    expect(history.at(-1)).toBe(`/customers/${id}`)
    await user.click(within(dialog).getByRole('button', { name: 'Save and leave' }))
    await screen.findByText('The list')
    expect((await stored())[0]?.company).toBe('Okafor')
  })

  it('shows what changed, with what was there before', async () => {
    const { id } = await create({ name: 'Mara', company: 'Old Ltd' })
    show(`/customers/${id}`)
    const company = await screen.findByLabelText('Company')
    await user.clear(company)
    await fill(company, 'New Ltd')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByText('Unsaved changes')).toBeNull())
    await user.click(screen.getByRole('tab', { name: 'History' }))
    expect(await screen.findByText('Old Ltd')).toBeTruthy()
    expect(screen.getByText('New Ltd')).toBeTruthy()
  })

  it('that is gone says so', async () => {
    show('/customers/nobody')
    expect(await screen.findByText('This customer is not here any more')).toBeTruthy()
  })
})

describe('addresses', () => {
  const quay = newAddress('a1', {
    line1: '18 Quay Road',
    city: 'Oakland',
    regionCode: 'CA',
    postcode: '94607',
    countryCode: 'US',
  })

  it('are added, written as their country does, and used for billing', async () => {
    desk = await openTestWorkspace()
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    show(`/customers/${id}/addresses`)
    const first = await screen.findByRole('article')
    expect(within(first).getByText('Oakland CA 94607')).toBeTruthy()
    expect(within(first).getByText('Ships here')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Add an address' }))
    const dialog = await screen.findByRole('dialog', { name: 'New address' })
    await user.click(within(dialog).getByRole('button', { name: 'Add address' }))
    expect(within(dialog).getByText('Fill in at least one line of the address')).toBeTruthy()
    await fill(within(dialog).getByLabelText('Street'), 'Hafenstr. 5')
    await fill(within(dialog).getByLabelText('City'), 'Hamburg')
    await fill(within(dialog).getByLabelText('Postcode'), '20359')
    await user.click(within(dialog).getByLabelText('Country', { selector: 'input' }))
    await fill(within(dialog).getByLabelText('Country', { selector: 'input' }), 'Germ')
    await user.click(await screen.findByRole('option', { name: 'Germany' }))
    await user.click(within(dialog).getByRole('checkbox', { name: 'Bill here' }))
    await user.click(within(dialog).getByRole('button', { name: 'Add address' }))
    expect(await screen.findByText('20359 Hamburg')).toBeTruthy()
    expect(screen.getByText('Bills here')).toBeTruthy()
    const [customer] = await stored()
    expect(customer?.addresses).toHaveLength(2)
    expect(customer?.defaultShippingAddressId).toBe('a1')
  })

  it('that change while one is edited keep what has come in', async () => {
    desk = await openTestWorkspace()
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    show(`/customers/${id}/addresses`)
    await user.click(await screen.findByRole('button', { name: 'Actions for this address' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit' }))
    const dialog = await screen.findByRole('dialog', { name: 'Edit address' })
    const [there] = await stored()
    if (there === undefined) throw new Error('It was stored')
    const from = draftOf(there)
    await desk.workspace.customers.save(id, from, { ...from, addresses: [{ ...quay, phone: '5' }] })
    expect(await screen.findByText('5')).toBeTruthy()
    await user.clear(within(dialog).getByLabelText('City'))
    await fill(within(dialog).getByLabelText('City'), 'Alameda')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(async () => {
      expect((await stored())[0]?.addresses).toMatchObject([{ city: 'Alameda', phone: '5' }])
    })
  })

  it('that are being typed are not lost by closing the dialog', async () => {
    desk = await openTestWorkspace()
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    show(`/customers/${id}/addresses`)
    await user.click(await screen.findByRole('button', { name: 'Add an address' }))
    const street = within(await screen.findByRole('dialog', { name: 'New address' })).getByLabelText('Street')
    await fill(street, 'Dock 4')
    await user.keyboard('{Escape}')
    const question = await screen.findByRole('dialog', { name: 'Leave without saving?' })
    await user.click(within(question).getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByLabelText<HTMLInputElement>('Street').value).toBe('Dock 4')
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Leave without saving?' })).toBeNull())
    await user.keyboard('{Escape}')
    const again = await screen.findByRole('dialog', { name: 'Leave without saving?' })
    await user.click(within(again).getByRole('button', { name: 'Save and leave' }))
    await waitFor(async () => {
      expect((await stored())[0]?.addresses.map(({ line1 }) => line1)).toEqual(['18 Quay Road', 'Dock 4'])
    })
  })

  it('that equal one already there are not added twice', async () => {
    desk = await openTestWorkspace()
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    show(`/customers/${id}/addresses`)
    await user.click(await screen.findByRole('button', { name: 'Add an address' }))
    const dialog = await screen.findByRole('dialog', { name: 'New address' })
    for (const [label, text] of [
      ['Street', '18, quay road'],
      ['City', 'OAKLAND'],
      ['State code', 'ca'],
      ['Postcode', '94607'],
    ] as const) {
      await fill(within(dialog).getByLabelText(label), text)
    }
    await user.click(within(dialog).getByLabelText('Country', { selector: 'input' }))
    await fill(within(dialog).getByLabelText('Country', { selector: 'input' }), 'United States')
    await user.click(await screen.findByRole('option', { name: 'United States' }))
    await user.click(within(dialog).getByRole('button', { name: 'Add address' }))
    expect(await screen.findByText(/is used instead of a second one/)).toBeTruthy()
    expect((await stored())[0]?.addresses).toHaveLength(1)
  })

  it('say before saving that an edit goes out as a new one, where the remote cannot change addresses', async () => {
    desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    await desk.workspace.customers.modify(id, (customer) => ({
      ...customer,
      remoteId: '7',
      addresses: customer.addresses.map((address) => ({ ...address, remoteId: '70' })),
    }))
    show(`/customers/${id}/addresses`)
    await user.click(await screen.findByRole('button', { name: 'Actions for this address' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit' }))
    const dialog = await screen.findByRole('dialog', { name: 'Edit address' })
    expect(within(dialog).getByText(/This will be sent as a new one, and the old one stays/)).toBeTruthy()
    const street = within(dialog).getByLabelText('Street')
    await user.clear(street)
    await fill(street, '20 Quay Road')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('20 Quay Road')).toBeTruthy()
    expect(screen.getByText(/^1 earlier address kept by/)).toBeTruthy()
  })

  it('that are removed come back by undo', async () => {
    desk = await openTestWorkspace()
    const { id } = await create({ name: 'Mara', addresses: [quay] })
    show(`/customers/${id}/addresses`)
    await user.click(await screen.findByRole('button', { name: 'Actions for this address' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }))
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('18 Quay Road')).toBeTruthy()
    expect(screen.getByText('Ships here')).toBeTruthy()
  })
})

describe('a customer of a connected workspace that was never sent', () => {
  it('can be kept only on this computer, and sent after all', async () => {
    desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
    const { id } = await create({ name: 'Mara Okafor' })
    show(`/customers/${id}`)
    await user.click(await screen.findByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Keep only on this computer' }))
    expect(await screen.findByText('Only on this computer')).toBeTruthy()
    expect(await desk.workspace.customers.get(id)).toMatchObject({ pendingSince: 0 })
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Send to/ }))
    await waitFor(() => expect(screen.queryByText('Only on this computer')).toBeNull())
    const customer = await desk.workspace.customers.get(id)
    expect(customer?.sync.localOnly).toBe(false)
    expect(customer?.pendingSince).not.toBe(0)
  })
})

describe('a remote that keeps an address only whole', () => {
  beforeEach(async () => {
    const { capabilities } = upsertingProfile()
    const required = [
      { parts: ['lastName'], orOf: ['lastName'] },
      { parts: ['line1'], orOf: [] },
      { parts: ['phone'], orOf: ['phone', 'mobile'] },
    ] as const
    const addresses = { ...capabilities.addresses, required }
    desk = await openTestWorkspace({ ...capabilities, addresses })
  })
  const address = (): HTMLElement => screen.getByRole('region', { name: 'Address' })

  it('is given the customer’s own name and number, which are not asked for twice', async () => {
    show('/customers/new')
    await fill(screen.getByLabelText('First name'), 'Mara')
    await fill(screen.getByLabelText('Last name'), 'Okafor')
    await fill(screen.getByRole('textbox', { name: /^E-mail/ }), 'mara@okafor.example')
    await fill(screen.getByLabelText('Phone'), '+15550144')
    await fill(within(address()).getByLabelText('Street'), '18 Quay Road')
    expect(within(address()).queryByLabelText('Last name')).toBeNull()
    expect(within(address()).queryByLabelText('Phone')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Add customer' }))
    await screen.findByRole('heading', { name: 'Mara Okafor' })
    expect((await stored())[0]?.addresses).toMatchObject([{ line1: '18 Quay Road', phone: '' }])
  })

  it('asks for what an address that was begun lacks, and for nothing before', async () => {
    show('/customers/new')
    await fill(screen.getByLabelText('Last name'), 'Okafor')
    await fill(screen.getByRole('textbox', { name: /^E-mail/ }), 'mara@okafor.example')
    expect(within(address()).queryByLabelText('Phone')).toBeNull()
    await fill(within(address()).getByLabelText('Street'), '18 Quay Road')
    const phone = within(address()).getByLabelText('Phone')
    await user.click(screen.getByRole('button', { name: 'Add customer' }))
    expect(within(address()).getByText(/^Needed by /)).toBeTruthy()
    expect(await stored()).toEqual([])
    await fill(phone, '+15550144')
    await user.click(screen.getByRole('button', { name: 'Add customer' }))
    await waitFor(async () => expect((await stored())[0]?.addresses).toMatchObject([{ phone: '+15550144' }]))
  })
})

describe('a field that the remote sets once', () => {
  it('is filled in before the customer is there, and read afterwards', async () => {
    const { capabilities } = ownReferenceProfile()
    desk = await openTestWorkspace({ ...capabilities, createOnlyFields: ['referenceId'] })
    const { id } = await create({ firstName: 'Mara', referenceId: 'R1' })
    show(`/customers/${id}`)
    const field = await screen.findByLabelText<HTMLInputElement>('Reference')
    expect(field.readOnly).toBe(false)
    await desk.workspace.customers.modify(id, (customer) => ({ ...customer, remoteId: '7' }))
    await waitFor(() => expect(field.readOnly).toBe(true))
    expect(screen.getByText(/never changes this once the customer is there/)).toBeTruthy()
  })
})

describe('a remote that deletes nothing', () => {
  beforeEach(async () => {
    desk = await openTestWorkspace(ownReferenceProfile().capabilities)
  })
  const openMenu = async (path: string): Promise<void> => {
    show(path)
    await user.click(await screen.findByRole('button', { name: 'More actions' }))
    await screen.findByRole('menuitem', { name: 'Archive' })
  }

  it('is said where deleting would be, of customers that it has', async () => {
    const { id } = await create({ firstName: 'Mara' })
    await desk.workspace.customers.modify(id, (customer) => ({ ...customer, remoteId: '7' }))
    await openMenu(`/customers/${id}`)
    expect(screen.queryByRole('menuitem', { name: 'Delete' })).toBeNull()
    expect(screen.getByText(/deletes no customers for other programs/)).toBeTruthy()
  })

  it('leaves those that it never had to be deleted here', async () => {
    const { id } = await create({ firstName: 'Mara' })
    await openMenu(`/customers/${id}`)
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }))
    await waitFor(async () => expect((await desk.workspace.customers.get(id))?.deletedAt).not.toBe(0))
  })
})
