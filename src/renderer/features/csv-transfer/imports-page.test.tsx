import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { draftOf, emptyCustomerDraft } from '#shared/domain/customer.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { importNow, openCsvDesk, type CsvDesk } from './csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk()
})
afterEach(async () => {
  await csv.close()
})

async function imported(text: string): Promise<void> {
  csv.csv.chosen = csv.file('list.csv', text)
  const shown = csv.show(paths.imports)
  await userEvent.click(await screen.findByRole('button', { name: 'Choose a file' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()
  await screen.findByText('list.csv is imported')
  await csv.desk.workspace.roster.flush()
  shown.unmount()
  csv.show(paths.imports)
  await screen.findByText('Done')
}

const FILE = 'Name,E-mail\nAnn,ann@lee.example\nBen,ben@lee.example\nEve,eve at lee\n'
const menu = (): Promise<HTMLElement> => screen.findByRole('button', { name: 'More about list.csv' })

it('saves the rows that were left out with the reason', async () => {
  await imported(FILE)
  expect(screen.getByText('2 new · 1 with mistakes, left out')).toBeTruthy()
  csv.csv.exportTo = join(csv.csv.folder, 'left out.csv')
  await userEvent.click(await menu())
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Save the row that was left out' }))
  expect(await screen.findByText('1 row is in left out.csv')).toBeTruthy()
  const saved = readFileSync(csv.csv.exportTo, 'utf8')
  expect(saved).toContain('Why it was left out')
  expect(saved).toContain('eve at lee')
  expect(saved).toContain('not an e-mail address')
  expect(saved).toContain('"eve at lee","4"')
})

it('undoes an import, says before what that does, and keeps what was changed since', async () => {
  const { customers, roster } = csv.desk.workspace
  await customers.create({ ...emptyCustomerDraft(), name: 'Ben', email: 'ben@lee.example', phone: '1' })
  await roster.flush()
  await imported('Name,E-mail,Phone\nAnn,ann@lee.example,\nBen,ben@lee.example,2\nCara,cara@lee.example,\n')
  const ids = await roster.ids(allCustomers())
  const cara = [...(await customers.findByIds(ids)).values()].find(({ name }) => name === 'Cara')
  if (cara === undefined) throw new Error('Cara is missing')
  await customers.save(cara.id, draftOf(cara), { ...draftOf(cara), company: 'Since' })

  await userEvent.click(await menu())
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Undo this import' }))
  const dialog = await screen.findByRole('dialog', { name: 'Undo the import of list.csv?' })
  expect(await within(dialog).findByText('1 customer that it added is removed.')).toBeTruthy()
  expect(within(dialog).getByText('1 record gets back what the import replaced.')).toBeTruthy()
  expect(within(dialog).getByText(/^1 was changed since/)).toBeTruthy()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Undo the import' }))

  const kept = await screen.findByRole('list', { name: 'Kept, because they were changed since' })
  expect(await within(kept).findByRole('link', { name: 'Cara' })).toBeTruthy()
  await roster.flush()
  const left = [...(await customers.findByIds(await roster.ids(allCustomers()))).values()]
  expect(left.map(({ name, phone }) => [name, phone]).sort()).toEqual([
    ['Ben', '1'],
    ['Cara', ''],
  ])
})

it('offers to continue an import that was interrupted', async () => {
  await imported(FILE)
  const [id = ''] = await batchIds()
  await csv.desk.workspace.importBatches.patch(id, { state: 'interrupted', finishedAt: 0 })
  expect(await screen.findByText('Interrupted')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByText('Done')).toBeTruthy()
  expect(await csv.desk.workspace.roster.ids(allCustomers())).toHaveLength(2)
})

it('tells all about an import', async () => {
  await imported(FILE)
  await userEvent.click(screen.getByRole('button', { name: 'list.csv' }))
  const details = await screen.findByRole('dialog', { name: 'Import of list.csv' })
  expect(within(details).getByText(/Adds new customers, updates/)).toBeTruthy()
  expect(within(details).getAllByText('E-mail').length).toBe(2)
})

it('saves an empty template', async () => {
  csv.csv.exportTo = join(csv.csv.folder, 'template.csv')
  csv.show(paths.imports)
  await userEvent.click(await screen.findByRole('button', { name: 'Empty template' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Template for customers' }))
  expect(await screen.findByText('The template is in template.csv')).toBeTruthy()
  expect(readFileSync(csv.csv.exportTo, 'utf8')).toContain('mail')
})

async function batchIds(): Promise<string[]> {
  const { importBatches } = csv.desk.workspace
  return new Promise((resolve) => {
    const listening = importBatches.observeAll().subscribe((all) => {
      resolve(all.map(({ id }) => id))
      queueMicrotask(() => {
        listening.unsubscribe()
      })
    })
  })
}
