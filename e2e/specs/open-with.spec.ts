import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { ImportPage } from '../pages/import-page.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'

test('a CSV opened with the app is ready to import, at a cold start and in the app that runs', async ({
  desk,
}) => {
  const first = join(desk.userData, 'first list.csv')
  const second = join(desk.userData, 'second.csv')
  await writeCsv(first, fileCustomers(3))
  await writeCsv(second, fileCustomers(4))

  const page = await desk.start(first)
  await expect(page.getByText(/^first list\.csv · /)).toBeVisible()
  const files = new ImportPage(page)
  await files.look()
  expect(await files.kinds()).toEqual({ All: 3, New: 3 })

  // Somebody is at work with the first one: the second waits until it is wanted.
  expect(await desk.startSecond(second)).toEqual({ exitCode: 0 })
  await page.getByRole('button', { name: 'Take it now' }).click()
  await expect(page.getByText(/^second\.csv · /)).toBeVisible()
  await files.look()
  expect(await files.kinds()).toEqual({ All: 4, New: 4 })
})
