import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { draftOf } from '#shared/domain/customer.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { testEngine } from '#renderer/workspace/test-engine.testing.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { ConflictRuleSection } from './conflict-rule-section.tsx'
import { ConflictsLink } from './conflicts-link.tsx'
import { ConflictsPage } from './conflicts-page.tsx'

const user = userEvent.setup({ delay: null })
const NAMES = ['Ada', 'Beth', 'Cleo']
let desk: TestWorkspace
let remote: MemoryRemote
let sync: SyncEngine
let undoLayout: () => void

/** Three customers whose company and phone were changed here and there, and a SKU mapping. */
beforeEach(async () => {
  undoLayout = layOut()
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  remote = new MemoryRemote(skuIoLikeProfile())
  const there = NAMES.map((name) =>
    remote.directCreate({ name, email: `${name}@x.example`, company: 'Before', phone: '1' }),
  )
  remote.setSkuMapping(there[0] ?? '', 'A-1', '11')
  sync = testEngine(desk.workspace, new MemoryConnector(remote), 60_000)
  await sync.start()
  await sync.syncNow()
  await sync.roundFinished()
  sync.pause()
  const linked = await desk.workspace.customers.findByRemoteIds(there)
  for (const [remoteId, customer] of linked) {
    const draft = draftOf(customer)
    await desk.workspace.customers.save(customer.id, draft, { ...draft, company: 'Here', phone: '2' })
    remote.directEdit(remoteId, { company: 'There', phone: '3' })
  }
  await desk.workspace.skuMappings.upsert(linked.get(there[0] ?? '')?.id ?? '', {
    customerSku: 'A-1',
    productId: '12',
  })
  remote.setSkuMapping(there[0] ?? '', 'A-1', '13')
  sync.resume()
  await sync.syncNow()
  await sync.roundFinished()
})
afterEach(async () => {
  notifications.clean()
  undoLayout()
  await sync.stop()
  await desk.close()
})

function show(firstId = ''): void {
  renderInWorkspace(
    <ConflictsPage firstId={firstId} openCustomer={() => undefined} back={() => undefined} />,
    {
      ...desk.workspace,
      sync,
    },
  )
}

const stored = async (name: string) => {
  const ids = await desk.workspace.roster.ids({
    search: name,
    sort: { column: 'name', descending: false },
    archived: 'all',
    state: 'any',
    countryCode: '',
    tag: '',
  })
  return desk.workspace.customers.get(ids[0] ?? '')
}

it('lists customers and SKU mappings, and shows both versions of one', async () => {
  show()
  const grid = await screen.findByRole('grid', { name: 'Records that differ here and there' })
  await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('5'))
  const pane = await screen.findByRole('region', { name: 'Versions of Ada' })
  expect(within(pane).getAllByText('Before')).toHaveLength(2)
  expect(within(pane).getByRole('radio', { name: 'Keep mine for Company: Here' })).toBeTruthy()
  expect(within(pane).getByRole('radio', { name: 'Use theirs for Phone: 3' })).toBeTruthy()
  expect(within(pane).getByRole<HTMLButtonElement>('button', { name: 'Keep the result' }).disabled).toBe(true)
})

it('begins at the record that was asked for', async () => {
  const [mapping] = await desk.workspace.skuMappings.findFor((await stored('Ada'))?.id ?? '')
  show(mapping?.id)
  expect(await screen.findByRole('region', { name: 'Versions of Ada' })).toBeTruthy()
  expect(screen.getAllByText('SKU A-1')).not.toHaveLength(0)
})

it('stays with the record that is looked at when others come in above it', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.keyboard('t')
  sync.pause()
  const beth = await stored('Beth')
  if (beth === null) throw new Error('Beth is there')
  const draft = draftOf(beth)
  await desk.workspace.customers.save(beth.id, draft, { ...draft, name: 'Aaron' })
  await waitFor(() => expect(screen.getAllByRole('row')[1]?.textContent).toContain('Aaron'))
  await user.keyboard('{Enter}')
  await screen.findByText('Ada: decided.')
  expect(await stored('Ada')).toMatchObject({ company: 'There', sync: { theirs: null } })
  expect((await stored('Aaron'))?.sync.theirs).not.toBeNull()
})

it('asks again, alone, what changes there while somebody chooses', async () => {
  show()
  const pane = await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.keyboard('m')
  remote.directEdit((await stored('Ada'))?.remoteId ?? '', { phone: '4' })
  await sync.syncNow()
  expect(await within(pane).findByText('1 field to choose')).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Keep mine for Company: Here' }).checked).toBe(
    true,
  )
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Use theirs for Phone: 4' }).checked).toBe(false)
})

it('is decided by keyboard, goes on to the next, and is taken back', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.keyboard('12')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Result for Company' }).value).toBe('Here')
  await user.keyboard('{Enter}')
  await screen.findByRole('region', { name: 'Versions of Beth' })
  expect(await stored('Ada')).toMatchObject({ company: 'Here', phone: '3', sync: { theirs: null } })
  await user.keyboard('{Control>}z{/Control}')
  await screen.findByText('1 record waits for you again.')
  // What came back is what is shown.
  expect(await screen.findByRole('region', { name: 'Versions of Ada' })).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'Versions of Beth' })).toBeNull()
  expect((await stored('Ada'))?.sync.theirs).toEqual({
    kind: 'fields',
    fields: { company: 'There', phone: '3' },
  })
})

it('keeps a result that is neither version', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.keyboard('m')
  const result = screen.getByRole('textbox', { name: 'Result for Company' })
  await user.clear(result)
  await user.type(result, 'Both{Enter}')
  await screen.findByRole('region', { name: 'Versions of Beth' })
  expect(await stored('Ada')).toMatchObject({ company: 'Both', phone: '2' })
})

it('types another result from the list with one key, and goes back to the list with it kept', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  screen.getAllByRole('row')[1]?.focus()
  await user.keyboard('eBoth')
  const result = screen.getByRole<HTMLInputElement>('textbox', { name: 'Result for Company' })
  expect([result.value, document.activeElement]).toEqual(['Both', result])
  await user.keyboard('{Escape}')
  expect(document.activeElement?.getAttribute('role')).toBe('row')
  expect(result.value).toBe('Both')
  // The next one that is still open.
  await user.keyboard('e9')
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Result for Phone' }).value).toBe('9')
  await user.keyboard('{Enter}')
  await screen.findByRole('region', { name: 'Versions of Beth' })
  expect(await stored('Ada')).toMatchObject({ company: 'Both', phone: '9' })
})

it('takes one side for all that are selected, mappings too, and all of it back', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.click(screen.getByRole('checkbox', { name: 'Select all' }))
  const bar = within(screen.getByRole('toolbar'))
  await user.click(bar.getByRole('button', { name: 'All theirs' }))
  await screen.findByText('Nothing to decide')
  for (const name of NAMES) expect((await stored(name))?.company).toBe('There')
  expect(await screen.findByText('4 records decided.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByText('4 records wait for you again.')
  for (const name of NAMES) expect((await stored(name))?.company).toBe('Here')
})

it('decides the product of a SKU', async () => {
  show()
  await screen.findByRole('region', { name: 'Versions of Ada' })
  await user.keyboard('jjj')
  expect(await screen.findAllByText('SKU A-1')).not.toHaveLength(0)
  await user.click(screen.getByRole('button', { name: 'Use 13' }))
  await waitFor(async () => {
    const [mapping] = await desk.workspace.skuMappings.findFor((await stored('Ada'))?.id ?? '')
    expect(mapping?.productId).toBe('13')
  })
})

it('is reached from Sync, and its rule is kept in the workspace', async () => {
  const { history } = renderInWorkspace(
    <>
      <ConflictsLink />
      <ConflictRuleSection />
    </>,
    { ...desk.workspace, sync },
  )
  await user.click(await screen.findByRole('button', { name: 'Decide them' }))
  expect(history.at(-1)).toBe('/sync/conflicts')
  await user.click(screen.getByRole('radio', { name: 'Always use theirs' }))
  await waitFor(async () => expect(await sync.conflictRule()).toBe('theirs'))
  const open = await Promise.all(NAMES.map(stored))
  const customers = new Map(open.map((customer) => [customer?.id ?? '', 'mine' as const]))
  await sync.decideConflicts({ customers, mappings: new Map() })
  expect(await screen.findByRole('button', { name: 'Decide it' })).toBeTruthy()
  expect(screen.getByText(/^1 record differs here and at /)).toBeTruthy()
})
