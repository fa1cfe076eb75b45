import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { dropFiles, importNow, openCsvDesk, type CsvDesk } from './csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk()
})
afterEach(async () => {
  await csv.close()
})

const FILE = [
  'Name,E-mail,Phone,Supplier country',
  'Ann Lee,ann@lee.example,03 2,Australia',
  'Cara Lindt,cara@lindt.example,,Switzerland',
  'Eve,not an e-mail,,',
].join('\n')

const allIds = (): Promise<string[]> => csv.desk.workspace.roster.ids(allCustomers())

it('takes a dropped file through its steps: columns, check, import, result', async () => {
  const { customers, roster } = csv.desk.workspace
  const ann = await customers.create({ ...emptyCustomerDraft(), name: 'Ann Lee', email: 'ann@lee.example' })
  await roster.flush()
  csv.show(paths.imports)
  expect(await screen.findByText('Nothing imported yet')).toBeTruthy()

  csv.drop('suppliers.csv', FILE)
  // The doubtful column stands on top; it is put right.
  const doubtful = await screen.findByRole('table', { name: 'Please look at these' })
  expect(within(doubtful).getByText('Supplier country')).toBeTruthy()
  const target = within(doubtful).getByRole('combobox', { name: 'Goes to: Supplier country' })
  await userEvent.click(target)
  await userEvent.click(await screen.findByRole('option', { name: 'Billing country' }))
  expect(within(doubtful).getByText('Supplier country')).toBeTruthy()

  await userEvent.click(screen.getByRole('button', { name: 'Check what it does' }))
  const toFix = await screen.findByRole('radio', { name: 'To fix, 1' })
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Import : Check' }))
  await waitFor(() => expect(toFix.getAttribute('aria-checked')).toBe('true'))
  expect((await screen.findAllByText(/not an e-mail address/)).length).toBeGreaterThan(0)
  expect(screen.getByRole('radio', { name: 'New, 1' })).toBeTruthy()
  await userEvent.click(screen.getByRole('radio', { name: 'Updates, 1' }))
  expect(await screen.findByText(/^Phone: 03 2/)).toBeTruthy()
  expect(await allIds()).toHaveLength(1)

  await importNow()
  expect(await screen.findByText('suppliers.csv is imported')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Import : Done' }))
  const counts = screen.getByLabelText('What was done')
  await waitFor(() => expect(counts.textContent).toContain('New1'))
  expect(counts.textContent).toContain('Left out because of mistakes1')
  expect((await customers.get(ann.id))?.phone).toBe('03 2')
})

it('says which row has the other product of a SKU', async () => {
  const { customers, roster } = csv.desk.workspace
  await customers.create({ ...emptyCustomerDraft(), name: 'Ann Lee', email: 'ann@lee.example' })
  await roster.flush()
  csv.show(paths.imports)
  csv.drop(
    'skus.csv',
    [
      'customer_email,customer_sku,product_id',
      ...['A-1,10', 'A-1,11', 'A-1,10'].map((rest) => `ann@lee.example,${rest}`),
    ].join('\n'),
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await userEvent.click(await screen.findByRole('radio', { name: 'Repeated, 2' }))
  expect(
    (await screen.findAllByText(/Row 2 says product 10 for this SKU, and comes first/)).length,
  ).toBeGreaterThan(0)
  expect((await screen.findAllByText('Same as row 2')).length).toBe(1)
})

it('begins no import that the disk has no room for, and says how much it needs', async () => {
  csv.csv.freeBytes = 64 * 1024 * 1024
  csv.show(paths.imports)
  csv.drop('list.csv', 'Name,E-mail\nAnn Lee,ann@lee.example\nBen Lee,ben@lee.example\n')
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()
  expect(await screen.findByText('Not imported: there is too little room on the disk')).toBeTruthy()
  expect(screen.getByText(/needs about 67\.1 MB, and 67\.1 MB are free/)).toBeTruthy()
  expect(await allIds()).toEqual([])
  expect(await csv.desk.workspace.importBatches.findAll()).toEqual([])

  csv.csv.freeBytes = 1e9
  await importNow()
  expect(await screen.findByText('list.csv is imported')).toBeTruthy()
  expect(await allIds()).toHaveLength(2)
})

it('says what is wrong with a file that cannot be imported', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop('picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  expect(await screen.findByText(/This is an image/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeTruthy()
})

it('takes several files one after the other', async () => {
  csv.file('one.csv', 'Name\nAnn\n')
  csv.file('two.csv', 'Name\nBen\n')
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  dropFiles([new File([], 'one.csv'), new File([], 'two.csv')])
  expect(await screen.findByText(/^one.csv · 1 kB · 1 more file is waiting: two.csv$/)).toBeTruthy()
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()
  await userEvent.click(await screen.findByRole('button', { name: 'Next file: two.csv' }))
  expect(await screen.findByText(/^two.csv/)).toBeTruthy()
})

it('takes a file that has no path, such as one from a mail', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  dropFiles([new File(['Name,E-mail\nAnn,ann@lee.example\n'], 'from-mail.csv')])
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()
  expect(await screen.findByText('from-mail.csv is imported')).toBeTruthy()
  expect(await allIds()).toHaveLength(1)
})

it('keeps the file that somebody is working on when another one is dropped', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop('one.csv', 'Name\nAnn\n')
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await screen.findByRole('button', { name: 'Import 1 customer' })
  csv.drop('two.csv', 'Name\nBen\n')
  expect(await screen.findByText('two.csv comes after the one you are importing.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Import 1 customer' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Take it now' }))
  expect(await screen.findByText(/^two.csv/)).toBeTruthy()
  expect(await allIds()).toHaveLength(0)
})

it('says at once that a file cannot be imported, also in the middle of another one', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop('one.csv', 'Name\nAnn\n')
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await screen.findByRole('button', { name: 'Import 1 customer' })
  csv.drop('none.csv', '')
  expect(await screen.findByText('There is nothing in this file.')).toBeTruthy()
  expect(screen.queryByText(/comes after the one/)).toBeNull()
  expect(screen.getByRole('button', { name: 'Import 1 customer' })).toBeTruthy()
})

it('imports rows that are pasted into the page', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  const pasted = 'Name\tE-mail\nAnn Lee\tann@lee.example\nBen\tben@lee.example\n'
  fireEvent.paste(document.body, { clipboardData: { getData: () => pasted, files: [] } })
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()
  expect(await screen.findByText('Pasted list.csv is imported')).toBeTruthy()
  await act(() => csv.desk.workspace.roster.flush())
  expect(await allIds()).toHaveLength(2)
})

it('takes rows by a button too, and says what it sees', async () => {
  csv.show(paths.imports)
  await userEvent.click(await screen.findByRole('button', { name: 'Paste a list' }))
  const box = await screen.findByRole('textbox', { name: 'Rows' })
  await userEvent.click(box)
  await userEvent.paste('Name,E-mail\nAnn,ann@lee.example\n')
  expect(await screen.findByText('2 rows with up to 2 columns')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
  expect(await screen.findByText(/^Pasted list.csv/)).toBeTruthy()
})
