import { expect, test } from '../fixtures.ts'
import { listRow } from '../import-list.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'

const ROWS = [0, 1, 2].map(listRow)
/** As a spreadsheet puts its cells on the clipboard. */
const TABLE = [
  ['Name', 'E-mail', 'Phone', 'Postcode'],
  ...ROWS.map(({ name, email, phone, postcode }) => [name, email, phone, postcode]),
]
  .map((cells) => cells.join('\t'))
  .join('\r\n')

test('rows on the clipboard come to the check, pasted on the page or into the dialog', async ({ desk }) => {
  const page = await desk.start()
  const files = new ImportPage(page)
  await desk.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), TABLE)
  await new SyncPages(page).open('Imports')

  await test.step('on the page', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Imports' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+v')
    await files.look()
    expect(await files.kinds()).toEqual({ All: 3, New: 3 })
    await expect(files.cell(ROWS[2]?.phone ?? '')).toBeVisible()
    await files.startOver()
  })

  await test.step('in the dialog, and imported', async () => {
    await page.getByRole('button', { name: 'Paste a list' }).click()
    const dialog = page.getByRole('dialog', { name: 'Paste a list' })
    await dialog.getByRole('textbox', { name: 'Rows' }).press('ControlOrMeta+v')
    await expect(dialog.getByText('4 rows with up to 4 columns')).toBeVisible()
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await files.look()
    expect(await files.kinds()).toEqual({ All: 3, New: 3 })
    await files.start('3')
    await files.finished('Pasted list.csv')
    await new CustomersPage(page).search('', 3)
  })
})

test('a file that is nowhere on the disk is taken byte by byte', async ({ desk }) => {
  const page = await desk.start()
  const files = new ImportPage(page)
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'from the web.csv', { type: 'text/csv' }))
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      )
    }
  }, TABLE)
  await files.look()
  await expect(page.getByText('from the web.csv')).toBeVisible()
  expect(await files.kinds()).toEqual({ All: 3, New: 3 })
  await files.start('3')
  await files.finished('from the web.csv')
  await new CustomersPage(page).search('', 3)
})
