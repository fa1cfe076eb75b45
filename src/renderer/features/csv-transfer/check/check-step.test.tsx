import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { importNow, openCsvDesk, type CsvDesk } from '../csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk()
})
afterEach(async () => {
  await csv.close()
})

async function check(text: string): Promise<void> {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop('list.csv', text)
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await screen.findByText('Nothing is saved before you import.')
}

const kind = (name: string): Promise<HTMLElement> => screen.findByRole('radio', { name }, { timeout: 10_000 })
const BAD = 'Name,E-mail\nAnn,ann@lee.example\nEve,eve at lee\nBen,ben@lee.example\n'

it('changes a cell in place, and takes it back', async () => {
  await check(BAD)
  const cell = await screen.findByRole('gridcell', { name: 'eve at lee' })
  await userEvent.dblClick(cell)
  const editor = await screen.findByRole('textbox', { name: 'E-mail, row 3' })
  await userEvent.clear(editor)
  await userEvent.type(editor, 'eve@lee.example{Enter}')
  expect(await kind('To fix, 0')).toBeTruthy()
  expect(await screen.findByRole('button', { name: 'Import 3 customers' })).toBeTruthy()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(await kind('To fix, 1')).toBeTruthy()
  expect(await screen.findByRole('button', { name: 'Import 2 customers' })).toBeTruthy()
})

it('is worked by keys alone: the cell at fault is chosen, Enter changes it, Escape leaves it', async () => {
  await check(BAD)
  const row = (await screen.findAllByRole('row')).at(-1)
  row?.focus()
  await userEvent.keyboard('{F2}')
  await userEvent.keyboard('eve@lee.example{Escape}')
  expect(await screen.findByRole('gridcell', { name: 'eve at lee' })).toBeTruthy()
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}{Enter}eve@lee.example{Enter}')
  expect(await kind('To fix, 0')).toBeTruthy()
})

it('marks a row that has something worth a look, and says what', async () => {
  await check('Name,City\nAnn,Bern\nBen,Basel,4001\n')
  const mark = await screen.findByRole('img', { name: 'Worth a look' })
  expect(mark.title).toBe('Shipping city: more cells follow that have no column')
  const row = mark.closest('[role="row"]')
  if (!(row instanceof HTMLElement)) throw new Error('The mark is in no row')
  expect(within(row).getByRole('gridcell', { name: 'Basel' })).toBeTruthy()
  await userEvent.click(within(row).getByRole('gridcell', { name: 'Basel' }))
  expect(await screen.findByText(/A cell that should stand in quotation marks/)).toBeTruthy()
})

it('shows what an update changes, before and after', async () => {
  const { customers, roster } = csv.desk.workspace
  await customers.create({
    ...emptyCustomerDraft(),
    name: 'Ann',
    email: 'ann@lee.example',
    phone: '03 1',
  })
  await roster.flush()
  await check('Name,E-mail,Phone\nAnn,ann@lee.example,03 2\n')
  const details = await screen.findByRole('complementary', { name: 'Details of the row' })
  expect(await within(details).findByLabelText('Before: 03 1')).toBeTruthy()
  expect(within(details).getByLabelText('After: 03 2')).toBeTruthy()
  expect(await within(details).findByText('Customer here, found by the e-mail')).toBeTruthy()
  expect(within(details).getByRole('link', { name: 'Ann' })).toBeTruthy()
})

it('replaces unknown countries everywhere by what somebody says they mean', async () => {
  await check('Name,Country\nAnn,Atlantis\nBen,Atlantis\nCara,Australia\n')
  expect(await kind('To fix, 2')).toBeTruthy()
  await userEvent.click(await screen.findByRole('button', { name: 'Choose what they mean' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('combobox', { name: 'Atlantis means' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Australia' }))
  await userEvent.click(within(dialog).getByRole('button', { name: 'Replace' }))
  expect(await kind('To fix, 0')).toBeTruthy()
  expect(await screen.findByRole('button', { name: 'Import 3 customers' })).toBeTruthy()
})

it('asks about a row that may be somebody who is here', async () => {
  const { customers, roster } = csv.desk.workspace
  await customers.create({ ...emptyCustomerDraft(), name: 'Ann Lee', email: 'ann@lee.example' })
  await roster.flush()
  await check('Name,Phone\nAnn Lee,03 2\nBen Okafor,03 3\n')
  expect(await kind('Possibly here, 1')).toBeTruthy()
  const decide = await screen.findAllByRole('group', { name: 'Is it the same customer?' })
  await userEvent.click(within(decide[0] as HTMLElement).getByRole('button', { name: 'Same customer' }))
  expect(await kind('Updates, 1')).toBeTruthy()
  await importNow()
  expect(await screen.findByText('list.csv is imported')).toBeTruthy()
  await roster.flush()
  expect(await roster.ids(allCustomers())).toHaveLength(2)
})

it('shows what a row holds of which nothing is imported', async () => {
  await check('Name,Remarkable things\nAnn,\n,Total: 8\n')
  const details = await screen.findByRole('complementary', { name: 'Details of the row' })
  expect(await within(details).findByText('In columns that are left out')).toBeTruthy()
  expect(within(details).getByText('Total: 8')).toBeTruthy()
  expect(within(details).queryByText('In the file')).toBeNull()
})

it('leaves a row out that nobody wants, and puts it back', async () => {
  await check('Name\nAnn\nBen\n')
  await userEvent.click(await screen.findByRole('button', { name: 'Leave this row out' }))
  await userEvent.click(await kind('Left out, 1'))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Import 1 customer' })).toBeTruthy())
  await userEvent.click((await screen.findAllByRole('button', { name: 'Put back' }))[0] as HTMLElement)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Import 2 customers' })).toBeTruthy())
})
