import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { tracesIn } from '../traces.ts'

const LIST = `Name,Email,Phone
Ottilie Quarles,ottilie@quarles.example,+61 3 5550 7731
Ben Barnes,ben@x.example,
Cleo Castle,not an e-mail,
`
const TRACES = ['quarles', 'ottilie', '5550 7731', '35550773']

test('a person is saved as a file, erased from every file on the disk, and stays out of a restored backup', async ({
  desk,
}) => {
  const page = await desk.start()
  const customers = new CustomersPage(page)
  const outside = await mkdtemp(join(tmpdir(), 'person-'))
  const list = join(outside, 'list.csv')
  await writeFile(list, LIST)
  const imports = new ImportPage(page)
  await imports.check(list, '2')
  await imports.start('2')
  await imports.finished('list.csv')
  await customers.open('Ottilie Quarles')
  await customers.change('Company', 'Quarles & Sons')
  await customers.change('Notes', 'Ottilie likes mornings')
  await new BackupsPage(page).backUpNow()
  expect(await tracesIn(desk.userData, TRACES, ['backups'])).not.toEqual([])

  await test.step('everything held is in the file', async () => {
    const path = join(outside, 'held.json')
    await saveTo(desk, path)
    await customers.open('Ottilie Quarles')
    await person(page, 'Save everything held about this person…')
    await expect(page.getByText('Saved as held.json')).toBeVisible()
    const held = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    expect(held).toMatchObject({
      Profile: { Name: 'Ottilie Quarles', 'E-mail': 'ottilie@quarles.example', Company: 'Quarles & Sons' },
      'Rows of imported lists that name the person': [
        { 'Data row': 1, Cells: { Name: 'Ottilie Quarles', Phone: '+61 3 5550 7731' } },
      ],
    })
    expect(JSON.stringify(held)).not.toContain('ben@x.example')
  })

  await test.step('it says what goes, and erases it', async () => {
    await person(page, 'Erase this person from this computer…')
    const dialog = page.getByRole('dialog', { name: 'Erase Ottilie Quarles from this computer?' })
    await expect(dialog.getByText('1 row of an imported list that is kept')).toBeVisible()
    await expect(dialog.getByText('2 entries of the history')).toBeVisible()
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click()
    await expect(page.getByText('Erased from this computer')).toBeVisible()
    await customers.search('', 1)
    // The browser engine merges its files a moment later.
    await expect.poll(() => tracesIn(desk.userData, TRACES, ['backups'])).toEqual([])
  })

  await test.step('a restored backup leaves them out, also after a start', async () => {
    await desk.quit()
    const again = await desk.start()
    await new CustomersPage(again).search('Quarles', 0)
    await new BackupsPage(again).open()
    await again.getByRole('button', { name: /^Look at the backup/ }).click()
    await expect(again.getByText('1 customer of the backup stays out')).toBeVisible()
    await new CustomersPage(again).search('', 1)
    expect(await tracesIn(desk.userData, TRACES, ['backups'])).toEqual([])
  })

  await rm(outside, { recursive: true })
})

async function person(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function saveTo(desk: DeskApp, path: string): Promise<void> {
  await desk.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
}
