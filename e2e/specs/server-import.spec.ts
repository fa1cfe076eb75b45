import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { ImportPage } from '../pages/import-page.ts'

/** The first is at SKU.io already, the last is nobody. */
const LIST = [
  'name,email,phone',
  'Renamed,alice.0@springs.example,',
  'Zoë Server,zoe@server.example,03 1',
  'Nobody,not an e-mail,',
]

test('SKU.io imports a file by itself: first its preview, then the import, the history, the customers here', async ({
  desk,
}) => {
  const { sandbox, page, customers, sync } = await connectToSandbox(desk, 3)
  const files = new ImportPage(page)
  const list = join(desk.userData, 'server.csv')
  await writeFile(list, LIST.join('\n'))
  const imports = (): string[] =>
    sandbox.requests.list({ method: 'POST', path: '/api/customers/import**' }).map(({ path }) => path)

  await test.step('the preview is that of SKU.io, and nothing is imported by it', async () => {
    await files.open(list)
    await files.letRemote('SKU.io')
    await expect(page.getByText('SKU.io would import 2 of 3 rows')).toBeVisible()
    await expect(page.getByRole('table', { name: '1 mistake' })).toBeVisible()
    expect(imports()).toEqual(['/api/customers/import/preview'])
  })

  await test.step('it is imported once, and what it brought comes here', async () => {
    await page.getByRole('button', { name: 'Import at SKU.io' }).click()
    await expect(page.getByText('SKU.io has imported server.csv')).toBeVisible()
    expect(imports()).toEqual(['/api/customers/import/preview', '/api/customers/import'])
    await page.getByRole('button', { name: 'Done' }).click()
    await sync.open('Sync')
    await sync.inStep()
    await customers.search('Zoë Server', 1)
    await customers.search('Renamed', 1)
  })

  await test.step('the history says so, and offers nothing that cannot be done from here', async () => {
    await sync.open('Imports')
    const line = page.getByRole('row').filter({ hasText: 'server.csv' })
    await expect(line).toContainText('Customers, imported by SKU.io')
    await expect(line).toContainText('1 new · 1 updated · 1 with mistakes, left out')
    await page.getByRole('button', { name: 'server.csv', exact: true }).click()
    const details = page.getByRole('dialog', { name: 'Import of server.csv' })
    await expect(details).toContainText('Imported by')
    await expect(details.getByRole('button', { name: 'Undo this import' })).toBeHidden()
  })

  await sandbox.close()
})
