import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { paths } from '#renderer/workspace/paths.ts'
import { importNow, openCsvDesk, type CsvDesk } from '../csv-desk.testing.tsx'

let csv: CsvDesk
beforeEach(async () => {
  csv = await openCsvDesk()
})
afterEach(async () => {
  await csv.close()
})

async function open(name: string, text: string | Buffer): Promise<void> {
  csv.show(paths.imports)
  await screen.findByText('Nothing imported yet')
  csv.drop(name, text)
  await screen.findByRole('button', { name: 'Check what it does' })
}

it('asks for the columns without which nobody can be imported', async () => {
  await open('odd.csv', 'Colour,Size\nred,L\n')
  expect(await screen.findByText('Say which column holds a name, a company or an e-mail.')).toBeTruthy()
  const next = screen.getByRole<HTMLButtonElement>('button', { name: 'Check what it does' })
  expect(next.disabled).toBe(true)
})

it('lets the row with the column names be chosen, or none', async () => {
  await open('names.csv', 'Ann,ann@lee.example\nBen,ben@lee.example\n')
  const reading = screen.getByRole('button', { name: /How the file is read/ })
  if (reading.getAttribute('aria-expanded') === 'false') await userEvent.click(reading)
  await userEvent.click(await screen.findByRole('radio', { name: 'No row has the column names' }))
  await waitFor(() => expect(screen.getAllByText('Column 1').length).toBeGreaterThan(0))
  await userEvent.click(screen.getByRole('radio', { name: /^Row 1 has the column names/ }))
  await waitFor(() => expect(screen.queryByText('Column 1')).toBeNull())
})

it('reads the file anew in another encoding and shows its first rows', async () => {
  await open('ort.csv', Buffer.from('Name;Ort\nJ\xf6rg;Z\xfcrich\n', 'latin1'))
  const reading = screen.getByRole('button', { name: /How the file is read/ })
  if (reading.getAttribute('aria-expanded') === 'false') await userEvent.click(reading)
  const head = await screen.findByRole('table', { name: 'First rows of the file' })
  expect(within(head).getByText('Zürich')).toBeTruthy()
  await userEvent.click(screen.getByRole('combobox', { name: 'Letters are written as' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Macintosh' }))
  await waitFor(() => expect(screen.queryByText('Zürich')).toBeNull())
})

it('says how rows are matched in one line, and lets it be changed', async () => {
  await open('list.csv', 'Name,E-mail\nAnn,ann@lee.example\n')
  const fold = screen.getByRole('button', { name: /How rows are matched/ })
  expect(fold.textContent).toContain('Adds new customers, updates those found by')
  await userEvent.click(fold)
  await userEvent.click(screen.getByRole('radio', { name: 'Only update' }))
  await userEvent.click(screen.getByRole('button', { name: 'Move E-mail up' }))
  await userEvent.click(screen.getByRole('button', { name: 'Set the country' }))
  await userEvent.click(screen.getByRole('combobox', { name: 'Value of Shipping country' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Australia' }))
  await userEvent.click(fold)
  expect(fold.textContent).toContain('Only updates customers found by')
  expect(fold.textContent).toContain('1 value for blank cells')
})

it('does as it did with the last file of the same columns, and can start anew', async () => {
  await open('first.csv', 'Name,Colour\nAnn,red\n')
  await userEvent.click(screen.getByRole('button', { name: /^1 column is left out/ }))
  await userEvent.click(await screen.findByRole('combobox', { name: 'Goes to: Colour' }))
  await userEvent.click(await screen.findByRole('option', { name: 'Tags' }))
  await userEvent.click(screen.getByRole('button', { name: 'Check what it does' }))
  await importNow()
  await screen.findByText('first.csv is imported')

  csv.drop('second.csv', 'Name,Colour\nBen,blue\n')
  expect(await screen.findByText(/^As you did on/)).toBeTruthy()
  const colour = (): string | null => screen.getByRole('combobox', { name: 'Goes to: Colour' }).textContent
  expect(colour()).toBe('Tags')
  await userEvent.click(screen.getByRole('button', { name: 'Start anew' }))
  await userEvent.click(await screen.findByRole('button', { name: /^1 column is left out/ }))
  await waitFor(() => expect(colour()).toBe('Leave out'))
})
