import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownReferenceProfile } from '#shared/connector/memory-profiles.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { CustomersPage } from './customers-page.tsx'

const user = userEvent.setup({ delay: null })

let desk: TestWorkspace
let forgetLayout: () => void
beforeEach(async () => {
  desk = await openTestWorkspace()
  forgetLayout = layOut()
})
afterEach(async () => {
  forgetLayout()
  await desk.close()
})

async function add(...names: string[]): Promise<void> {
  for (const name of names) {
    await desk.workspace.customers.create({
      ...emptyCustomerDraft(),
      name,
      email: `${name.toLowerCase()}@shop.example`,
    })
  }
}

async function showList(): Promise<ReturnType<typeof renderInWorkspace>> {
  const page = renderInWorkspace(
    <CustomersPage onImport={() => undefined} importButton={null} renderExport={() => null} />,
    desk.workspace,
    {
      path: '/customers',
    },
  )
  await waitFor(() => expect(screen.getByTestId('customer-count').textContent).not.toBe(''))
  return page
}

const names = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[2]?.textContent ?? '')

it('says what to do while there is nobody', async () => {
  await showList()
  expect(await screen.findByText('Drop a CSV here, or add a customer')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Import a CSV file' })).toBeTruthy()
})

it('lists customers by name and turns the order round', async () => {
  await add('Cara', 'Alice', 'Ben')
  await showList()
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben', 'Cara']))
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending')
  await user.click(screen.getByRole('button', { name: 'Name' }))
  await waitFor(() => expect(names()).toEqual(['Cara', 'Ben', 'Alice']))
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending')
})

it('finds by what is typed and offers to clear when nothing matches', async () => {
  await add('Alice', 'Ben')
  await showList()
  await user.type(screen.getByRole('searchbox', { name: 'Search customers' }), 'ben')
  await waitFor(() => expect(names()).toEqual(['Ben']))
  expect(screen.getByTestId('customer-count').textContent).toBe('1 of 2')
  await user.type(screen.getByRole('searchbox', { name: 'Search customers' }), 'zzz')
  await screen.findByText('Nothing matches')
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben']))
})

it('is worked by keys alone: down, select, open', async () => {
  await add('Alice', 'Ben', 'Cara')
  const { history } = await showList()
  await waitFor(() => expect(names()).toHaveLength(3))
  await user.keyboard('j')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2'))
  await user.keyboard('j')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3'))
  await user.keyboard('x')
  expect(screen.getByRole('row', { name: /Ben/ }).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByText('1 selected')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(history.at(-1)).toMatch(/^\/customers\/0000/)
})

it('archives what is selected and takes it back', async () => {
  await add('Alice', 'Ben')
  await showList()
  await waitFor(() => expect(names()).toHaveLength(2))
  await user.click(screen.getByRole('checkbox', { name: 'Select Alice' }))
  await user.click(screen.getByRole('button', { name: 'Archive' }))
  await waitFor(() => expect(names()).toEqual(['Ben']))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(names()).toEqual(['Alice', 'Ben']))
})

it('selects all that the search shows, and deletes them', async () => {
  await add('Alice One', 'Ben', 'Alice Two')
  await showList()
  await user.type(screen.getByRole('searchbox', { name: 'Search customers' }), 'alice')
  await waitFor(() => expect(names()).toEqual(['Alice One', 'Alice Two']))
  await user.click(screen.getByRole('checkbox', { name: 'Select all shown customers' }))
  await screen.findByText('2 selected')
  await user.click(screen.getByRole('button', { name: 'Delete' }))
  await screen.findByText('2 customers deleted')
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  await waitFor(() => expect(names()).toEqual(['Ben']))
})

it('leaves what the remote has and deletes for nobody, and says so', async () => {
  await desk.close()
  desk = await openTestWorkspace(ownReferenceProfile().capabilities)
  await add('Alice', 'Ben')
  const [alice] = await desk.workspace.customers.firstPage(1)
  await desk.workspace.customers.modify(alice?.id ?? '', (customer) => ({ ...customer, remoteId: '7' }))
  await showList()
  await waitFor(() => expect(names()).toHaveLength(2))
  await user.click(screen.getByRole('checkbox', { name: 'Select all shown customers' }))
  await user.click(await screen.findByRole('button', { name: 'Delete' }))
  expect(await screen.findByText(/deletes no customers for other programs, so one stays/)).toBeTruthy()
  await waitFor(() => expect(names()).toEqual([alice?.name]))
})

it('keeps the chosen columns', async () => {
  await add('Alice')
  await showList()
  await waitFor(() => expect(names()).toHaveLength(1))
  await user.click(screen.getByRole('button', { name: 'Choose columns' }))
  await user.click(await screen.findByRole('checkbox', { name: 'Code' }))
  expect(screen.getByRole('columnheader', { name: 'Code' })).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: 'E-mail' }))
  expect(screen.queryByRole('columnheader', { name: 'E-mail' })).toBeNull()
})
