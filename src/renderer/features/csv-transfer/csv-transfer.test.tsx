import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Route, Switch } from 'wouter'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { noImportCounts } from '#shared/domain/import-batch.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { csvApi, type CsvApi } from './csv-api.testing.ts'
import { CsvTransfer } from './csv-transfer.tsx'
import { ExportMenu } from './export-menu.tsx'
import { ImportFlowPage } from './import-flow-page.tsx'
import { ImportsPage } from './imports-page.tsx'

let desk: TestWorkspace
let csv: CsvApi
let forgetLayout: () => void
beforeEach(async () => {
  desk = await openTestWorkspace()
  csv = await csvApi()
  forgetLayout = layOut()
})
afterEach(async () => {
  forgetLayout()
  await desk.close()
})

function show(path: string): ReturnType<typeof renderInWorkspace> {
  return renderInWorkspace(
    <CsvTransfer>
      <Switch>
        <Route path={paths.imports}>
          <ImportsPage />
        </Route>
        <Route path={paths.importFlow}>
          <ImportFlowPage />
        </Route>
        <Route path={paths.customers}>
          <ExportMenu kind="customers" query={allCustomers()} selectedIds={null} />
        </Route>
      </Switch>
    </CsvTransfer>,
    desk.workspace,
    { path, api: csv.api },
  )
}

/** A file dropped on the window, as the browser tells it. */
function drop(name: string, text: string | Buffer): void {
  writeFileSync(join(csv.folder, name), text)
  const file = new File([], name)
  const dataTransfer = { types: ['Files'], files: [file], dropEffect: 'none' }
  fireEvent.dragEnter(window, { dataTransfer })
  fireEvent.drop(window, { dataTransfer })
}

const FILE = [
  'Name,E-mail,Phone,Supplier country',
  'Ann Lee,ann@lee.example,03 2,Australia',
  'Cara Lindt,cara@lindt.example,,Switzerland',
  'Eve,not an e-mail,,',
].join('\n')

it('takes a dropped file through its steps: columns, check, import, result', async () => {
  const ann = await desk.workspace.customers.create({
    ...emptyCustomerDraft(),
    name: 'Ann Lee',
    email: 'ann@lee.example',
  })
  await desk.workspace.roster.flush()
  show(paths.imports)
  expect(await screen.findByText('Nothing imported yet')).toBeTruthy()

  drop('suppliers.csv', FILE)
  // The doubtful column stands on top; it is put right.
  const doubtful = await screen.findByRole('table', { name: 'Please look at these' })
  expect(within(doubtful).getAllByRole('row')).toHaveLength(2)
  expect(within(doubtful).getByText('Supplier country')).toBeTruthy()
  const target = within(doubtful).getByRole('combobox', { name: 'Goes to: Supplier country' })
  expect((target as HTMLInputElement).value).toBe('Shipping: country')
  await userEvent.click(target)
  await userEvent.click(await screen.findByRole('option', { name: 'Billing: country' }))

  await userEvent.click(screen.getByRole('button', { name: 'Check what it does' }))
  const chip = await screen.findByRole('button', { name: '1 to fix' })
  await waitFor(() => expect(chip.getAttribute('aria-pressed')).toBe('true'))
  expect(await screen.findByText('E-mail: this is no e-mail address')).toBeTruthy()
  expect(screen.getByRole('button', { name: '1 new' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '1 updates' }))
  expect(await screen.findByText(/^Phone: 03 2/)).toBeTruthy()
  expect(await desk.workspace.roster.ids(allCustomers())).toHaveLength(1)

  await userEvent.click(await screen.findByRole('button', { name: 'Import 2 customers' }))
  expect(await screen.findByText('suppliers.csv is imported')).toBeTruthy()
  await waitFor(() =>
    expect(screen.getByTestId('import-counts').textContent).toBe('1 new · 1 updated · 1 left out'),
  )
  expect((await desk.workspace.customers.get(ann.id))?.phone).toBe('03 2')
})

it('says what is wrong with a file that cannot be imported', async () => {
  show(paths.imports)
  await screen.findByText('Nothing imported yet')
  drop('book.csv', Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.alloc(64)]))
  expect(await screen.findByText(/This is a workbook/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeTruthy()
})

it('asks for the columns without which nobody can be imported', async () => {
  csv.chosen = join(csv.folder, 'odd.csv')
  writeFileSync(csv.chosen, 'Colour,Size\nred,L\n')
  show(paths.imports)
  await userEvent.click(await screen.findByRole('button', { name: 'Choose a file' }))
  expect(await screen.findByText('Say which column holds a name, a company or an e-mail.')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check what it does' }).disabled).toBe(true)
})

it('offers to continue an import that was interrupted', async () => {
  const made = await csv.api.openDropped?.(droppable('half.csv', 'Name\nAnn\nBen\nCara\n'))
  if (made?.ok !== true) throw new Error('no file')
  await csv.api.call?.('csv:keep', { token: made.value.token })
  await desk.workspace.importBatches.insert({
    id: '0190a8d2-0000-7000-8000-000000000001',
    kind: 'customers',
    fileToken: made.value.token,
    fileName: 'half.csv',
    fileSize: made.value.size,
    read: {},
    header: ['Name'],
    mapping: ['name'],
    customerId: '',
    state: 'running',
    reason: '',
    rowsTotal: 3,
    rowsDone: 0,
    counts: noImportCounts(),
    createdAt: Date.now(),
    finishedAt: 0,
  })
  show(paths.imports)
  expect(await screen.findByText('Interrupted')).toBeTruthy()
  expect(screen.getByText(/0 of 3 rows done/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByText('Done')).toBeTruthy()
  expect(await screen.findByText('3 new')).toBeTruthy()
  await act(() => desk.workspace.roster.flush())
  expect(await desk.workspace.roster.ids(allCustomers())).toHaveLength(3)
})

it('exports the list for Excel and says where it went', async () => {
  await desk.workspace.customers.create({ ...emptyCustomerDraft(), name: 'Ann', phone: '+61 404' })
  await desk.workspace.roster.flush()
  csv.exportTo = join(csv.folder, 'mine.csv')
  show(paths.customers)
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: /For Excel/ }))
  expect(await screen.findByText('1 row is in mine.csv')).toBeTruthy()
  expect(readFileSync(csv.exportTo, 'utf8')).toContain(`"'+61 404"`)
})

function droppable(name: string, text: string): File {
  writeFileSync(join(csv.folder, name), text)
  return new File([], name)
}
