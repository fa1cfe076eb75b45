import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fixedAddresses } from '#shared/domain/sync-fixtures.testing.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { importNow, openCsvDesk, type CsvDesk } from '../csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk({ ...fixedAddresses, displayName: 'SKU.io' })
})
afterEach(async () => {
  await csv.close()
})

it('says what the remote will be told before anything is, and keeps new customers here on request', async () => {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop('list.csv', 'Name,E-mail\nAnn,ann@lee.example\nBen,ben@lee.example\n')
  await userEvent.click(await screen.findByRole('button', { name: 'Check what it does' }))
  await importNow()

  const dialog = await screen.findByRole('dialog', { name: 'Before SKU.io is told' })
  expect(within(dialog).getByText('2 new customers will be sent to SKU.io.')).toBeTruthy()
  expect(within(dialog).getByText(/^That takes at least/)).toBeTruthy()
  expect(within(dialog).getByText('SKU.io may e-mail each new customer.')).toBeTruthy()
  const { customers, roster } = csv.desk.workspace
  expect(await roster.ids(allCustomers())).toEqual([])

  await userEvent.click(within(dialog).getByRole('checkbox'))
  expect(within(dialog).getByText('Nothing is sent to SKU.io now.')).toBeTruthy()
  expect(within(dialog).queryByText('SKU.io may e-mail each new customer.')).toBeNull()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Import 2 customers' }))
  expect(await screen.findByText('list.csv is imported')).toBeTruthy()
  expect(screen.getByText(/kept only on this computer until you send them/)).toBeTruthy()
  await roster.flush()
  const made = await customers.findByIds(await roster.ids(allCustomers()))
  expect([...made.values()].map(({ sync }) => sync.localOnly)).toEqual([true, true])
})
