import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { listRow, saveTo, writeList, type ListRow } from '../import-list.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ImportPage } from '../pages/import-page.ts'
import { SyncPages } from '../pages/sync-page.ts'

/** So many customers are here before the list is imported. */
const HERE = 20

/** 500 rows of every kind. */
function mixedRows(): ListRow[] {
  return Array.from({ length: 500 }, (_, at) => mixedRow(at))
}

function mixedRow(at: number): ListRow {
  const row = listRow(at)
  // Here already with another phone number, then just the same, then under another e-mail and misspelt.
  if (at < 10) return { ...row, phone: `+61 3 9777 ${String(at).padStart(4, '0')}` }
  if (at >= 15 && at < HERE)
    return { ...row, email: `other.${row.email}`, street: `${String(at + 1)} Harbor Road`, phone: '' }
  if (at >= 20 && at < 25) return { ...row, country: 'Deutchland' }
  if (at >= 25 && at < 28) return { ...row, country: 'Kangaroo Land' }
  if (at === 30) return { ...row, email: 'iris(at)list.example' }
  if (at === 31) return { ...row, email: 'no mail' }
  // The last three repeat rows 51 to 53.
  return at >= 497 ? listRow(at - 447) : row
}

test('a list with mistakes: put right in place, imported, the rest saved, put right and imported, undone', async ({
  desk,
}) => {
  const page = await desk.start()
  const files = new ImportPage(page)
  const customers = new CustomersPage(page)
  const here = join(desk.userData, 'here.csv')
  const list = join(desk.userData, 'list.csv')
  const leftOut = join(desk.userData, 'left-out.csv')
  await writeList(
    here,
    Array.from({ length: HERE }, (_, at) => listRow(at)),
  )
  await writeList(list, mixedRows())

  await test.step('some customers are here', async () => {
    await files.check(here, '20')
    await files.start('20')
    await files.finished('here.csv')
  })

  await test.step('every row is of one kind', async () => {
    await files.open(list)
    await files.look()
    expect(await files.kinds()).toEqual({
      All: 500,
      New: 467,
      Updates: 10,
      Unchanged: 5,
      'Possibly here': 5,
      Repeated: 3,
      'To fix': 10,
    })
  })

  await test.step('a cell is changed in place, and taken back', async () => {
    await files.show('To fix')
    await files.change('iris(at)list.example', 'iris@list.example')
    await files.counts('To fix', '9')
    await files.counts('New', '468')
    await page.keyboard.press('ControlOrMeta+z')
    await files.counts('To fix', '10')
    await files.counts('New', '467')
    await files.change('iris(at)list.example', 'iris@list.example')
    await files.counts('To fix', '9')
  })

  await test.step('unknown countries are told once for all their rows', async () => {
    await files.choose('Deutchland', 'Germany', 'Kangaroo Land', 'Australia')
    await files.counts('To fix', '1')
    await files.counts('New', '476')
  })

  await test.step('two of the possible ones are decided', async () => {
    await files.show('Possibly here')
    await files.decide(listRow(15).name, 'Same customer')
    await files.counts('Possibly here', '4')
    await files.counts('Updates', '11')
    await files.decide(listRow(16).name, 'Add as new')
    await files.counts('Possibly here', '3')
    await files.counts('New', '477')
  })

  await test.step('what is repeated says of which row', async () => {
    await files.show('Repeated')
    await expect(files.cell('Same as row 52')).toBeVisible()
  })

  await test.step('it is imported, and says what became of every row', async () => {
    await files.start('488')
    await files.finished('list.csv')
    expect(await files.result()).toEqual({
      New: 477,
      Updated: 11,
      Unchanged: 5,
      'Repeated in the file': 3,
      'Possibly here already, left out': 3,
      'Left out because of mistakes': 1,
    })
    await customers.search('', HERE + 477)
  })

  await test.step('rows left out are saved with their reasons, put right and imported', async () => {
    await new SyncPages(page).open('Imports')
    await saveTo(desk.electron, leftOut)
    await files.more('list.csv', 'Save the 7 rows that were left out')
    await expect(page.getByText('7 rows are in left-out.csv')).toBeVisible()
    const saved = await readFile(leftOut, 'utf8')
    expect(saved).toContain('"Country","Row in the file","Why it was left out"')
    expect(saved).toContain('"Repeated. Same as row 52"')
    await writeFile(leftOut, saved.replace('no mail', 'jara@list.example'))
    await files.open(leftOut)
    await files.look()
    expect(await files.kinds()).toEqual({ All: 7, New: 1, Unchanged: 3, 'Possibly here': 3 })
    await files.start('1')
    await files.finished('left-out.csv')
    await customers.search('', HERE + 478)
  })

  await test.step('the whole import is undone; who was changed since stays and is listed', async () => {
    const [updated, created] = [listRow(3).name, listRow(60).name]
    await customers.open(created)
    await customers.change('Company', 'Changed Since Ltd')
    await new SyncPages(page).open('Imports')
    await files.more('list.csv', 'Undo this import')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('476 customers that it added are removed.')).toBeVisible()
    await expect(dialog.getByText('11 records get back what the import replaced.')).toBeVisible()
    await expect(
      dialog.getByText('1 was changed since and stays as it is; you will see which.'),
    ).toBeVisible()
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    const kept = page.getByRole('list', { name: 'Kept, because they were changed since' })
    await expect(kept.getByRole('listitem')).toHaveText([created])
    await page.keyboard.press('Escape')
    await customers.search('', HERE + 2)
    await customers.open(updated)
    await expect(page.getByRole('textbox', { name: 'Phone', exact: true })).toHaveValue(listRow(3).phone)
  })
})
